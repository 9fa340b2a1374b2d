"""Annotation (标注): the draft as lines and pieces, each piece knowing the marks that cover it.

Marks may nest and overlap. The text is cut at every border of a mark; a piece carries the gravest
of its marks, and every mark's number stands after its last piece.
"""

from __future__ import annotations

import bisect
import itertools
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from corpus.document import Document, ProvisionKind
from corpus.span import Span

LineKind = Literal["title", "number", "chapter", "signature", "para", "row"]
_BIG = (ProvisionKind.BOOK, ProvisionKind.CHAPTER, ProvisionKind.SECTION)
_NUMBERED = (ProvisionKind.ARTICLE, ProvisionKind.LEVEL)


@dataclass(frozen=True, slots=True)
class Mark:
    """标记: a span to highlight. `rank` 0 is the gravest; `label` is shown; `key` is its anchor."""

    key: str
    label: str
    css: str
    rank: int
    span: Span


@dataclass(frozen=True, slots=True)
class Piece:
    """片段: text under the same marks. `starts` begin here; `ends` close here; `top` is gravest."""

    text: str
    top: Mark | None = None
    starts: tuple[Mark, ...] = ()
    ends: tuple[Mark, ...] = ()
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """行: one line of the draft; a table row has several cells, other lines one."""

    kind: LineKind
    cells: tuple[tuple[Piece, ...], ...]


def annotate(document: Document, marks: Iterable[Mark]) -> tuple[Line, ...]:
    """标注: all non-empty lines of the draft, in order."""
    trimmed = sorted(
        (_trim(mark, document.text) for mark in marks), key=lambda m: (m.span.start, -m.span.end)
    )
    styles = _Styles(document)
    cutter = _Cutter(document.text, trimmed)
    return tuple(
        Line(kind, tuple(cutter.cut(cell, styles.strong_end(line)) for cell in cells))
        for line in _lines(document.text)
        for kind in [styles.kind(line)]
        for cells in [_cells(line, document.text) if kind == "row" else [line]]
    )


def _trim(mark: Mark, text: str) -> Mark:
    """Leave out white space at both ends, so that the number stands behind a word."""
    start, end = mark.span.start, min(mark.span.end, len(text))
    while end > start and text[end - 1].isspace():
        end -= 1
    while start < end and text[start].isspace():
        start += 1
    if start >= end:
        start, end = mark.span.start, min(mark.span.start + 1, len(text))
    return Mark(mark.key, mark.label, mark.css, mark.rank, Span(start, max(start, end)))


def _lines(text: str) -> Iterator[Span]:
    start = 0
    for line in text.split("\n"):
        if line.strip():
            yield Span(start, start + len(line))
        start += len(line) + 1


def _cells(line: Span, text: str) -> list[Span]:
    cells, start = [], line.start
    for cell in line.of(text).split("\t"):
        cells.append(Span(start, start + len(cell)))
        start += len(cell) + 1
    return cells


class _Cutter:
    """Cuts stretches of text, given in ascending order, at the borders of the marks."""

    def __init__(self, text: str, marks: Sequence[Mark]) -> None:
        self._text = text
        self._waiting = list(reversed(marks))
        self._active: list[Mark] = []
        self._borders = sorted({b for m in marks for b in (m.span.start, m.span.end)})

    def cut(self, stretch: Span, strong_end: int) -> tuple[Piece, ...]:
        borders = self._borders
        low = bisect.bisect_right(borders, stretch.start)
        inner = borders[low : bisect.bisect_left(borders, stretch.end)]
        cuts = {stretch.start, *inner, stretch.end}
        if stretch.start < strong_end < stretch.end:
            cuts.add(strong_end)
        points = sorted(cuts)
        return tuple(
            self._piece(Span(start, end), strong=end <= strong_end)
            for start, end in itertools.pairwise(points)
        )

    def _piece(self, span: Span, *, strong: bool) -> Piece:
        starts = []
        while self._waiting and self._waiting[-1].span.start < span.end:
            starts.append(self._waiting.pop())
        self._active = [m for m in (*self._active, *starts) if m.span.end > span.start]
        covering = [m for m in self._active if m.span.start < span.end]
        return Piece(
            text=span.of(self._text),
            top=min(covering, key=lambda m: (m.rank, len(m.span)), default=None),
            starts=tuple(starts),
            ends=tuple(m for m in covering if m.span.end <= span.end),
            strong=strong,
        )


class _Styles:
    """What kind of line begins at an offset."""

    def __init__(self, document: Document) -> None:
        self._text = document.text
        self._rows = [a.span for a in document.anchors if a.anchor.part == "table"]
        self._row_starts = [span.start for span in self._rows]
        self._kinds: dict[int, LineKind] = {}
        self._strong: dict[int, int] = {}
        meta = document.metadata
        for provision in document.root.walk():
            start = self._first_word(provision.span.start)
            if provision.kind in _BIG:
                self._kinds[start] = "chapter"
            elif provision.kind in _NUMBERED and provision.number:
                self._strong[start] = start + len(provision.number)
        for span, kind in (
            (meta.signature_span, "signature"),
            (meta.document_number_span, "number"),
            (meta.title_span, "title"),
        ):
            if span is not None:
                self._spread(span, kind)  # type: ignore[arg-type]

    def kind(self, line: Span) -> LineKind:
        at = bisect.bisect_right(self._row_starts, line.end) - 1
        if at >= 0 and self._rows[at].overlaps(line):
            return "row"
        return self._kinds.get(self._first_word(line.start), "para")

    def strong_end(self, line: Span) -> int:
        """Return where the bold number at the line's start ends; 0 without one."""
        return self._strong.get(self._first_word(line.start), 0)

    def _spread(self, span: Span, kind: LineKind) -> None:
        for line in _lines(span.of(self._text)):
            begin = self._text.rfind("\n", 0, span.start + line.start) + 1
            self._kinds[self._first_word(begin)] = kind

    def _first_word(self, offset: int) -> int:
        while offset < len(self._text) and self._text[offset] in " \t\u3000":
            offset += 1
        return offset
