"""Suspicion (嫌疑): a category that the model or a rule sees in a clause, and what speaks for it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from corpus.knowledge.anchors import load_anchors
from corpus.knowledge.types import Category
from corpus.knowledge.unlawful import Strength
from corpus.span import Span
from models.checks.content.act import ActMatch
from models.checks.content.units import Unit
from models.comparison.difference import Difference
from models.finding import LegalBasis
from models.neural.clauses.reader import Comparison, Reading
from models.neural.clauses.widen import widened_span
from models.submission import Kind

FLOOR = 0.08
"""Probability below which a category is not even looked into."""
_MOST = 4
_NUMBER = re.compile(
    r"(?:第[〇零一二三四五六七八九十百]+条|[（(]?[一二三四五六七八九十]+[）)、])\s*"
)
_ON_ISSUE = re.compile(
    r"自(?:本[^，。；]{0,8})?(?:发布|公布|印发|发文|颁布)之日起(?:正式)?(?:施行|实施|执行|生效|实行|试行)"
)
_DAY = re.compile(r"(?:施行|实施|执行|生效|起)")
_DATE = re.compile(r"\d{4}年\d{1,2}月\d{1,2}日|[一二〇○零]{2}[一二三四五六七八九〇○零]{2}年")
_NAMES = re.compile(r"《[^》]*》")
_REPEALS = re.compile(r"[^，。；]*废止[^，。；]*")
_STARTS = re.compile(
    r"自[^，。；]{4,14}日(?:零时|[0０]时)?起(?:正式)?(?:施行|实施|执行|生效|试行|实行)"
)
_BACKWARDS = re.compile(
    r"追溯|溯及|此前|以前|之前|即日|立即|当日|退回|补缴|补交|已(?:经)?[办领享发取建]"
)
_TAKES_BACK = re.compile(r"追溯|溯及|退回|补缴|补交|追回|追缴")
_PENALTY = 0.3
_FEW_WORDS = 36
"""Characters up to which the networks are not asked where both kinds of rules agree. The clauses that the
judge is fitted on hold no lawful one of that kind; the networks make little of so few words."""
ELSEWHERE = frozenset({"repealed_basis"})
"""Categories that another check decides exactly: citations are resolved, not guessed."""
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
    """嫌疑: one category of one clause. `span` are the offending words, within the unit.

    `worded` is the strength of a rule of unlawful wordings that sees the same. `is_guess`: nothing in the
    clause speaks for this category in particular.
    """

    unit: Unit
    text: str
    reading: Reading
    category: Category
    span: Span
    matches: tuple[ActMatch, ...]
    worded: Strength | None = None
    is_guess: bool = False
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
    def is_plain(self) -> bool:
        """Whether a rule of acts and one of wordings see the same in a clause too short to say more."""
        agreed = self.rule is not None and self.worded == "sure"
        return agreed and len(self.text) <= _FEW_WORDS

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
    worded: Mapping[str, Strength] | None = None,
) -> list[Suspicion]:
    """嫌疑 of one clause, the likeliest first; empty for a clause that nothing speaks against.

    A clause that cites an article is held against it, but for recitals; categories of `worded` are looked into
    whatever the model thinks. Where the clause lacks the words for what
    the model thinks likeliest, the model alone is not believed at all.
    """
    seen = {m.rule.category for m in matches if m.rule.strength == "strong"} - ELSEWHERE
    worded = worded or {}
    seen |= worded.keys() - ELSEWHERE
    if cites and _anchored("", text):
        seen |= {"contradicts_upper_law"} | (
            {"penalty_beyond_upper_law"} if reading.acts["penalty"] >= _PENALTY else set()
        )
    believed = _anchored(max(reading.categories, key=lambda n: reading.categories[n]), text)
    chosen = [
        name
        for name, share in reading.categories.items()
        if name in categories
        and name not in ELSEWHERE
        and not (name == "missing_or_wrong_effective_date" and _plainly_in_time(text, kind))
        and (
            name in seen
            or (believed and share * reading.unlawful >= FLOOR and _anchored(name, text))
        )
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
            worded.get(name),
        )
        for name in chosen[:_MOST]
    ]


def likeliest(
    unit: Unit, text: str, reading: Reading, categories: dict[str, Category]
) -> Suspicion:
    """嫌疑 of a clause in which nothing particular is suspected: the likeliest category, as a guess."""
    shares = {n: s for n, s in reading.categories.items() if n in categories and n not in ELSEWHERE}
    name = max(shares, key=lambda n: shares[n])
    return Suspicion(unit, text, reading, categories[name], unit.span, (), is_guess=True)


def _anchored(category: str, text: str) -> bool:
    """Whether the clause has words that can do what the model suspects."""
    anchors = load_anchors()
    return all(anchors[key].fits(text) for key in ("", category) if key in anchors)


def _plainly_in_time(text: str, kind: Kind) -> bool:
    """A clause without a first day, with the usual one, or with one day to come has no wrong first day.

    Rules start thirty days after publication as a rule (规章制定程序条例 art. 32), so that the day of
    publication is not the usual one for them.
    """
    if not _DAY.search(text):
        return True
    if kind not in (Kind.GOV_RULE, Kind.DEPT_RULE) and _ON_ISSUE.search(text):
        return not _TAKES_BACK.search(text)
    starts = _REPEALS.sub("", _NAMES.sub("", text))
    days = _DATE.findall(starts)
    return len(days) == 1 and bool(_STARTS.search(starts)) and not _BACKWARDS.search(starts)


def _span(unit: Unit, text: str, reading: Reading, matches: tuple[ActMatch, ...]) -> Span:
    """The words marked by the model, widened to the commas around; else the rule's sentence."""
    if reading.span is None:
        return matches[0].span if matches else unit.span
    start, end = widened_span(text, reading.span.start, reading.span.end)
    number = _NUMBER.match(text[start:end])
    start += number.end() if number and start + number.end() < end else 0
    return Span(unit.span.start + start, unit.span.start + end)
