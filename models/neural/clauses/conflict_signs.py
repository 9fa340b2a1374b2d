"""Signs of the conflict types (冲突征象): how much two texts share, and which differences can be named."""

from __future__ import annotations

import re

from models.comparison import compare
from models.neural.clauses.labels import CONFLICTS

NAMES = ("in_provision", "in_sentence", "of_sentence", *(f"named_{name}" for name in CONFLICTS))
"""What the signs say, in their order."""
_SENTENCE = re.compile(r"[^。；\n]+[。；\n]*")


def signs_of(clause: str, provision: str) -> list[float]:
    """冲突征象, as `NAMES`.

    The shares (0..1) of the clause's pairs of characters that the provision has, that its nearest
    sentence has, and of that sentence's that the clause has; then 0 or 1 for each type of
    difference that the comparison can name.
    """
    sentence = _nearest(clause, provision)
    named = {difference.type for difference in compare(clause, provision)}
    shares = [_share(clause, provision), _share(clause, sentence), _share(sentence, clause)]
    return shares + [float(name in named) for name in CONFLICTS]


def _nearest(clause: str, provision: str) -> str:
    """The provision's sentence that shares most with the clause."""
    sentences = [found for found in _SENTENCE.findall(provision) if found.strip()]
    return max(
        sentences, key=lambda s: _share(clause, s) + 0.5 * _share(s, clause), default=provision
    )


def _share(part: str, whole: str) -> float:
    pairs = {part[i : i + 2] for i in range(len(part) - 1)}
    return sum(pair in whole for pair in pairs) / max(1, len(pairs))
