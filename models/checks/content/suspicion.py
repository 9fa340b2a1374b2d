"""Suspicion (嫌疑): a category that the model or a rule sees in a clause, and what speaks for it."""

from __future__ import annotations

from dataclasses import dataclass, field

from corpus.knowledge.types import Category
from corpus.span import Span
from models.checks.content.act import ActMatch
from models.checks.content.power import applies
from models.checks.content.units import Unit
from models.comparison.difference import Difference
from models.finding import LegalBasis
from models.neural.clauses.reader import Comparison, Reading
from models.submission import Kind

FLOOR = 0.08
"""Probability below which a category is not even looked into."""
_MOST = 4
_PENALTY = 0.3
BY_LAW = ("contradicts_upper_law", "penalty_beyond_upper_law")
"""Categories that only the text of a superior provision can decide."""


@dataclass(slots=True)
class Candidate:
    """待比条文: a superior provision, cited by the clause or found, and the comparison with it."""

    basis: LegalBasis
    cited: bool
    comparison: Comparison | None = None
    differences: tuple[Difference, ...] = ()


@dataclass(slots=True)
class Suspicion:
    """嫌疑: one category of one clause. `span` are the offending words, within the unit."""

    unit: Unit
    text: str
    reading: Reading
    category: Category
    span: Span
    matches: tuple[ActMatch, ...]
    candidates: list[Candidate] = field(default_factory=list)

    @property
    def probability(self) -> float:
        """What the model gives the category (0..1): unlawful at all, and of this category."""
        return self.reading.unlawful * self.reading.categories[self.category.id]

    @property
    def rule(self) -> ActMatch | None:
        """The precise rule that sees the same, if any."""
        return next((m for m in self.matches if m.rule.strength == "strong"), None)

    @property
    def by_law(self) -> bool:
        """Whether only a superior provision's text can decide it."""
        return self.category.id in BY_LAW


def suspicions(
    unit: Unit,
    text: str,
    reading: Reading,
    matches: tuple[ActMatch, ...],
    categories: dict[str, Category],
    kind: Kind,
    *,
    cites: bool = False,
) -> list[Suspicion]:
    """嫌疑 of one clause, the likeliest first; empty for a clause that nothing speaks against.

    A clause that cites an article is always held against it.
    """
    seen = {m.rule.category for m in matches if m.rule.strength == "strong"}
    if cites:
        seen |= {"contradicts_upper_law"} | (
            {"penalty_beyond_upper_law"} if reading.acts["penalty"] >= _PENALTY else set()
        )
    chosen = [
        name
        for name, share in reading.categories.items()
        if name in categories
        and applies(categories[name], kind)
        and (share * reading.unlawful >= FLOOR or name in seen)
    ]
    chosen.sort(key=lambda name: (name not in seen, -reading.categories[name], name))
    return [
        Suspicion(
            unit,
            text,
            reading,
            categories[name],
            _span(unit, text, reading, own := tuple(m for m in matches if m.rule.category == name)),
            own,
        )
        for name in chosen[:_MOST]
    ]


def _span(unit: Unit, text: str, reading: Reading, matches: tuple[ActMatch, ...]) -> Span:
    """The words marked by the model, widened to the commas around; else the rule's sentence."""
    if reading.span is None:
        return matches[0].span if matches else unit.span
    start, end = reading.span.start, reading.span.end
    while start > 0 and text[start - 1] not in "，。；：！\n":
        start -= 1
    while end < len(text) and text[end - 1] not in "，。；！\n" and text[end] not in "，。；！\n":
        end += 1
    return Span(unit.span.start + start, unit.span.start + end)
