"""Line (版面行): the text of a printed line with its place on the page."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

_SAME_ROW = 0.6
_CELL_GAP = 1.5
_WORD_GAP = 0.3

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
        """The text without blanks around it; tabs before it stand for empty cells and stay."""
        rest = self.text.lstrip()
        empty = self.text[: len(self.text) - len(rest)].count("\t") if rest else 0
        return "\t" * empty + rest.rstrip()


def join_rows(lines: Iterable[Line]) -> list[Line]:
    """并行: neighbours that stand side by side made one line; cells are joined by tabs."""
    joined: list[Line] = []
    for line in lines:
        if joined and _same_row(joined[-1], line):
            joined[-1] = _joined(joined[-1], line)
        else:
            joined.append(line)
    return joined


def _same_row(before: Line, line: Line) -> bool:
    overlap = min(before.top, line.top) - max(before.bottom, line.bottom)
    least = min(before.top - before.bottom, line.top - line.bottom)
    return overlap > _SAME_ROW * least and line.left >= before.right - 1


def _joined(before: Line, line: Line) -> Line:
    gap = line.left - before.right
    between = (
        "\t" if gap > _CELL_GAP * before.size else " " if gap > _WORD_GAP * before.size else ""
    )
    return replace(
        before,
        text=before.text.rstrip() + between + line.text.lstrip(),
        bottom=min(before.bottom, line.bottom),
        right=line.right,
        top=max(before.top, line.top),
    )
