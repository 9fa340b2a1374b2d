"""Recognised rows (识别行): pieces of text on one height put together, blanks included."""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING

from corpus.formats.ocr.blanks import blanks, uprights
from corpus.formats.ocr.engine import Recognised
from corpus.formats.ocr.wording import tidy

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_CELL_GAP = 2.0
_SAME_ROW = 0.5
_LONG = 8  # letters; shorter pieces say little about the skew
_STEEP = 0.1
_WIDELY = 1.5  # of the height: letters of a heading are large, not far apart
_LETTER = 0.9  # of the height of a piece
_SHORT = 6  # letters
_ROUGHLY = 0.3


@dataclass(frozen=True, slots=True)
class Row:
    """识别行: a printed line; pixels from the upper left corner of the page set upright."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    size: float
    confidence: float


@dataclass(frozen=True, slots=True)
class _Piece:
    text: str
    confidence: float
    left: float
    right: float
    middle: float
    height: float
    size: float
    goes_on: bool = False  # with the piece before: one text of the recogniser, cut into characters


def rows(found: Sequence[Recognised], gray: NDArray[np.uint8]) -> list[Row]:
    """识别行: the rows of a page from top to bottom, its skew taken out.

    Words far apart are parted by a tab; a ruled line between or beside them is written as ____.
    """
    slope = _slope(found)
    whole = [_piece(item, slope) for item in found]
    usual = median(piece.size for piece in whole) if whole else 1.0
    pieces = sorted(
        (
            part
            for item, piece in zip(found, whole, strict=True)
            for part in _parted(item, piece, usual, gray)
        ),
        key=lambda piece: piece.middle,
    )
    groups: list[list[_Piece]] = []
    for piece in pieces:
        if groups and _level(groups[-1], piece):
            groups[-1].append(piece)
        else:
            groups.append([piece])
    edges = (min((p.left for p in pieces), default=0), max((p.right for p in pieces), default=0))
    return [
        _row(sorted(group, key=lambda p: p.left), gray, slope, edges, usual) for group in groups
    ]


def _slope(found: Sequence[Recognised]) -> float:
    """How much a line falls from left to right, in pixels a pixel."""
    slopes = []
    for item in found:
        (x0, y0), (x1, y1), *_ = item.corners
        if len(item.text) >= _LONG and x1 - x0 > abs(y1 - y0):
            slopes.append((y1 - y0) / (x1 - x0))
    slope = median(slopes) if slopes else 0.0
    return slope if abs(slope) < _STEEP else 0.0


def _piece(item: Recognised, slope: float) -> _Piece:
    """A piece on the page turned upright about its upper left corner."""
    xs = [x + slope * y for x, y in item.corners]
    ys = [y - slope * x for x, y in item.corners]
    left, right = (xs[0] + xs[-1]) / 2, (xs[1] + xs[2]) / 2
    top, bottom = (ys[0] + ys[1]) / 2, (ys[2] + ys[3]) / 2
    height = math.fabs(bottom - top)
    size = min(_advance(item.text, right - left), height) or 1.0
    return _Piece(item.text, item.confidence, left, right, (top + bottom) / 2, height, size)


def _advance(text: str, width: float) -> float:
    """How far it is from one full-width letter to the next."""
    letters = sum(1.0 if unicodedata.east_asian_width(c) in "WFA" else 0.5 for c in text)
    return width / max(letters, 0.5)


def _parted(
    item: Recognised, piece: _Piece, usual: float, gray: NDArray[np.uint8]
) -> Iterator[_Piece]:
    """A piece cut where a table's line crosses it.

    One set so wide that blanks may lie between its characters is cut into these.
    """
    turned = piece.left - item.corners[0][0]
    advance = _advance(item.text, piece.right - piece.left)
    if advance < _WIDELY * max(piece.height, usual) or len(item.centres) < 2:
        yield from _cut(item, piece, turned, gray)
        return
    size = _LETTER * piece.height
    size = usual if abs(size - usual) < _ROUGHLY * usual else size
    for index, (char, centre) in enumerate(zip(item.text, item.centres, strict=True)):
        left, right = centre + turned - size / 2, centre + turned + size / 2
        yield replace(piece, text=char, left=left, right=right, size=size, goes_on=index > 0)


def _reach(piece: _Piece) -> float:
    """The size whose letters no upright stroke of the piece exceeds; condensed letters are high."""
    return max(piece.size, 0.85 * piece.height)


def _cut(
    item: Recognised, piece: _Piece, turned: float, gray: NDArray[np.uint8]
) -> Iterator[_Piece]:
    (left, top), *_, (_, bottom) = item.corners
    middle, right = (top + bottom) / 2, left + piece.right - piece.left
    begin = 0
    for column in uprights(gray, left + piece.size / 2, right, middle, _reach(piece)):
        end = sum(centre < column for centre in item.centres)
        if begin < end < len(item.text):
            yield replace(piece, text=item.text[begin:end], right=column + turned - 2)
            piece = replace(piece, left=column + turned + 2)
            begin = end
    yield replace(piece, text=item.text[begin:])


def _level(group: Sequence[_Piece], piece: _Piece) -> bool:
    middle = median(other.middle for other in group)
    least = min(piece.height, *(other.height for other in group))
    return abs(piece.middle - middle) < _SAME_ROW * least


def _row(
    group: Sequence[_Piece],
    gray: NDArray[np.uint8],
    slope: float,
    edges: tuple[float, float],
    usual: float,
) -> Row:
    size = median(piece.size for piece in group)
    shown = usual if _is_short(group) and abs(size - usual) < _ROUGHLY * usual else size
    pad = 0.15 * size  # boxes reach a little over their letters
    text, left, right = "", group[0].left, group[-1].right
    for (start, end), after in zip(_gaps(group, edges, gray), [*group, None], strict=True):
        holes = list(_holes(gray, (start + pad, end - pad), group, slope, size))
        before = bool(text)
        text += "".join("_" * max(3, round(2 * (b - a) / size)) for a, b in holes)
        if (
            not holes
            and before
            and after is not None
            and _apart(gray, start, end, group, slope, math.inf if after.goes_on else size)
        ):
            text = text.rstrip() + "\t"
        if holes:
            left, right = min(left, holes[0][0]), max(right, holes[-1][1])
        text += after.text if after is not None else ""
    weights = [len(piece.text) for piece in group]
    sure = sum(p.confidence * w for p, w in zip(group, weights, strict=True)) / sum(weights)
    top = min(piece.middle - piece.height / 2 for piece in group)
    bottom = max(piece.middle + piece.height / 2 for piece in group)
    return Row(tidy(text), left, top, right, bottom, shown, sure)


def _is_short(group: Sequence[_Piece]) -> bool:
    """Few letters, or a mark of half a width among them, tell little about their size."""
    return sum(len(piece.text) for piece in group) <= _SHORT


def _apart(
    gray: NDArray[np.uint8],
    start: float,
    end: float,
    group: Sequence[_Piece],
    slope: float,
    size: float,
) -> bool:
    """Tell whether a gap parts two cells: by its width, or by an upright line in it."""
    middle = median(piece.middle for piece in group) + slope * (start + end) / 2
    shift = slope * middle
    if end - start > _CELL_GAP * size:
        return True
    reach = max(map(_reach, group))
    return bool(uprights(gray, start - shift - 3, end - shift + 3, middle, reach))


def _gaps(
    group: Sequence[_Piece], edges: tuple[float, float], gray: NDArray[np.uint8]
) -> Iterator[tuple[float, float]]:
    """Yield the gaps of a row: before it, between its pieces, behind it."""
    yield min(edges[0], group[0].left), group[0].left
    for before, after in pairwise(group):
        yield before.right, after.left
    yield group[-1].right, min(max(edges[1], group[-1].right), gray.shape[1] - 1)


def _holes(
    gray: NDArray[np.uint8],
    gap: tuple[float, float],
    group: Sequence[_Piece],
    slope: float,
    size: float,
) -> Iterator[tuple[float, float]]:
    """Yield the blanks of a gap; the page itself is still skewed, so the place is turned back."""
    upright = median(piece.middle for piece in group)
    centre = sum(gap) / 2
    middle = upright + slope * centre
    shift = slope * middle
    for a, b in blanks(gray, gap[0] - shift, gap[1] - shift, middle, size):
        yield a + shift, b + shift
