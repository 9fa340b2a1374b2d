"""Judging (逐条判断): every suspicion of a draft with what the judge gives it.

1. Act: the model reads the clauses; rules add what they see. 2. Power: the table says whether the
issuer may. 3. Basis and 4. limit: cited and similar superior provisions are held against the
clause. The judge weighs what was found.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from corpus.citations import Citation, find_citations
from corpus.knowledge.acts import load_act_rules
from corpus.knowledge.unlawful import Strength
from corpus.span import Span
from models.checks.base import ClauseModel, Context
from models.checks.content.act import ActMatch, find_acts
from models.checks.content.evidence import citing_units, compare_all, gather
from models.checks.content.features import features, group_of
from models.checks.content.lead import is_only_described
from models.checks.content.power import PowerAnswer, decide_power, level_of
from models.checks.content.proof import RESTATING
from models.checks.content.steps import ALL, Steps
from models.checks.content.subjects import subject_of
from models.checks.content.suspicion import Suspicion, suspicions
from models.checks.content.units import Unit, units
from models.checks.content.words import WordMatch
from models.checks.content.worth import is_worth_comparing, is_worth_searching
from models.neural.clauses.judge import FEW, Judge, in_draft
from models.neural.clauses.reader import ClauseText, Reading
from models.submission import Submission

_WORDED = 0.3
"""Enough to go before the others where a sure rule sees the same category."""


@dataclass(frozen=True, slots=True)
class Judged:
    """判断结果: a suspicion, what the judge gives it, and what the table says of the power.

    `clauses` is how many clauses the draft has.
    """

    suspect: Suspicion
    probability: float
    power: PowerAnswer
    features: dict[str, float]
    clauses: int

    @property
    def in_draft(self) -> float:
        """The probability in this draft; what a sure rule says counts alike in any."""
        ruled = self.suspect.rule is not None or self.suspect.worded == "sure"
        return self.probability if ruled else in_draft(self.probability, self.clauses)

    @property
    def is_whole(self) -> bool:
        """Whether the draft is more than a few clauses."""
        return self.clauses > FEW


def judge_all(
    submission: Submission,
    context: Context,
    model: ClauseModel,
    steps: Steps = ALL,
    words: Sequence[WordMatch] = (),
) -> list[list[Judged]]:
    """Judge every suspicion of a draft; one list a clause, the likeliest first."""
    document, text = submission.document, submission.document.text
    pieces = units(document)
    matches = _matches(submission, context)
    citations = find_citations(text, context.library.names(), context.knowledge.aliases)
    citing = citing_units((u.span for u in pieces), citations) if steps.basis else frozenset()
    seen = [*(m.span for m in matches), *(w.span for w in words)]
    clauses = [_clause(u, submission, seen, cites=u.span in citing) for u in pieces]
    readings = model.read(clauses) if steps.act else [blank_reading() for _ in clauses]
    groups = [
        suspicions(
            unit,
            unit.span.of(text),
            reading,
            tuple(m for m in matches if unit.span.overlaps(m.span)),
            context.knowledge.categories,
            submission.kind,
            cites=unit.span in citing,
            worded=_worded(unit, words),
        )
        for unit, reading in zip(pieces, readings, strict=True)
        if not is_only_described(text, unit.span.start, unit.span.of(text))
    ]
    number = max(len(pieces), steps.clauses)
    if steps.basis:
        suspects = [suspect for group in groups for suspect in group]
        _hold_against_law(suspects, submission, context, model.judge(), citations, number, steps)
    return [_judged(g, submission, context, model, number) for g in groups if g]


def _hold_against_law(
    suspects: Sequence[Suspicion],
    submission: Submission,
    context: Context,
    judge: Judge,
    citations: Sequence[Citation],
    clauses: int,
    steps: Steps,
) -> None:
    """Find the provisions that matter for each suspicion, and compare it with them."""
    kind, document = submission.kind, submission.document
    gather(
        suspects,
        document,
        citations,
        context,
        level_of(kind, submission.issuer_level),
        search_all=kind in RESTATING,
        worth=lambda s: steps.thorough or is_worth_searching(s, kind, judge, clauses),
    )
    if steps.limit:
        worth = [
            s for s in suspects if steps.thorough or is_worth_comparing(s, kind, judge, clauses)
        ]
        compare_all(worth, context, with_limit=True)


def _worded(unit: Unit, words: Sequence[WordMatch]) -> dict[str, Strength]:
    """The categories that rules of wordings see in a clause, by the stronger of their rules."""
    found: dict[str, Strength] = {}
    for word in words:
        if unit.span.overlaps(word.span) and found.get(word.rule.category) != "sure":
            found[word.rule.category] = word.rule.strength
    return found


def _clause(unit: Unit, submission: Submission, seen: Sequence[Span], *, cites: bool) -> ClauseText:
    document = submission.document
    asked = cites or any(unit.span.overlaps(span) for span in seen)
    return ClauseText(unit.span.of(document.text), document.title, unit.lead, asked)


def blank_reading() -> Reading:
    """What is known of a clause that no model read; for the ablation."""
    from models.neural.clauses.labels import ACTS, CATEGORIES, MANNERS

    even = 1.0 / len(MANNERS)
    return Reading(
        dict.fromkeys(ACTS, 0.0),
        dict.fromkeys(CATEGORIES, 0.0),
        0.5,
        dict.fromkeys(MANNERS, even),
        None,
    )


def _matches(submission: Submission, context: Context) -> tuple[ActMatch, ...]:
    issuer = submission.issuer_level.value if submission.issuer_level else None
    guards = {g.id: g for g in context.knowledge.guards}
    return find_acts(submission.document, load_act_rules(), guards, issuer_level=issuer)


def _judged(
    group: list[Suspicion],
    submission: Submission,
    context: Context,
    model: ClauseModel,
    clauses: int,
) -> list[Judged]:
    judge, found = model.judge(), list[Judged]()
    for suspect in group:
        values = features(suspect, submission.kind)
        trigger = suspect.span.of(submission.document.text)
        power = decide_power(
            subject_of(suspect),
            suspect.category,
            submission.kind,
            submission.issuer_level,
            context.knowledge.powers,
            trigger,
        )
        chance = judge.probability(group_of(suspect), values)
        found.append(Judged(suspect, chance, power, values, clauses))
    return sorted(found, key=lambda j: (not _spoken_for(j), -j.probability))


def _spoken_for(judged: Judged) -> bool:
    """A category that a sure rule of wordings or of acts sees goes before one that only the model sees."""
    suspect = judged.suspect
    seen = suspect.worded == "sure" or suspect.rule is not None
    return suspect.is_plain or (seen and judged.probability >= _WORDED)
