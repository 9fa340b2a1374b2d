"""Pages (版面): blocks set as lines and rules on A4, for the makers of PDFs and scans."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field

from models.training.packages.blocks import Block

WIDTH, HEIGHT = 595.0, 842.0
_LEFT, _RIGHT, _TOP, _BOTTOM = 80.0, 515.0, 740.0, 100.0
_BODY, _TITLE, _CELL = 16.0, 22.0, 12.0
_LEADING = 1.75
_PAD = 4.0
_INDENTED = ("paragraph",)
_NO_START = "，。、；：？！）》」”』〉〕】·,.;:?!)"


@dataclass(frozen=True, slots=True)
class Text:
    """一行文字: its left end and base line in points from the lower left corner of the page."""

    x: float
    y: float
    size: float
    words: str


@dataclass(frozen=True, slots=True)
class Rule:
    """表格线 from one point to another."""

    x0: float
    y0: float
    x1: float
    y1: float


@dataclass(slots=True)
class Page:
    """版面 of A4."""

    texts: list[Text] = field(default_factory=list)
    rules: list[Rule] = field(default_factory=list)


def width(words: str, size: float) -> float:
    """字宽 in points: ASCII and other narrow characters take half a square."""
    return sum(size if is_wide(char) else size / 2 for char in words)


def is_wide(char: str) -> bool:
    """Whether a character fills a square; ambiguous ones do in Chinese type."""
    return unicodedata.east_asian_width(char) in "WFA"


def set_pages(blocks: Sequence[Block]) -> tuple[Page, ...]:
    """排版: at least one page."""
    press = _Press()
    for block in blocks:
        press.table(block.rows) if block.look == "table" else press.text(block)
    return tuple(press.pages)


def broken(words: str, room: float, size: float, first: float = 0.0) -> list[str]:
    """折行: lines of at most `room` points, the first shorter by `first`; no mark begins a line."""
    lines, line, left = [], "", room - first
    for char in words:
        if line and width(line + char, size) > left and char not in _NO_START:
            lines.append(line)
            line, left = "", room
        line += char
    return [*lines, line]


class _Press:
    """印刷: the place reached on the last page."""

    def __init__(self) -> None:
        self.pages = [Page()]
        self.y = _TOP

    def text(self, block: Block) -> None:
        size = _TITLE if block.look == "title" else _BODY
        first = 2 * size if block.look in _INDENTED else 0.0
        for number, line in enumerate(broken(block.text, _RIGHT - _LEFT, size, first)):
            self._room(size * _LEADING)
            spare = _RIGHT - _LEFT - width(line, size)
            shift = {
                "title": spare / 2,
                "centred": spare / 2,
                "heading": spare / 2,
                "signature": max(spare - 2 * size, 0.0),
            }.get(block.look, 0.0 if number else first)
            self.pages[-1].texts.append(Text(_LEFT + shift, self.y, size, line))
        self.y -= 6 if block.look == "title" else 0

    def table(self, rows: Sequence[Sequence[str]]) -> None:
        edges = _edges(rows)
        for row in rows:
            cells = [
                broken(cell, right - left - 2 * _PAD, _CELL)
                for cell, left, right in zip(row, edges, edges[1:], strict=False)
            ]
            high = max(map(len, cells)) * _CELL * 1.4 + 2 * _PAD
            self._room(high)
            page, top, bottom = self.pages[-1], self.y + high - _PAD, self.y - _PAD
            page.rules += [Rule(edges[0], y, edges[-1], y) for y in (top, bottom)]
            page.rules += [Rule(x, bottom, x, top) for x in edges]
            for left, lines in zip(edges, cells, strict=False):
                page.texts += [
                    Text(left + _PAD, top - _PAD - _CELL - n * _CELL * 1.4, _CELL, line)
                    for n, line in enumerate(lines)
                    if line
                ]

    def _room(self, high: float) -> None:
        """Go down; begin another page where this one is full."""
        self.y -= high
        if self.y < _BOTTOM:
            self.pages.append(Page())
            self.y = _TOP - high


def _edges(rows: Sequence[Sequence[str]]) -> list[float]:
    """Where the columns begin and end: by their longest cells, each wide enough for some words."""
    longest = [
        min(max(width(cell, _CELL) for cell in column), 200) for column in zip(*rows, strict=True)
    ]
    shares = [max(one, 4 * _CELL) for one in longest]
    scale = (_RIGHT - _LEFT) / sum(shares)
    edges = [_LEFT]
    for share in shares:
        edges.append(edges[-1] + share * scale)
    return edges
