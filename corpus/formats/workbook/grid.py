"""Grid (网格): the cells of a sheet without its empty rows and columns, as lines of text."""

from __future__ import annotations

from bisect import bisect, bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from corpus.document import SourceAnchor
from corpus.errors import CorruptFile, FileTooLarge
from corpus.formats.reading import Block, Piece
from corpus.formats.tables import row_blocks
from corpus.formats.workbook.names import MAX_GRID


@dataclass(frozen=True, slots=True)
class Shown:
    """显示的单元格: its text; `verbatim` if it is the text of the file, no number or date."""

    text: str
    verbatim: bool = True


@dataclass(frozen=True, slots=True)
class Merge:
    """合并单元格: first and last row and column, all from 1."""

    top: int
    left: int
    bottom: int
    right: int


Rows = Mapping[int, Mapping[int, Shown]]
"""Row, then column (both from 1), then what the cell shows; no empty cells."""


def grid_blocks(
    rows: Rows, merges: Sequence[Merge] = (), sheet: int | None = None
) -> Iterator[Block]:
    """网格段落: one line a row; a merged cell stands once, in its first row and column.

    Further rows of a merged cell have an empty cell in its place, further columns none, as tables
    of Word have them. `rows` holds nothing at covered places.

    Raises:
        FileTooLarge: a grid that no reader could mean.
        CorruptFile: merged cells that overlap.
    """
    filled = {row: cells for row, cells in sorted(rows.items()) if cells}
    columns = sorted({column for cells in filled.values() for column in cells})
    if len(filled) * len(columns) > MAX_GRID:
        raise FileTooLarge(f"表格有 {len(filled)} 行 {len(columns)} 列")
    covered = _Covered(merges, columns)
    for row, cells in filled.items():
        gone, blank = covered.at(row)
        shown = [
            _cell(None if c in blank else cells.get(c), sheet, row, c)
            for c in columns
            if c not in gone
        ]
        yield from row_blocks(shown, SourceAnchor("table", page=sheet, paragraph=row))


class _Covered:
    """The columns that merged cells take from each row; rows are asked for in order."""

    def __init__(self, merges: Sequence[Merge], columns: Sequence[int]) -> None:
        self._most = len(columns)
        self._active: list[tuple[Merge, Sequence[int]]] = []
        self._waiting = [
            (merge, taken)
            for merge in sorted(merges, key=lambda merge: -merge.top)
            if (taken := columns[bisect_left(columns, merge.left) : bisect(columns, merge.right)])
        ]

    def at(self, row: int) -> tuple[frozenset[int], frozenset[int]]:
        """Return the columns that are gone and those that stay empty."""
        while self._waiting and self._waiting[-1][0].top <= row:
            self._active.append(self._waiting.pop())
        self._active = [(merge, taken) for merge, taken in self._active if merge.bottom >= row]
        if sum(len(taken) for _, taken in self._active) > self._most:
            raise CorruptFile("合并单元格互相重叠")
        gone = (c for merge, taken in self._active for c in taken if c != merge.left)
        blank = (merge.left for merge, _ in self._active if merge.top < row)
        return frozenset(gone), frozenset(blank)


def _cell(shown: Shown | None, sheet: int | None, row: int, column: int) -> list[Block]:
    if shown is None:
        return []
    place = SourceAnchor("table", page=sheet, paragraph=row, run=column)
    if not shown.verbatim:
        return [Block((Piece(shown.text, place, verbatim=False),))]
    return [Block((Piece(shown.text, replace(place, offset=0)),))]
