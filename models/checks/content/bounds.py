"""Bounds (界限): from which probability on a suspicion is a finding, and from which it is left to a person."""

from __future__ import annotations

from models.checks.content.proof import against_of
from models.checks.content.suspicion import Suspicion
from models.neural.clauses.judge import Thresholds
from models.submission import IssuerLevel, Kind, Submission

_SURE = {Kind.LOCAL_REG: 0.97, Kind.GOV_RULE: 0.85, Kind.DEPT_RULE: 0.97}
"""Regulations and rules may set much themselves, and pass through many hands: doubt is the rule. In 430,000
characters of real regulations, which the evaluation does not use, one clause was above, and eight above
.85, nearly all of them lawful; in four real rules of ministries there was one."""
_SURE_OF_FEW = {Kind.LOCAL_REG: 0.85, Kind.GOV_RULE: 0.7, Kind.DEPT_RULE: 0.85}
"""The same where a few clauses are asked about: what the law sets besides is named in many of them."""
_SURE_OF_THE_STATE = 0.99
_ERROR_OF_WHOLE, _ERROR_OF_WHOLE_BY_LAW = 0.5, 0.75
"""A finding of a whole draft is rather right than wrong."""
_DOUBT_OF_WHOLE = 0.35
"""In 71 real documents 123 clauses lay between the usual bound and this. Those from .25 on in the first 44 were
read: two were rightly doubted."""
_BY_RULE = 0.4
"""Enough where a precise act rule sees the same: short plain sentences say little to the networks."""


def error_bound(
    suspect: Suspicion, submission: Submission, limits: Thresholds, *, whole: bool
) -> float:
    """From which probability on a suspicion is a finding (0..1); `whole`: the draft is more than a few clauses.

    More is asked of the State Council's documents, which may be decisions with a power of their own,
    and of whole regulations and rules, but for a difference from a cited provision that can be named;
    less where a precise rule of acts sees the same.
    """
    if submission.issuer_level is IssuerLevel.STATE:
        return max(limits.error, _SURE_OF_THE_STATE)
    free = submission.kind not in _SURE
    if free and suspect.is_plain:
        return 0.0
    usual = _usual_bound(suspect, limits, whole=whole)
    if free or _is_named(suspect, submission):
        return min(usual, _BY_RULE) if suspect.rule is not None else usual
    return max(usual, (_SURE if whole else _SURE_OF_FEW)[submission.kind])


def doubt_bound(suspect: Suspicion, limits: Thresholds, *, whole: bool) -> float:
    """From which probability on a person is asked; of a whole draft, where rules see nothing, less often."""
    asked = suspect.rule is not None or suspect.worded == "sure" or not whole
    return limits.doubt if asked else max(limits.doubt, _DOUBT_OF_WHOLE)


def _usual_bound(suspect: Suspicion, limits: Thresholds, *, whole: bool) -> float:
    if not whole:
        return limits.error
    return max(limits.error, _ERROR_OF_WHOLE_BY_LAW if suspect.by_law else _ERROR_OF_WHOLE)


def _is_named(suspect: Suspicion, submission: Submission) -> bool:
    """Whether the difference from a cited provision can be named."""
    against = against_of(suspect, submission.kind) if suspect.by_law else None
    return against is not None and against.cited and bool(against.differences)
