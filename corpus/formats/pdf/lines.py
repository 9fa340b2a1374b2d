"""Lines (版面行): the characters of a page put together to lines with their boxes."""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from statistics import median
from typing import Any

_HYPHEN = "\x02"  # PDFium's sign for a hyphen at the end of a line
_GAP = "\x1f"  # ours, for a blank that PDFium made of a gap
_WIDE = re.compile("[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef“”‘’—…〇]")
_SAME_ROW = 0.6
_WIDE_GAP = 4.0
_WORD_GAP = 0.45
_CELL_GAP = 1.5

Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Line:
    """版面行: the text of a line, its box in points from the lower left corner, its size.

    `size` is the width of a full-width character in points; `page` counts from 1.
    """

    text: str
    page: int
    left: float
    bottom: float
    right: float
    top: float
    size: float

    @property
    def box(self) -> Box:
        """Left, bottom, right, top."""
        return (self.left, self.bottom, self.right, self.top)

    @property
    def words(self) -> str:
        """The text without blanks around it."""
        return self.text.strip()


def page_lines(textpage: Any, page: int) -> list[Line]:  # noqa: ANN401 - pypdfium2 has no types
    """版面行: the lines of a page in reading order; cells of one row are joined by tabs."""
    lines: list[Line] = []
    for line in _raw_lines(textpage, page):
        if lines and _same_row(lines[-1], line):
            lines[-1] = _joined(lines[-1], line)
        else:
            lines.append(line)
    return lines


def _raw_lines(textpage: Any, page: int) -> Iterator[Line]:  # noqa: ANN401
    chars: list[str] = []
    boxes: list[Box] = []
    for char, box in _characters(textpage):
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


def _characters(textpage: Any) -> Iterator[tuple[str, Box | None]]:  # noqa: ANN401
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
        text,
        page,
        min(box[0] for box in boxes),
        min(box[1] for box in boxes),
        max(box[2] for box in boxes),
        max(box[3] for box in boxes),
        size,
    )


def _same_row(before: Line, line: Line) -> bool:
    overlap = min(before.top, line.top) - max(before.bottom, line.bottom)
    least = min(before.top - before.bottom, line.top - line.bottom)
    return overlap > _SAME_ROW * least and line.left >= before.right - 1


def _joined(before: Line, line: Line) -> Line:
    gap = line.left - before.right
    between = "\t" if gap > _CELL_GAP * before.size else " " if gap > 0.3 * before.size else ""
    return replace(
        before,
        text=before.text.rstrip() + between + line.text.lstrip(),
        bottom=min(before.bottom, line.bottom),
        right=line.right,
        top=max(before.top, line.top),
    )
