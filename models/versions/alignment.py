"""Alignment (两稿对齐): which unit of the new draft is which of the old."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from models.versions.likeness import Grams, grams, kinship, likeness

_ALIKE = 0.5
_ALIKE_ELSEWHERE = 0.6
_WORTH_MOVING = 8
_MAX_PAIRS = 400_000

Pair = tuple[int, int, bool]
"""Index in the old draft, index in the new one, and whether it moved."""


def align(old: Sequence[str], new: Sequence[str]) -> tuple[Pair, ...]:
    """两稿对齐: pairs of units from their folded texts, by index in the old draft.

    First what is word for word the same and in order; between these what is alike, in order; then
    what is the same or alike elsewhere: it moved. A unit is in at most one pair. Lines of less
    than eight characters do not move. With more than some hundred units left over on both sides
    only equal texts are paired.
    """
    pairs: list[Pair] = []
    gaps: list[tuple[range, range]] = []
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    for tag, i, j, k, m in matcher.get_opcodes():
        if tag == "equal":
            pairs += [(i + n, k + n, False) for n in range(j - i)]
        elif tag == "replace":
            gaps.append((range(i, j), range(k, m)))
    known = [grams(text) for text in old], [grams(text) for text in new]
    for ours, theirs in gaps:
        pairs += [(i, k, False) for i, k in _in_order(ours, theirs, known)]
    return tuple(sorted([*pairs, *_elsewhere(old, new, pairs, known)]))


def _in_order(
    ours: range, theirs: range, known: tuple[list[Grams], list[Grams]]
) -> list[tuple[int, int]]:
    """The pairs of alike units with the largest sum of likeness that do not cross."""
    if len(ours) * len(theirs) > _MAX_PAIRS:
        return []
    score = [[kinship(known[0][i], known[1][k]) for k in theirs] for i in ours]
    best = [[0.0] * (len(theirs) + 1) for _ in range(len(ours) + 1)]
    for i in reversed(range(len(ours))):
        for k in reversed(range(len(theirs))):
            paired = score[i][k] + best[i + 1][k + 1] if score[i][k] >= _ALIKE else 0.0
            best[i][k] = max(paired, best[i + 1][k], best[i][k + 1])
    return list(_walk(ours, theirs, score, best))


def _walk(
    ours: range, theirs: range, score: list[list[float]], best: list[list[float]]
) -> Iterator[tuple[int, int]]:
    i = k = 0
    while i < len(ours) and k < len(theirs):
        if score[i][k] >= _ALIKE and best[i][k] == score[i][k] + best[i + 1][k + 1]:
            yield ours[i], theirs[k]
            i, k = i + 1, k + 1
        elif best[i][k] == best[i + 1][k]:
            i += 1
        else:
            k += 1


def _elsewhere(
    old: Sequence[str],
    new: Sequence[str],
    pairs: Sequence[Pair],
    known: tuple[list[Grams], list[Grams]],
) -> list[Pair]:
    taken, given = {i for i, _, _ in pairs}, {k for _, k, _ in pairs}
    ours = [i for i in range(len(old)) if i not in taken and len(old[i]) >= _WORTH_MOVING]
    theirs = [k for k in range(len(new)) if k not in given and len(new[k]) >= _WORTH_MOVING]
    if len(ours) * len(theirs) > _MAX_PAIRS:
        same: dict[str, list[int]] = {}
        for k in reversed(theirs):
            same.setdefault(new[k], []).append(k)
        return [(i, same[old[i]].pop(), True) for i in ours if same.get(old[i])]
    scored = [(likeness(known[0][i], known[1][k]), -abs(i - k), i, k) for i in ours for k in theirs]
    found: list[Pair] = []
    for alike, _, i, k in sorted(scored, reverse=True):
        if alike >= _ALIKE_ELSEWHERE and i not in taken and k not in given:
            taken.add(i)
            given.add(k)
            found.append((i, k, True))
    return found
