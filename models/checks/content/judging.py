"""Judging (逐条判断): every suspicion of a draft with what the judge gives it.

1. Act: the model reads the clauses; rules add what they see. 2. Power: the table says whether the
issuer may. 3. Basis and 4. limit: cited and similar superior provisions are held against the
clause. The judge weighs what was found.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from corpus.span import Span
from models.checks.base import ClauseModel, Context
from models.checks.content.draft import DraftView
from models.checks.content.evidence import compare_all, gather
from models.checks.content.features import features, group_of
from models.checks.content.lead import is_only_described
from models.checks.content.power import PowerAnswer, decide_power, level_of
from models.checks.content.practice import DOUBT, FOUND, READ
from models.checks.content.proof import RESTATING
from models.checks.content.steps import ALL, Steps
from models.checks.content.subjects import subject_of
from models.checks.content.suspicion import Suspicion, likeliest, suspicions
from models.checks.content.units import Unit
from models.checks.content.worth import is_worth_comparing, is_worth_searching
from models.neural.clauses.judge import FEW, Judge, in_draft
from models.neural.clauses.reader import ClauseText, Reading
from models.submission import Submission

_WORDED = 0.3
"""Enough to go before the others where a sure rule sees the same category."""


@dataclass(frozen=True, slots=True)
class Judged:
    """判断结果: a suspicion, what the judge gives it, and what the table says of the power.

    `clauses` is how many clauses the draft has; `practice` how likely readers of whole drafts object to
    the clause, None where that is not asked.
    """

    suspect: Suspicion
    probability: float
    power: PowerAnswer
    features: dict[str, float]
    clauses: int
    practice: float | None = None

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
    view: DraftView,
    context: Context,
    model: ClauseModel,
    steps: Steps = ALL,
    practice: Mapping[Span, float] | None = None,
) -> list[list[Judged]]:
    """Judge every suspicion of a draft; one list a clause, the likeliest first.

    `practice` tells by clause how likely readers object to it; empty or None for a few clauses.
    """
    text, practice = view.submission.document.text, practice or {}
    clauses = [_clause(unit, view, practice) for unit in view.pieces]
    readings = model.read(clauses) if steps.act else [blank_reading() for _ in clauses]
    groups = [
        _suspected(unit, reading, view, context, practice)
        for unit, reading in zip(view.pieces, readings, strict=True)
        if not is_only_described(text, unit.span.start, unit.span.of(text))
    ]
    number = max(len(view.pieces), steps.clauses)
    if steps.basis:
        suspects = [suspect for group in groups for suspect in group]
        _hold_against_law(suspects, view, context, model.judge(), number, steps, practice)
    return [_judged(g, view.submission, context, model, number, practice) for g in groups if g]


def _suspected(
    unit: Unit, reading: Reading, view: DraftView, context: Context, practice: Mapping[Span, float]
) -> list[Suspicion]:
    """The suspicions of a clause; where readers would object and nothing is suspected, the likeliest.

    What a clause cites is compared anyhow, and need not be guessed at.
    """
    text = unit.span.of(view.submission.document.text)
    categories, kind = context.knowledge.categories, view.submission.kind
    found = suspicions(
        unit,
        text,
        reading,
        view.acts_in(unit),
        categories,
        kind,
        cites=unit.span in view.citing,
        worded=view.words_in(unit),
    )
    is_open = not found and unit.span not in view.citing
    if is_open and practice.get(unit.span, 0.0) >= DOUBT:
        return [likeliest(unit, text, reading, categories)]
    return found


def _hold_against_law(
    suspects: Sequence[Suspicion],
    view: DraftView,
    context: Context,
    judge: Judge,
    clauses: int,
    steps: Steps,
    practice: Mapping[Span, float],
) -> None:
    """Find the provisions that matter for each suspicion, and compare it with them."""
    submission, kind = view.submission, view.submission.kind

    def matters(suspect: Suspicion, least: float) -> bool:
        return steps.thorough or practice.get(suspect.unit.span, 0.0) >= least

    gather(
        suspects,
        submission.document,
        view.citations,
        context,
        level_of(kind, submission.issuer_level),
        search_all=kind in RESTATING,
        worth=lambda s: matters(s, DOUBT) or is_worth_searching(s, kind, judge, clauses),
    )
    if steps.limit:
        worth = [
            s for s in suspects if matters(s, FOUND) or is_worth_comparing(s, kind, judge, clauses)
        ]
        compare_all(worth, context, with_limit=True)


def _clause(unit: Unit, view: DraftView, practice: Mapping[Span, float]) -> ClauseText:
    """A clause to be read; in a whole draft only if a rule points at it, or readers often object to such."""
    document = view.submission.document
    seen: bool | None = None
    if view.is_pointed_at(unit):
        seen = True
    elif unit.span in practice:
        seen = practice[unit.span] >= READ
    return ClauseText(unit.span.of(document.text), document.title, unit.lead, seen)


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


def _judged(
    group: list[Suspicion],
    submission: Submission,
    context: Context,
    model: ClauseModel,
    clauses: int,
    practice: Mapping[Span, float],
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
        told = practice.get(suspect.unit.span)
        found.append(Judged(suspect, chance, power, values, clauses, told))
    return sorted(found, key=lambda j: (not _spoken_for(j), -j.probability))


def _spoken_for(judged: Judged) -> bool:
    """A category that a sure rule of wordings or of acts sees goes before one that only the model sees."""
    suspect = judged.suspect
    seen = suspect.worded == "sure" or suspect.rule is not None
    return suspect.is_plain or (seen and judged.probability >= _WORDED)
