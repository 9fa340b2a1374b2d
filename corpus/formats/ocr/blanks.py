"""Blanks to fill in (填空线): the ruled lines that a form leaves between its words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_DARK = 0.75
_THICK = 0.2
_LEAST = 1.2  # in letters: shorter strokes are dashes
_RUNS_ON = 0.8
_STRAIGHT = 0.85
_UPRIGHT = 0.9


def blanks(
    gray: NDArray[np.uint8], left: float, right: float, middle: float, size: float
) -> Iterator[tuple[float, float]]:
    """填空线: yield where ruled lines begin and end, in pixels, within a gap of a printed row.

    `gray` is the page (height, width); the gap goes from `left` to `right` on the row whose
    letters are `size` pixels high around `middle`. No blanks are: a line that runs on under the
    words beside the gap, a slanting or dotted line, one that an upright line meets (a table).
    """
    import numpy as np

    height, width = gray.shape
    top, bottom = max(int(middle), 0), min(int(middle + 0.75 * size) + 1, height)
    begin, end = max(int(left), 0), min(int(right) + 1, width)
    if bottom - top < 2 or end - begin < _LEAST * size:
        return
    dark: NDArray[np.bool_] = np.less(gray[top:bottom], _DARK * 255)
    for first, last in _stretches(_ruled(dark[:, begin:end], size), _LEAST * size):
        level = _level(dark[:, begin + first : begin + last])
        band = np.logical_or.reduce(dark[max(level - 2, 0) : level + 3], axis=0)
        reach = int(0.8 * size)
        ends = (begin + first, begin + last)
        if band[slice(*ends)].mean() < _STRAIGHT:
            continue
        if any(uprights(gray, end - 4, end + 4, middle, size) for end in ends):
            continue
        outside = (
            band[max(begin + first - reach, 0) : max(begin + first - 2, 0)],
            band[begin + last + 2 : begin + last + reach],
        )
        if not any(len(side) > 2 and side.mean() > _RUNS_ON for side in outside):
            yield float(begin + first), float(begin + last)


def uprights(
    gray: NDArray[np.uint8], left: float, right: float, middle: float, size: float
) -> list[float]:
    """竖线: where upright lines, higher than letters, stand between two places of a row."""
    import numpy as np

    first, top = max(int(left), 0), max(int(middle - 0.7 * size), 0)
    near = np.less(
        gray[top : max(int(middle + 0.7 * size), 0), first : max(int(right), 0)], _DARK * 255
    )
    if not near.size:
        return []
    found: list[float] = []
    for column in np.flatnonzero(near.mean(axis=0) > _UPRIGHT):
        if not found or first + column - found[-1] > size / 2:
            found.append(float(first + column))
    return found


def _ruled(dark: NDArray[np.bool_], size: float) -> NDArray[np.bool_]:
    """Tell for each column whether a thin stroke crosses it."""
    count = dark.sum(axis=0)
    ruled: NDArray[np.bool_] = (count > 0) & (count <= max(5, _THICK * size))
    return ruled


def _level(dark: NDArray[np.bool_]) -> int:
    """Return the row of pixels that is darkest."""
    return int(dark.sum(axis=1).argmax())


def _stretches(flags: NDArray[np.bool_], least: float) -> Iterator[tuple[int, int]]:
    """Yield the runs of true values of at least this length, holes of three pixels bridged."""
    import numpy as np

    places = np.flatnonzero(flags)
    if not len(places):
        return
    cuts = np.flatnonzero(np.diff(places) > 4)
    starts = [0, *(cuts + 1)]
    ends = [*cuts, len(places) - 1]
    for start, end in zip(starts, ends, strict=True):
        if places[end] - places[start] >= least:
            yield int(places[start]), int(places[end]) + 1
