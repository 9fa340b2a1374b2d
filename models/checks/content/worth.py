"""Worth (是否值得比对): whether a comparison with superior provisions can change what is said of a clause.

Comparing is half of a review's work. Of a suspicion that stays below the bound of doubt whatever the
provisions say, nothing is searched and, but for what the clause cites, nothing compared.
"""

from __future__ import annotations

from models.checks.content.basis import overlap
from models.checks.content.bounds import doubt_bound
from models.checks.content.features import features, group_of
from models.checks.content.suspicion import Suspicion
from models.neural.clauses.judge import FEW, Judge
from models.submission import Kind

_BEST = 1.0


def is_worth_searching(suspect: Suspicion, kind: Kind, judge: Judge, clauses: int) -> bool:
    """Whether provisions like the clause, if there are any, could matter, in a draft of so many clauses."""
    return _can_matter(suspect, kind, judge, clauses, near=_BEST)


def is_worth_comparing(suspect: Suspicion, kind: Kind, judge: Judge, clauses: int) -> bool:
    """Whether a comparison with the candidates could matter; what the clause cites is always compared."""
    if any(c.cited for c in suspect.candidates):
        return True
    near = max(
        (overlap(suspect.text, c.basis.quoted_text) for c in suspect.candidates), default=0.0
    )
    return bool(suspect.candidates) and _can_matter(suspect, kind, judge, clauses, near=near)


def _can_matter(suspect: Suspicion, kind: Kind, judge: Judge, clauses: int, *, near: float) -> bool:
    best = {"same": _BEST, "against": _BEST, "against_near": near, "difference": _BEST}
    most = judge.most(group_of(suspect), features(suspect, kind), best)
    limits = judge.threshold(suspect.category.id)
    return most >= doubt_bound(suspect, limits, whole=clauses > FEW)
