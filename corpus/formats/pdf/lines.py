"""Lines (版面行): the characters of a page put together to lines with their boxes."""

from __future__ import annotations

import ctypes
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate
from statistics import median
from typing import Any, TypeAlias

from corpus.formats.layout.line import Box, Line, join_rows
from corpus.formats.pdf.ruling import Cell, Grid
from corpus.formats.pdf.tables import table_lines

_HYPHEN = "\x02"  # PDFium's sign for a hyphen at the end of a line
_GAP = "\x1f"  # ours, for a blank that PDFium made of a gap
_WIDE = re.compile("[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef“”‘’—…〇]")
_WIDE_GAP = 4.0
_WORD_GAP = 0.45

Char: TypeAlias = tuple[str, Box | None]


def page_lines(textpage: Any, page: int, grids: Sequence[Grid] = ()) -> list[Line]:  # noqa: ANN401
    """版面行: the lines of a page in reading order; cells of one row are joined by tabs.

    `grids` are the ruled tables of the page; what stands in their cells is read cell by cell.
    """
    if not grids:
        return join_rows(_raw_lines(_characters(textpage), page))
    outside, cells = _sorted(_characters(textpage), grids)
    lines = join_rows(_raw_lines(outside, page))
    for grid in grids:
        filled = {
            cell: sorted(join_rows(_raw_lines(cells[cell], page)), key=lambda line: -line.top)
            for cell in grid.cells
            if cell in cells
        }
        at = _place(grid, lines)
        lines[at:at] = table_lines(grid, filled)
    return lines


def _place(grid: Grid, lines: Sequence[Line]) -> int:
    """Where a table goes among lines in drawing order: with the fewest on the wrong side of it.

    Some producers draw the foot of the page first.
    """
    steps = (1 if line.top <= grid.box[3] else -1 for line in lines)
    wrong = list(accumulate(steps, initial=0))
    return len(wrong) - 1 - wrong[::-1].index(min(wrong))


def _sorted(
    characters: Iterable[Char], grids: Sequence[Grid]
) -> tuple[list[Char], dict[Cell, list[Char]]]:
    """Part the characters by the cell they stand in; those without a box go with the last one."""
    outside: list[Char] = []
    cells: dict[Cell, list[Char]] = defaultdict(list)
    into = outside
    for char, box in characters:
        if box is not None:
            cell = _cell_at((box[0] + box[2]) / 2, (box[1] + box[3]) / 2, grids)
            target = outside if cell is None else cells[cell]
            if target is not into and target:
                target.append(("\n", None))
            into = target
        into.append((char, box))
    return outside, cells


def _cell_at(x: float, y: float, grids: Sequence[Grid]) -> Cell | None:
    for grid in grids:
        if _inside(x, y, grid.box):
            return next((cell for cell in grid.cells if _inside(x, y, cell.box)), None)
    return None


def _inside(x: float, y: float, box: Box) -> bool:
    return box[0] <= x <= box[2] and box[1] <= y <= box[3]


def _raw_lines(characters: Iterable[Char], page: int) -> Iterator[Line]:
    chars: list[str] = []
    boxes: list[Box] = []
    for char, box in characters:
        leaves = box is not None and boxes and not _level(boxes[-1], box)
        if (char == "\n" or leaves) and chars:
            yield from _line(chars, boxes, page)
            chars, boxes = [], []
        if char == "\n":
            continue
        if box is not None:
            if len(chars) > 1 and chars[-1] == _GAP and boxes:
                chars[-1] = _gap(chars[-2], char, boxes[-1], box)
            boxes.append(box)
        chars.append(char)
    yield from _line(chars, boxes, page)


def _gap(before: str, after: str, left: Box, right: Box) -> str:
    """What PDFium took for a blank: a cell's edge, a word's edge, or mere loose setting."""
    width = right[0] - left[2]
    height = max(left[3] - left[1], right[3] - right[1])
    if width > _WIDE_GAP * height:
        return "\t"
    wide = bool(_WIDE.match(before) or _WIDE.match(after))
    return "" if wide and width < _WORD_GAP * height else " "


def _characters(textpage: Any) -> Iterator[Char]:  # noqa: ANN401
    """Yield each character with its box; blanks and line ends have none."""
    from pypdfium2 import raw

    rect = raw.FS_RECTF()
    for index in range(textpage.count_chars()):
        code = raw.FPDFText_GetUnicode(textpage, index)
        char = "-" if code == ord(_HYPHEN) else chr(code) if code < 0x110000 else "\ufffd"
        if char == "\r" or not code:
            continue
        if char == " " and raw.FPDFText_IsGenerated(textpage, index) == 1:
            yield _GAP, None
        elif char.isspace() or not raw.FPDFText_GetLooseCharBox(
            textpage, index, ctypes.byref(rect)
        ):
            yield char, None
        else:
            yield char, (rect.left, rect.bottom, rect.right, rect.top)


def _level(before: Box, box: Box) -> bool:
    """Tell whether two characters stand on one line: their heights overlap."""
    overlap = min(before[3], box[3]) - max(before[1], box[1])
    least = min(before[3] - before[1], box[3] - box[1])
    return overlap > 0.25 * least


def _line(chars: list[str], boxes: list[Box], page: int) -> Iterator[Line]:
    text = (
        "".join(chars)
        .replace(_GAP, " ")
        .encode("utf-16", "surrogatepass")
        .decode("utf-16", "replace")
    )
    if not text.strip() or not boxes:
        return
    wide = [box[2] - box[0] for box in boxes if box[2] - box[0] > 0.7 * (box[3] - box[1])]
    size = median(wide) if wide else median(box[3] - box[1] for box in boxes)
    yield Line(
        text.strip(),
        page,
        min(box[0] for box in boxes),
        min(box[1] for box in boxes),
        max(box[2] for box in boxes),
        max(box[3] for box in boxes),
        size,
    )
