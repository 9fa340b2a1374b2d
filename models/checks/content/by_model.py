"""Content by the clause model (模型审查): act → power → basis → limit for every clause.

1. Act: the model reads all clauses; rules add what they see. 2. Power: the table says whether the
issuer may. 3. Basis and 4. limit: cited and similar superior provisions are held against the
clause. The judge weighs what was found; what it is not sure of stays undecided.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.citations import find_citations
from corpus.knowledge.acts import load_act_rules
from corpus.knowledge.unlawful import Strength
from corpus.span import Span
from models.checks.base import ClauseModel, Context
from models.checks.content.act import ActMatch, find_acts
from models.checks.content.evidence import citing_units, compare_all, gather
from models.checks.content.explain import (
    acquittal,
    conflict_type,
    doubt,
    objection,
    same_bases,
)
from models.checks.content.features import features, group_of
from models.checks.content.grounds import grounds
from models.checks.content.lead import is_only_described
from models.checks.content.power import PowerAnswer, decide_power, level_of
from models.checks.content.proof import RESTATING, against_of, is_provable
from models.checks.content.steps import ALL, Steps
from models.checks.content.subjects import subject_of
from models.checks.content.suspicion import Suspicion, suspicions
from models.checks.content.units import Unit, units
from models.checks.content.words import WordMatch
from models.checks.locate import locate
from models.finding import Clearance, Finding, Outcome, Severity, Undecided
from models.neural.clauses.judge import Thresholds
from models.neural.clauses.labels import CONFLICT_NAMES
from models.neural.clauses.reader import ClauseText, Reading
from models.submission import IssuerLevel, Kind, Submission

_SURE = {Kind.LOCAL_REG: 0.97, Kind.GOV_RULE: 0.85, Kind.DEPT_RULE: 0.97}
"""Regulations and rules may set much themselves, and pass through many hands: doubt is the rule. In 430,000
characters of real regulations, which the evaluation does not use, one clause was above, and eight above
.85, nearly all of them lawful; in four real rules of ministries there was one."""
_SURE_OF_THE_STATE = 0.99
_SECOND = 0.3
_BY_RULE = 0.4
"""Enough where a precise act rule sees the same: short plain sentences say little to the networks."""
_PLAIN = 0.8
"""How sure a finding is that two rules make, as those of wordings alone."""
_WORDED = 0.3
"""Enough to go before the others where a sure rule sees the same category."""


@dataclass(frozen=True, slots=True)
class Judged:
    """判断结果: a suspicion, what the judge gives it, and what the table says of the power."""

    suspect: Suspicion
    probability: float
    power: PowerAnswer
    features: dict[str, float]


def by_model(
    submission: Submission,
    context: Context,
    model: ClauseModel,
    steps: Steps = ALL,
    words: Sequence[WordMatch] = (),
) -> Outcome:
    """模型审查 of a whole draft. `words` are what the rules of unlawful wordings see in it."""
    findings: list[Finding] = []
    undecided: list[Undecided] = []
    cleared: list[Clearance] = []
    for group in judge_all(submission, context, model, steps, words):
        for result in _decide(group, submission, context, model, steps):
            match result:
                case Finding():
                    findings.append(result)
                case Undecided():
                    undecided.append(result)
                case Clearance():
                    cleared.append(result)
    return Outcome(tuple(findings), (), tuple(cleared), tuple(undecided))


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
    suspects = [suspect for group in groups for suspect in group]
    level = level_of(submission.kind, submission.issuer_level)
    if steps.basis and suspects:
        gather(
            suspects, document, citations, context, level, search_all=submission.kind in RESTATING
        )
        if steps.limit:
            compare_all(suspects, context, with_limit=True)
    return [_judged(group, submission, context, model) for group in groups if group]


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
    group: list[Suspicion], submission: Submission, context: Context, model: ClauseModel
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
        found.append(Judged(suspect, chance, power, values))
    return sorted(found, key=lambda j: (not _spoken_for(j), -j.probability))


def _spoken_for(judged: Judged) -> bool:
    """A category that a sure rule of wordings or of acts sees goes before one that only the model sees."""
    suspect = judged.suspect
    seen = suspect.worded == "sure" or suspect.rule is not None
    return suspect.is_plain or (seen and judged.probability >= _WORDED)


def _decide(
    group: list[Judged], submission: Submission, context: Context, model: ClauseModel, steps: Steps
) -> Iterator[Finding | Undecided | Clearance]:
    """What the issuer may do is cleared; of the rest the likeliest category, and a second one.

    A conflict with superior law that no provision proves leaves the case open for the next.
    """
    judge, allowed = model.judge(), [j for j in group if steps.power and j.power.answer == "may"]
    for judged in allowed:
        if judged.probability >= judge.threshold(judged.suspect.category.id).doubt:
            yield _cleared(judged, submission, "power", judged.power.reason)
    open_case = True
    for judged in (j for j in group if j not in allowed):
        limits = judge.threshold(judged.suspect.category.id)
        error = _error_bound(judged, submission, limits)
        if not open_case and not _stands_beside(judged, error):
            continue
        if judged.probability >= error:
            result = _object(judged, submission, context, steps)
            open_case = isinstance(result, Undecided) and judged.suspect.by_law
            yield result
            continue
        if not open_case:
            continue
        open_case = False
        if judged.probability >= limits.doubt:
            yield _doubted(judged, submission)
        elif judged.suspect.matches or judged.suspect.candidates:
            yield _cleared(judged, submission, *acquittal(judged.suspect))


def _error_bound(judged: Judged, submission: Submission, limits: Thresholds) -> float:
    """From which probability on a suspicion is a finding.

    More is asked of the State Council's documents, which may be decisions with a power of their own,
    and of regulations and rules, but for a difference from a cited provision that can be named; less
    where a precise rule of acts sees the same.
    """
    if submission.issuer_level is IssuerLevel.STATE:
        return max(limits.error, _SURE_OF_THE_STATE)
    if submission.kind not in _SURE and judged.suspect.is_plain:
        return 0.0
    against = against_of(judged.suspect, submission.kind) if judged.suspect.by_law else None
    named = against is not None and against.cited and bool(against.differences)
    if named or submission.kind not in _SURE:
        return min(limits.error, _BY_RULE) if judged.suspect.rule is not None else limits.error
    return max(limits.error, _SURE[submission.kind])


def _stands_beside(judged: Judged, error: float) -> bool:
    """A second category of one clause must be as sure, and likely by the words themselves.

    That the issuer lacks the power says nothing beside a category that says why.
    """
    suspect = judged.suspect
    sure = judged.probability >= error and suspect.probability >= _SECOND
    return sure and not suspect.by_law and suspect.category.id != "ultra_vires_subject"


def _object(
    judged: Judged, submission: Submission, context: Context, steps: Steps
) -> Finding | Undecided:
    suspect = judged.suspect
    against = against_of(suspect, submission.kind)
    if not is_provable(suspect, judged.power, against, context, steps):
        return _doubted(judged, submission)
    bases = grounds(suspect, judged.power, against, context)
    if not any(b.verified for b in bases):
        return _doubted(judged, submission)
    quote = suspect.span.of(submission.document.text)
    compared = against if suspect.by_law else None
    return Finding(
        check_id=suspect.rule.rule.id if suspect.rule else f"content:{suspect.category.id}",
        category=suspect.category.id,
        severity=Severity(suspect.category.severity),
        message=objection(suspect, judged.power, compared, submission.kind, quote),
        source="comparison" if compared else "classifier",
        span=suspect.span,
        quote=quote,
        locator=locate(submission.document, suspect.span),
        basis=bases,
        suggestion=suspect.category.revision,
        confidence=round(max(judged.probability, _PLAIN if suspect.is_plain else 0.0), 2),
        conflict_type=CONFLICT_NAMES[conflict_type(compared)] if compared else None,
    )


def _doubted(judged: Judged, submission: Submission) -> Undecided:
    suspect = judged.suspect
    return Undecided(
        check_id=f"content:{suspect.category.id}",
        category=suspect.category.id,
        message=doubt(suspect, judged.power, submission.kind),
        span=suspect.unit.span,
        quote=_quote(suspect.unit.span, submission),
        locator=locate(submission.document, suspect.unit.span),
        basis=tuple(c.basis for c in suspect.candidates[:2]),
    )


def _cleared(judged: Judged, submission: Submission, step: str, reason: str) -> Clearance:
    suspect = judged.suspect
    return Clearance(
        act=suspect.category.name,
        cleared_by=step,
        message=reason,
        span=suspect.unit.span,
        quote=_quote(suspect.unit.span, submission),
        locator=locate(submission.document, suspect.unit.span),
        basis=same_bases(suspect)[:2],
    )


def _quote(span: Span, submission: Submission) -> str:
    return span.of(submission.document.text)
