"""Verdict (比对结论): the type of conflict, from the named differences and the model together."""

from __future__ import annotations

from collections.abc import Sequence

from models.comparison.difference import Difference
from models.neural.clauses.reader import Comparison


def verdict(result: Comparison, differences: Sequence[Difference]) -> str:
    """Return a label of `CONFLICTS`: a named difference decides, else the model's likeliest."""
    return differences[0].type if differences else result.likeliest
