"""Content by the clause model (模型审查): act → power → basis → limit for every clause.

1. Act: the model reads all clauses; rules add what they see. 2. Power: the table says whether the
issuer may. 3. Basis and 4. limit: cited and similar superior provisions are held against the
clause. The judge weighs what was found; what it is not sure of stays undecided.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.citations import find_citations
from corpus.knowledge.acts import load_act_rules
from corpus.knowledge.unlawful import Strength
from corpus.span import Span
from models.checks.base import ClauseModel, Context
from models.checks.content.act import ActMatch, find_acts
from models.checks.content.basis import overlap, same_conduct
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
from models.checks.content.steps import ALL, Steps
from models.checks.content.subjects import subject_of
from models.checks.content.suspicion import Candidate, Suspicion, suspicions
from models.checks.content.units import Unit, units
from models.checks.content.words import WordMatch
from models.checks.locate import locate
from models.finding import Clearance, Finding, Outcome, Severity, Undecided
from models.neural.clauses.judge import Thresholds
from models.neural.clauses.labels import CONFLICT_NAMES
from models.neural.clauses.reader import ClauseText, Reading
from models.submission import Kind, Submission

_AGAINST = 0.5
_NEAR, _NEAR_IN_REGULATION = 0.2, 0.45
_SURE_OF_A_REGULATION = 0.95
"""Local regulations may set much themselves, and pass through many hands: doubt is the rule."""
_RESTATING = (Kind.LOCAL_REG, Kind.GOV_RULE, Kind.DEPT_RULE)
_SECOND = 0.3
_LEANS = re.compile(r"(?:依照|按照|依据|根据|遵照)《([^》]{4,60})》")
_WORDED = 0.3
"""Enough for a finding where a rule of unlawful wordings sees the same category."""


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
    readings = _read(pieces, submission, model, steps)
    matches = _matches(submission, context)
    citations = find_citations(text, context.library.names(), context.knowledge.aliases)
    citing = citing_units((u.span for u in pieces), citations) if steps.basis else frozenset()
    groups = [
        suspicions(
            unit,
            unit.span.of(text),
            reading,
            tuple(m for m in matches if unit.span.overlaps(m.span)),
            context.knowledge.categories,
            cites=unit.span in citing,
            worded=_worded(unit, words),
        )
        for unit, reading in zip(pieces, readings, strict=True)
        if not is_only_described(text, unit.span.start, unit.span.of(text))
    ]
    suspects = [suspect for group in groups for suspect in group]
    level = level_of(submission.kind, submission.issuer_level)
    if steps.basis and suspects:
        gather(suspects, document, citations, context, level, search_all=_restates(submission))
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


def _restates(submission: Submission) -> bool:
    """Regulations and rules may restate superior law without naming it."""
    return submission.kind in _RESTATING


def _read(
    pieces: Sequence[Unit], submission: Submission, model: ClauseModel, steps: Steps
) -> list[Reading]:
    text, title = submission.document.text, submission.document.title
    clauses = [ClauseText(u.span.of(text), title, u.lead) for u in pieces]
    if not steps.act:
        return [blank_reading() for _ in clauses]
    return model.read(clauses)


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
    """A category that a sure rule of wordings sees goes before one that only the model sees."""
    return judged.suspect.worded == "sure" and judged.probability >= _WORDED


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
        error = _error_bound(judged, submission.kind, limits)
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


def _error_bound(judged: Judged, kind: Kind, limits: Thresholds) -> float:
    """From which probability on a suspicion is a finding; more is asked of local regulations.

    Less is asked where the wording itself speaks for it.

    A difference of numbers that the comparison can name needs no more there than elsewhere.
    """
    if kind is not Kind.LOCAL_REG:
        return min(limits.error, _WORDED) if judged.suspect.worded else limits.error
    named = judged.suspect.by_law and _against(judged.suspect, kind) is not None
    return limits.error if named else max(limits.error, _SURE_OF_A_REGULATION)


def _stands_beside(judged: Judged, error: float) -> bool:
    """A second category of one clause must be as sure, and likely by the words themselves."""
    suspect = judged.suspect
    sure = judged.probability >= error and suspect.probability >= _SECOND
    return sure and not suspect.by_law


def _object(
    judged: Judged, submission: Submission, context: Context, steps: Steps
) -> Finding | Undecided:
    suspect = judged.suspect
    against = _against(suspect, submission.kind)
    if steps.power and judged.power.answer == "unclear" and against is None:
        return _doubted(judged, submission)
    if suspect.by_law and steps.limit and against is None:
        return _doubted(judged, submission)
    if against is None and _leans_on_unknown(suspect.text, context):
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
        confidence=round(judged.probability, 2),
        conflict_type=CONFLICT_NAMES[conflict_type(compared)] if compared else None,
    )


def _leans_on_unknown(text: str, context: Context) -> bool:
    """Whether a clause carries out an instrument that the library lacks, so that nobody can tell."""
    return any(context.library.instrument(name) is None for name in _LEANS.findall(text))


def _against(suspect: Suspicion, kind: Kind) -> Candidate | None:
    """The provision that the clause conflicts with most, cited ones first.

    What was only found must speak of the same thing; in regulations and rules, whose clauses all
    have relatives, more so.
    """
    found = [c for c in suspect.candidates if _conflicts(c, suspect.text, kind)]
    found.sort(key=_weight, reverse=True)
    return found[0] if found else None


def _conflicts(candidate: Candidate, text: str, kind: Kind) -> bool:
    if candidate.differences and candidate.cited:
        return True
    if candidate.comparison is None or candidate.comparison.conflict < _AGAINST:
        return False
    if candidate.cited:
        return True
    nearness = overlap(text, candidate.basis.quoted_text)
    if kind is Kind.LOCAL_REG:
        same = nearness >= _NEAR_IN_REGULATION and same_conduct(text, candidate.basis.quoted_text)
        return bool(candidate.differences) and same
    return nearness >= (_NEAR_IN_REGULATION if kind in _RESTATING else _NEAR)


def _weight(candidate: Candidate) -> tuple[bool, bool, float]:
    conflict = candidate.comparison.conflict if candidate.comparison else 0.0
    return candidate.cited, bool(candidate.differences), conflict


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
