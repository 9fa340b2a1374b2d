"""Text runs (文字对象): the characters of a page with their places, templates included."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from statistics import median
from typing import TYPE_CHECKING

from corpus.formats.ofd.geometry import Transform, number, numbers, rectangle, steps
from corpus.formats.ofd.package import attribute, below, children, local

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


@dataclass(slots=True)
class Drawn:
    """页面内容: what the layers of a page hold: text runs in drawing order, pictures, paths."""

    runs: list[Run]
    images: list[str]
    paths: int = 0


def drawn(
    page: etree._Element, units: Mapping[str, etree._Element], into: Drawn | None = None
) -> Drawn:
    """页面内容: walk the layers of a page or template, composite objects opened."""
    content = into or Drawn([], [])
    for layer in children(below(page, "Content"), "Layer"):
        _walk(layer, Transform(), units, content, 0)
    return content


def _walk(
    holder: etree._Element,
    outer: Transform,
    units: Mapping[str, etree._Element],
    content: Drawn,
    depth: int,
) -> None:
    for item in holder:
        name = local(item)
        if attribute(item, "Visible").lower() == "false":
            continue
        if name == "TextObject":
            content.runs += _runs(item, outer)
        elif name == "ImageObject":
            content.images.append(attribute(item, "ResourceID"))
        elif name == "PathObject":
            content.paths += 1
        elif name == "PageBlock" and depth < _DEPTH:
            _walk(item, outer, units, content, depth + 1)
        elif name == "CompositeObject" and depth < _DEPTH:
            unit = below(units.get(attribute(item, "ResourceID")), "Content")
            if unit is not None:
                _walk(unit, _placed(item).then(outer), units, content, depth + 1)


def _placed(item: etree._Element) -> Transform:
    """Object to page: its CTM, then the move to its boundary."""
    left, top = (rectangle(attribute(item, "Boundary")) or (0.0, 0.0, 0.0, 0.0))[:2]
    matrix = numbers(attribute(item, "CTM"))
    own = Transform(*matrix) if len(matrix) == 6 else Transform()
    return own.then(Transform(e=left, f=top))


def _runs(item: etree._Element, outer: Transform) -> Iterator[Run]:
    place = _placed(item).then(outer)
    boundary = rectangle(attribute(item, "Boundary"))
    usual = boundary[3] if boundary else _DEFAULT_SIZE
    size = number(attribute(item, "Size"), 0.0) or usual
    narrow = number(attribute(item, "HScale"), 1.0) or 1.0
    x = y = 0.0
    for code in children(item, "TextCode"):
        x, y = number(attribute(code, "X"), x), number(attribute(code, "Y"), y)
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
