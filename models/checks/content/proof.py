"""Proof (证明): what a suspicion must have behind it to be a finding rather than a doubt.

A conflict with superior law needs a provision that the clause conflicts with; an issuer whose power
is unclear needs one too; and what carries out an instrument that the library lacks is no finding.
"""

from __future__ import annotations

import re

from models.checks.base import Context
from models.checks.content.basis import overlap
from models.checks.content.power import PowerAnswer
from models.checks.content.steps import ALL, Steps
from models.checks.content.suspicion import Candidate, Suspicion
from models.submission import Kind

_AGAINST = 0.5
_NEAR = {Kind.LOCAL_REG: 0.5, Kind.GOV_RULE: 0.45, Kind.DEPT_RULE: 0.45}
_NEAR_ELSEWHERE = 0.15
"""Shares of a clause's pairs of characters that a provision must have which the clause does not cite. With
.1, and .25 for rules, more conflicts are found, but some are proved by a provision about something else."""
RESTATING = (Kind.LOCAL_REG, Kind.GOV_RULE, Kind.DEPT_RULE)
"""Regulations and rules may restate superior law without naming it."""
_LEANS = re.compile(r"(?:依照|按照|依据|根据|遵照)《([^》]{4,60})》")


def is_provable(
    suspect: Suspicion,
    power: PowerAnswer,
    against: Candidate | None,
    context: Context,
    steps: Steps = ALL,
) -> bool:
    """可证明: whether a suspicion can stand as a finding; `against` as `against_of` tells."""
    if against is not None:
        return True
    if steps.power and power.answer == "unclear":
        return False
    if suspect.by_law and steps.limit and not suspect.is_plain:
        return False
    return not _leans_on_unknown(suspect.text, context)


def _leans_on_unknown(text: str, context: Context) -> bool:
    """Whether a clause carries out an instrument that the library lacks, so that nobody can tell."""
    return any(context.library.instrument(name) is None for name in _LEANS.findall(text))


def against_of(suspect: Suspicion, kind: Kind) -> Candidate | None:
    """The provision that the clause conflicts with most, cited ones first.

    What was only found must speak of the same thing; in rules and regulations, whose clauses all have
    relatives, more so. A local regulation, which may set much itself, conflicts with what it cites
    only by a difference that can be named.
    """
    found = [c for c in suspect.candidates if _conflicts(c, suspect.text, kind)]
    found.sort(key=_weight, reverse=True)
    return found[0] if found else None


def _conflicts(candidate: Candidate, text: str, kind: Kind) -> bool:
    if candidate.differences and candidate.cited:
        return True
    if kind is Kind.LOCAL_REG and candidate.cited:
        return False
    if candidate.comparison is None or candidate.comparison.conflict < _AGAINST:
        return False
    near = _NEAR.get(kind, _NEAR_ELSEWHERE)
    return candidate.cited or overlap(text, candidate.basis.quoted_text) >= near


def _weight(candidate: Candidate) -> tuple[bool, bool, float]:
    conflict = candidate.comparison.conflict if candidate.comparison else 0.0
    return candidate.cited, bool(candidate.differences), conflict
