"""Hidden cells (隐藏的单元格): rows and columns that the reader of a sheet does not see."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from corpus.formats.workbook.grid import Merge, Rows, Shown
from corpus.formats.workbook.notices import Tally

_FURTHEST = 1000  # rows or columns of a merged cell that are looked at


@dataclass(slots=True)
class Hidden:
    """隐藏的行列, from 1."""

    rows: set[int] = field(default_factory=set)
    columns: set[int] = field(default_factory=set)

    def visible_rows(self, rows: Rows, merges: Sequence[Merge]) -> dict[int, dict[int, Shown]]:
        """可见的行: without hidden cells; `merges` are those of the file.

        A merged cell that begins in a hidden row or column is seen in the rest of it.
        """
        seen = {row: dict(cells) for row, cells in rows.items()}
        for merge in merges if self.rows or self.columns else ():
            shown = seen.get(merge.top, {}).get(merge.left)
            moved = self._seen(merge)
            if shown is not None and moved is not None and moved != merge:
                del seen[merge.top][merge.left]
                seen.setdefault(moved.top, {})[moved.left] = shown
        return {
            row: {column: shown for column, shown in cells.items() if column not in self.columns}
            for row, cells in seen.items()
            if row not in self.rows
        }

    def visible_merges(self, merges: Sequence[Merge]) -> list[Merge]:
        """可见的合并单元格: each from its first visible row and column on."""
        return [moved for merge in merges if (moved := self._seen(merge)) is not None]

    def count(self, rows: Rows, tally: Tally, name: str) -> None:
        """计数: the hidden rows and columns of a sheet that hold something."""
        tally.add("row", name, count=sum(row in self.rows for row, cells in rows.items() if cells))
        filled = {column for cells in rows.values() for column in cells}
        tally.add("column", name, count=len(filled & self.columns))

    def _seen(self, merge: Merge) -> Merge | None:
        rows = range(merge.top, min(merge.bottom, merge.top + _FURTHEST) + 1)
        columns = range(merge.left, min(merge.right, merge.left + _FURTHEST) + 1)
        top = next((row for row in rows if row not in self.rows), None)
        left = next((column for column in columns if column not in self.columns), None)
        return None if top is None or left is None else replace(merge, top=top, left=left)
