"""Content by the clause model (模型审查): act → power → basis → limit for every clause.

What the judge is sure of is a finding, if a provision proves it; what it is not sure of stays
undecided. How every clause is judged: `judging`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from corpus.span import Span
from models.checks.base import ClauseModel, Context
from models.checks.content.bounds import doubt_bound, error_bound
from models.checks.content.draft import DraftView
from models.checks.content.explain import (
    acquittal,
    conflict_type,
    doubt,
    objected,
    objection,
    same_bases,
)
from models.checks.content.grounds import grounds
from models.checks.content.judging import Judged, judge_all
from models.checks.content.practice import AGREED, DOUBT, FOUND, READ
from models.checks.content.proof import RESTATING, against_of, is_provable
from models.checks.content.steps import ALL, Steps
from models.checks.locate import locate
from models.finding import Clearance, Finding, Outcome, Severity, Undecided
from models.neural.clauses.judge import Thresholds
from models.neural.clauses.labels import CONFLICT_NAMES
from models.submission import Submission

_SECOND = 0.3
_POWERLESS = "ultra_vires_subject"
_PLAIN = 0.8
"""How sure a finding is that two rules make, as those of wordings alone."""


def by_model(
    view: DraftView,
    context: Context,
    model: ClauseModel,
    steps: Steps = ALL,
    practice: Mapping[Span, float] | None = None,
) -> Outcome:
    """模型审查 of a draft; `practice` as `judge_all` takes it."""
    findings: list[Finding] = []
    undecided: list[Undecided] = []
    cleared: list[Clearance] = []
    for group in judge_all(view, context, model, steps, practice):
        told = list(_decide(group, view.submission, context, model, steps))
        for result in _with_objection(told, group, view.submission):
            match result:
                case Finding():
                    findings.append(result)
                case Undecided():
                    undecided.append(result)
                case Clearance():
                    cleared.append(result)
    return Outcome(tuple(findings), (), tuple(cleared), tuple(undecided))


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
        error = error_bound(judged.suspect, submission, limits, whole=judged.is_whole)
        if not open_case and not _stands_beside(judged, error):
            continue
        if _is_found(judged, error, limits, submission):
            result = _object(judged, submission, context, steps)
            open_case = isinstance(result, Undecided) and judged.suspect.by_law
            yield result
            continue
        if not open_case:
            continue
        open_case = False
        if _is_doubted(judged, error, doubt_bound(judged.suspect, limits, whole=judged.is_whole)):
            yield _doubted(judged, submission)
        elif judged.suspect.matches or judged.suspect.candidates:
            yield _cleared(judged, submission, *acquittal(judged.suspect))


def _is_found(judged: Judged, error: float, limits: Thresholds, submission: Submission) -> bool:
    """Whether a suspicion is a finding, if it can be proved.

    In a whole draft readers of real drafts must be likely to object to the clause too; where they are very
    likely to, a doubt is enough.
    """
    if judged.suspect.is_guess:
        return False
    seen = judged.in_draft >= error
    if judged.practice is None:
        return seen
    if judged.practice >= FOUND and _is_readers_matter(judged, submission):
        return judged.probability >= limits.doubt
    return seen and judged.practice >= AGREED


def _is_readers_matter(judged: Judged, submission: Submission) -> bool:
    """Whether readers went through enough of the kind to be believed: acts in normative documents.

    Rules may set more; a conflict with a superior text is a matter of that text, and a lack of power what
    readers say in other words.
    """
    suspect, restates = judged.suspect, submission.kind in RESTATING
    return not (restates or suspect.by_law or suspect.category.id == _POWERLESS)


def _is_doubted(judged: Judged, error: float, doubt: float) -> bool:
    """Whether a person is asked: of what only practice keeps from being a finding always."""
    if judged.practice is None:
        return judged.probability >= doubt
    return judged.in_draft >= error or (judged.practice >= READ and judged.probability >= doubt)


def _with_objection(
    told: list[Finding | Undecided | Clearance], group: list[Judged], submission: Submission
) -> list[Finding | Undecided | Clearance]:
    """What is told of a clause; a person is asked where readers would object and nothing else is said.

    Whether it conflicts with a superior text, that text tells better than practice.
    """
    if any(not isinstance(one, Clearance) for one in told):
        return told
    for judged in group:
        suspect = judged.suspect
        is_of_act = judged.power.answer != "may" and (suspect.is_guess or not suspect.by_law)
        if is_of_act and (judged.practice or 0.0) >= DOUBT:
            return [replace(_doubted(judged, submission), message=objected(suspect))]
    return told


def _stands_beside(judged: Judged, error: float) -> bool:
    """A second category of one clause must be as sure, and likely by the words themselves.

    That the issuer lacks the power says nothing beside a category that says why.
    """
    suspect = judged.suspect
    sure = judged.in_draft >= error and suspect.probability >= _SECOND
    return sure and not suspect.by_law and suspect.category.id != _POWERLESS


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
        confidence=_confidence(judged),
        conflict_type=CONFLICT_NAMES[conflict_type(compared)] if compared else None,
    )


def _confidence(judged: Judged) -> float:
    """How sure a finding is (0..1), by the judge or by what readers object to."""
    plain = _PLAIN if judged.suspect.is_plain else 0.0
    return round(max(judged.in_draft, plain, judged.practice or 0.0), 2)


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
