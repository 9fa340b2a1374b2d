"""Ruling (表格线): the straight lines drawn on a page, and the cells that they enclose."""

from __future__ import annotations

import ctypes
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise, product
from typing import Any

from corpus.formats.layout import Box

_NEAR = 3.0  # points: what is closer is one line, or touches
_SHORTEST = 8.0
_MOST_OBJECTS = 4000
_MOST_SEGMENTS = 200
_MOST_CELLS = 5000
_MOST_STROKES = 50_000
_MOST_RULES = 600  # no table has so many lines; a drawing has


@dataclass(frozen=True, slots=True)
class Rule:
    """表格线: a horizontal or vertical line at `at`, from `start` to `end`, in points."""

    at: float
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class Cell:
    """单元格: its box, and the grid rows and columns it begins in and reaches to (exclusive)."""

    box: Box
    row: int
    column: int
    row_end: int
    column_end: int


@dataclass(frozen=True, slots=True)
class Grid:
    """表格框: a ruled table of at least two rows and two columns; rows count from the top."""

    box: Box
    cells: tuple[Cell, ...]


def grids(objects: Sequence[Any]) -> list[Grid]:
    """表格框: the ruled tables of a page, from its path objects (pypdfium2)."""
    if len(objects) > _MOST_OBJECTS:
        return []
    across, down = _rules(objects)
    if len(across) + len(down) > _MOST_RULES:
        return []
    found = (_grid(*group) for group in _groups(across, down))
    return [grid for grid in found if grid is not None]


def _rules(objects: Sequence[Any]) -> tuple[list[Rule], list[Rule]]:
    across: list[Rule] = []
    down: list[Rule] = []
    strokes = (stroke for item in objects for stroke in _strokes(item))
    for number, ((x0, y0), (x1, y1)) in enumerate(strokes):
        if number >= _MOST_STROKES:
            return [], []
        if abs(y1 - y0) <= 1 and abs(x1 - x0) >= _SHORTEST:
            across.append(Rule((y0 + y1) / 2, min(x0, x1), max(x0, x1)))
        elif abs(x1 - x0) <= 1 and abs(y1 - y0) >= _SHORTEST:
            down.append(Rule((x0 + x1) / 2, min(y0, y1), max(y0, y1)))
    return _merged(across), _merged(down)


def _strokes(item: Any) -> Iterator[tuple[tuple[float, float], tuple[float, float]]]:  # noqa: ANN401
    """Yield the straight pieces of a path in page coordinates."""
    from pypdfium2 import raw

    count = raw.FPDFPath_CountSegments(item)
    if not 2 <= count <= _MOST_SEGMENTS:
        return
    matrix = raw.FS_MATRIX()
    raw.FPDFPageObj_GetMatrix(item, ctypes.byref(matrix))
    x, y = ctypes.c_float(), ctypes.c_float()
    first = last = (0.0, 0.0)
    for index in range(count):
        segment = raw.FPDFPath_GetPathSegment(item, index)
        raw.FPDFPathSegment_GetPoint(segment, ctypes.byref(x), ctypes.byref(y))
        point = (
            matrix.a * x.value + matrix.c * y.value + matrix.e,
            matrix.b * x.value + matrix.d * y.value + matrix.f,
        )
        kind = raw.FPDFPathSegment_GetType(segment)
        if kind == raw.FPDF_SEGMENT_MOVETO:
            first = point
        elif kind == raw.FPDF_SEGMENT_LINETO:
            yield last, point
        if raw.FPDFPathSegment_GetClose(segment):
            yield point, first
        last = point


def _merged(rules: Iterable[Rule]) -> list[Rule]:
    """Join lines on one level that touch; the two edges of a thin bar are one line."""
    levels: list[list[Rule]] = []
    for rule in sorted(rules, key=lambda rule: rule.at):
        if levels and rule.at - levels[-1][-1].at <= _NEAR:
            levels[-1].append(rule)
        else:
            levels.append([rule])
    joined: list[Rule] = []
    for level in levels:
        at = sum(rule.at for rule in level) / len(level)
        start, end = None, 0.0
        for rule in sorted(level, key=lambda rule: rule.start):
            if start is not None and rule.start <= end + _NEAR:
                end = max(end, rule.end)
                continue
            if start is not None:
                joined.append(Rule(at, start, end))
            start, end = rule.start, rule.end
        if start is not None:
            joined.append(Rule(at, start, end))
    return joined


def _groups(
    across: Sequence[Rule], down: Sequence[Rule]
) -> Iterator[tuple[list[Rule], list[Rule]]]:
    """Yield the lines that cross one another, table by table; each pair is looked at once or twice."""
    left = list(down)
    rest = list(across)
    while rest:
        mine: list[Rule] = []
        crossing: list[Rule] = []
        newest = [rest.pop(0)]
        while newest:
            mine += newest
            found, left = _split(left, newest)
            crossing += found
            newest, rest = _split(rest, found)
        yield mine, crossing


def _split(rules: Sequence[Rule], others: Sequence[Rule]) -> tuple[list[Rule], list[Rule]]:
    """Part the lines that cross one of the others from those that cross none."""
    crossing: list[Rule] = []
    free: list[Rule] = []
    for rule in rules:
        (crossing if any(_cross(rule, other) for other in others) else free).append(rule)
    return crossing, free


def _cross(rule: Rule, other: Rule) -> bool:
    """Tell whether a horizontal and a vertical line, in either order, meet."""
    return (
        rule.start - _NEAR <= other.at <= rule.end + _NEAR
        and other.start - _NEAR <= rule.at <= other.end + _NEAR
    )


def _grid(across: Sequence[Rule], down: Sequence[Rule]) -> Grid | None:
    ys = sorted({rule.at for rule in across}, reverse=True)
    xs = sorted({rule.at for rule in down})
    rows, columns = len(ys) - 1, len(xs) - 1
    if rows < 2 or columns < 2 or rows * columns > _MOST_CELLS:
        return None
    cells = tuple(_cells(xs, ys, across, down))
    if len(cells) < 3:
        return None
    return Grid((xs[0], ys[-1], xs[-1], ys[0]), cells)


def _cells(
    xs: Sequence[float], ys: Sequence[float], across: Sequence[Rule], down: Sequence[Rule]
) -> Iterator[Cell]:
    """Yield the cells: a square of the grid grows to the right and down until a line stops it."""
    taken: set[tuple[int, int]] = set()
    rows, columns = list(pairwise(ys)), list(pairwise(xs))
    for row, column in product(range(len(rows)), range(len(columns))):
        if (row, column) in taken:
            continue
        column_end = column + 1
        while column_end < len(columns) and not _walled(down, xs[column_end], rows[row]):
            column_end += 1
        row_end = row + 1
        while row_end < len(rows) and not _walled(across, ys[row_end], columns[column]):
            row_end += 1
        taken.update(product(range(row, row_end), range(column, column_end)))
        box = (xs[column], ys[row_end], xs[column_end], ys[row])
        yield Cell(box, row, column, row_end, column_end)


def _walled(rules: Sequence[Rule], at: float, between: tuple[float, float]) -> bool:
    middle = sum(between) / 2
    return any(rule.at == at and rule.start <= middle <= rule.end for rule in rules)
