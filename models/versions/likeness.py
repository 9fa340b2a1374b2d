"""Likeness (相似度): how much two stretches of text have in common."""

from __future__ import annotations

_ENOUGH = 8
_HELD = 0.8

Grams = frozenset[str]


def grams(folded: str) -> Grams:
    """字组: the pairs of neighbouring characters of a folded text; a single one is itself."""
    return frozenset(folded[i : i + 2] for i in range(len(folded) - 1)) or frozenset({folded})


def likeness(ours: Grams, theirs: Grams) -> float:
    """相似度 from 0 to 1: the share of common pairs (Dice)."""
    total = len(ours) + len(theirs)
    return 2 * len(ours & theirs) / total if total else 0.0


def kinship(ours: Grams, theirs: Grams) -> float:
    """同源度 from 0 to 1: likeness, or most of the share of the shorter one that the other holds.

    A clause that was worked out keeps its words in a longer text.
    """
    shorter = min(len(ours), len(theirs))
    held = len(ours & theirs) / shorter if shorter >= _ENOUGH else 0.0
    return max(likeness(ours, theirs), _HELD * held)
