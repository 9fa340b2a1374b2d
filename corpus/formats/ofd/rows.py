"""Rows (排行): the text runs of a page put together to printed lines."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from corpus.formats.layout import Line
from corpus.formats.ofd.geometry import POINTS
from corpus.formats.ofd.runs import Run

_BASELINES = 0.5
_SAME_SPOT = 0.25
_OVERLAP = 0.8
_CELL_GAP = 1.5
_WORD_GAP = 0.3


def rows(runs: Sequence[Run], page: int, height: float) -> list[Line]:
    """排行: lines from top to bottom; `height` is that of the page in millimetres.

    Runs on one baseline make a line, from left to right. Where a producer set different runs
    over one another, the order in which they are drawn is the order of the text.
    """
    groups: list[list[Run]] = []
    for run in sorted(runs, key=lambda run: run.y):
        if groups and abs(run.y - groups[-1][0].y) <= _BASELINES * min(
            run.size, groups[-1][0].size
        ):
            groups[-1].append(run)
        else:
            groups.append([run])
    drawn = {id(run): order for order, run in enumerate(runs)}
    lines = [_line(sorted(group, key=lambda r: drawn[id(r)]), page, height) for group in groups]
    return [line for line in lines if line.words]


def _line(group: Sequence[Run], page: int, height: float) -> Line:
    placed = _once(sorted(group, key=lambda run: run.x))
    heaped = any(_over(a, b) for a, b in pairwise(placed))
    text = "".join(run.text for run in group) if heaped else _spaced(placed)
    size = max(group, key=lambda run: len(run.text)).size
    base = max(run.y for run in group)
    top = min(run.y - run.size for run in group)
    return Line(
        text.strip(),
        page,
        min(run.x for run in group) * POINTS,
        (height - base) * POINTS,
        max(run.edge if heaped else run.right for run in group) * POINTS,
        (height - top) * POINTS,
        size * POINTS,
    )


def _once(group: Sequence[Run]) -> list[Run]:
    """Drop what is drawn a second time at the same spot to look bold."""
    kept: list[Run] = []
    for run in group:
        again = (
            other.text == run.text and abs(other.x - run.x) < _SAME_SPOT * run.size
            for other in kept[-2:]
        )
        if not any(again):
            kept.append(run)
    return kept


def _over(before: Run, run: Run) -> bool:
    """Tell whether two different runs lie over one another."""
    least = min(before.right - before.x, run.right - run.x)
    return before.right - run.x > max(_OVERLAP * least, 0.5 * run.size)


def _spaced(group: Sequence[Run]) -> str:
    text = group[0].text
    for before, run in pairwise(group):
        gap = run.x - before.right
        if gap > _CELL_GAP * run.size:
            text = text.rstrip() + "\t"
        elif gap > _WORD_GAP * run.size and not _wide(text[-1:]) and not _wide(run.text[:1]):
            text += " "
        text += run.text
    return text


def _wide(char: str) -> bool:
    return char > "\u2e7f"
