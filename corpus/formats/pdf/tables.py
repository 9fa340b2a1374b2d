"""PDF tables (PDF 表格): the lines of ruled cells put side by side, as in a Word table."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from corpus.formats.layout import Line
from corpus.formats.lines import joint
from corpus.formats.pdf.ruling import Cell, Grid

_LAYOUT_LINES = 8  # a cell with so many lines is laid out text, no table datum


def table_lines(grid: Grid, filled: Mapping[Cell, Sequence[Line]]) -> Iterator[Line]:
    """表格行: one line a row with its cells parted by tabs.

    `filled` are the printed lines of each cell. A row with one filled cell, or with a cell of
    many lines, is page layout: its lines come one after another.
    """
    by_row: dict[int, list[Cell]] = defaultdict(list)
    for cell in grid.cells:
        for row in range(cell.row, cell.row_end):
            by_row[row].append(cell)
    for row, cells in sorted(by_row.items()):
        ordered = sorted(cells, key=lambda cell: cell.column)
        own = [filled.get(cell, ()) if cell.row == row else () for cell in ordered]
        if sum(map(bool, own)) < 2 or max(map(len, own)) >= _LAYOUT_LINES:
            yield from (line for lines in own for line in lines)
        else:
            yield _row(own)


def _row(cells: Sequence[Sequence[Line]]) -> Line:
    lines = [line for cell in cells for line in cell]
    return Line(
        "\t".join(map(_text, cells)).rstrip("\t"),
        lines[0].page,
        min(line.left for line in lines),
        min(line.bottom for line in lines),
        max(line.right for line in lines),
        max(line.top for line in lines),
        lines[0].size,
    )


def _text(lines: Sequence[Line]) -> str:
    text = ""
    for line in lines:
        words = line.words.replace("\t", " ")
        text += joint(text, words) + words
    return text
