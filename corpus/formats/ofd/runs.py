"""Text runs (文字对象): the characters of a page with their places, templates included."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from statistics import median
from typing import TYPE_CHECKING

from corpus.formats.ofd.geometry import (
    Rectangle,
    Transform,
    number,
    numbers,
    rectangle,
    steps,
)
from corpus.formats.ofd.package import attribute, below, children, local
from corpus.formats.ofd.tally import Tally

if TYPE_CHECKING:
    from lxml import etree

_DEPTH = 8
_CELL_GAP = 1.5
_DEFAULT_SIZE = 3.7


@dataclass(frozen=True, slots=True)
class Run:
    """文字对象: a stretch of text set at once; millimetres, from the upper left corner.

    `x` is where it begins, `y` its baseline, `right` its end, `size` the height of its letters,
    `edge` the right edge of the box that the producer declares for it.
    """

    text: str
    x: float
    y: float
    right: float
    size: float
    edge: float


@dataclass(frozen=True, slots=True)
class Image:
    """图像对象: the id of its resource and its box on the page, None if none is declared."""

    resource: str
    box: Rectangle | None


@dataclass(slots=True)
class Drawn:
    """页面内容: what the layers of a page hold: text runs and pictures in drawing order."""

    runs: list[Run] = field(default_factory=list)
    images: list[Image] = field(default_factory=list)


class Pen:
    """描绘: walks the layers of a page and of its templates, composite objects opened.

    Raises:
        DecompressionBomb, FileTooLarge: as `tally` finds.
    """

    def __init__(self, units: Mapping[str, etree._Element], tally: Tally) -> None:
        self.drawn = Drawn()
        self._units = units
        self._tally = tally

    def draw(self, page: etree._Element, *, borrowed: bool = False) -> None:
        """Add what is drawn on a page; a template is borrowed."""
        for layer in children(below(page, "Content"), "Layer"):
            self._walk(layer, Transform(), 0, borrowed=borrowed)

    def _walk(
        self, holder: etree._Element, outer: Transform, depth: int, *, borrowed: bool
    ) -> None:
        for item in holder:
            if borrowed:
                self._tally.borrow(item)
            name = local(item)
            if attribute(item, "Visible").lower() == "false":
                continue
            if name == "TextObject":
                self.drawn.runs += _runs(item, outer, self._tally)
            elif name == "ImageObject":
                self.drawn.images.append(_image(item, outer))
            elif name == "PageBlock" and depth < _DEPTH:
                self._walk(item, outer, depth + 1, borrowed=borrowed)
            elif name == "CompositeObject" and depth < _DEPTH:
                unit = below(self._units.get(attribute(item, "ResourceID")), "Content")
                if unit is not None:
                    self._walk(unit, _placed(item).then(outer), depth + 1, borrowed=True)


def _image(item: etree._Element, outer: Transform) -> Image:
    box = rectangle(attribute(item, "Boundary"))
    if box is not None:
        (x0, y0), (x1, y1) = outer.at(*box[:2]), outer.at(box[0] + box[2], box[1] + box[3])
        box = (min(x0, x1), min(y0, y1), abs(x1 - x0), abs(y1 - y0))
    return Image(attribute(item, "ResourceID"), box)


def _placed(item: etree._Element) -> Transform:
    """Object to page: its CTM, then the move to its boundary."""
    left, top = (rectangle(attribute(item, "Boundary")) or (0.0, 0.0, 0.0, 0.0))[:2]
    matrix = numbers(attribute(item, "CTM"))
    own = Transform(*matrix) if len(matrix) == 6 else Transform()
    return own.then(Transform(e=left, f=top))


def _runs(item: etree._Element, outer: Transform, tally: Tally) -> Iterator[Run]:
    place = _placed(item).then(outer)
    boundary = rectangle(attribute(item, "Boundary"))
    usual = boundary[3] if boundary else _DEFAULT_SIZE
    size = number(attribute(item, "Size"), 0.0) or usual
    narrow = number(attribute(item, "HScale"), 1.0) or 1.0
    x = y = 0.0
    for code in children(item, "TextCode"):
        x, y = number(attribute(code, "X"), x), number(attribute(code, "Y"), y)
        tally.read(code.text or "")
        text = "".join(char for char in code.text or "" if char == "\t" or ord(char) >= 32)
        if not text.strip():
            continue
        moves = steps(attribute(code, "DeltaX"), len(text) - 1)
        shown, width = _set(text, moves, size * narrow)
        begin = place.at(x, y)
        right = begin[0] + width * place.across
        edge = boundary[0] + boundary[2] + outer.e if boundary else right
        yield Run(shown, *begin, right, size * place.upright, edge)


def _set(text: str, moves: list[float], size: float) -> tuple[str, float]:
    """Return the text, its cells parted by tabs, and its width."""
    natural = [_width(char, size) for char in text]
    advances = [*moves, natural[-1]] if moves else natural
    if not moves:
        return text, sum(advances)
    extra = [move - usual for move, usual in zip(moves, natural[:-1], strict=True)]
    loose = max(median(extra), 0.0)
    shown = [text[0]]
    for char, more in zip(text[1:], extra, strict=True):
        shown.append(("\t" if more - loose > _CELL_GAP * size else "") + char)
    return "".join(shown), sum(advances)


def _width(char: str, size: float) -> float:
    return size if unicodedata.east_asian_width(char) in "WFA" else 0.5 * size
