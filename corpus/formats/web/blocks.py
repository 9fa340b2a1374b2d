"""Blocks (网页段落): the elements of a page's content to paragraphs and rows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from corpus.document import SourceAnchor
from corpus.formats.lines import joint, text_anchor
from corpus.formats.reading import Block, Piece
from corpus.formats.tables import row_blocks
from corpus.formats.web.prune import SILENT
from corpus.formats.web.source import PageSource

if TYPE_CHECKING:
    from lxml import etree

_BLOCK_NAMES = (
    "address article aside blockquote body center dd details div dl dt fieldset figcaption "
    "figure footer form h1 h2 h3 h4 h5 h6 header hr html li main nav ol p pre section summary "
    "table tbody td tfoot th thead tr ul caption"
)
_BLOCKS = frozenset(_BLOCK_NAMES.split())
_WORDS = re.compile(r"[^ \t\r\n\f\u00a0]+")
_TOKENS = re.compile(r"[^ \t\r\n\f\u00a0]+|[ \t\r\n\f\u00a0]+")


class Places:
    """文字位置: where each text of the tree begins in the source, found in document order."""

    def __init__(self, page: etree._Element, source: PageSource) -> None:
        self.source = source
        self._elements = list(page.iter("*"))  # keeps the proxies, and so the keys, alive
        self._starts: dict[tuple[etree._Element, bool], int] = {}
        self._cursor = 0
        self._visit(page)

    def _visit(self, element: etree._Element) -> None:
        self._note(element, element.text, tail=False)
        for item in element.iterchildren("*"):
            self._visit(item)
            self._note(item, item.tail, tail=True)

    def _note(self, element: etree._Element, text: str | None, *, tail: bool) -> None:
        found = _WORDS.search(text) if text else None
        if found is None or (element.tag in ("script", "style") and not tail):
            return
        position = self.source.find(found[0], self._cursor)
        if position >= 0:
            self._starts[element, tail] = position
            self._cursor = position + len(found[0])

    def start(self, element: etree._Element, *, tail: bool) -> int | None:
        """Return where an element's text (or the text behind it) begins in the plain source."""
        return self._starts.get((element, tail))


class BlockReader:
    """网页段落读取: walks the content in reading order; block elements and <br> part paragraphs."""

    def __init__(self, places: Places) -> None:
        self._places = places
        self._count = 0

    def blocks(self, element: etree._Element) -> list[Block]:
        """Return the blocks of an element."""
        return [b for b in self._walk(element) if b.text.strip()]

    def _walk(self, element: etree._Element) -> Iterator[Block]:
        line = _Open(self._places)
        yield from self._inside(element, line)
        yield from self._close(line)

    def _inside(self, element: etree._Element, line: _Open) -> Iterator[Block]:
        line.add(element, element.text, self._count, tail=False)
        for item in element.iterchildren("*"):
            if item.tag in ("br", "hr"):
                yield from self._close(line)
            elif item.tag == "tr":
                yield from self._close(line)
                yield from self._row(item)
            elif item.tag in _BLOCKS:
                yield from self._close(line)
                yield from self._walk(item)
            elif item.tag not in SILENT:
                yield from self._inside(item, line)
            line.add(item, item.tail, self._count, tail=True)

    def _row(self, row: etree._Element) -> Iterator[Block]:
        cells = [self.blocks(cell) for cell in row.iterchildren("td", "th")]
        yield from row_blocks(cells, text_anchor(paragraph=self._count))

    def _close(self, line: _Open) -> Iterator[Block]:
        pieces = line.take()
        if pieces:
            self._count += 1
            yield Block(pieces)


class _Open:
    """The paragraph being written."""

    def __init__(self, places: Places) -> None:
        self._places = places
        self._pieces: list[Piece] = []
        self._blank: str | None = None

    def take(self) -> tuple[Piece, ...]:
        pieces, self._pieces, self._blank = tuple(self._pieces), [], None
        return pieces

    def add(self, element: etree._Element, text: str | None, index: int, *, tail: bool) -> None:
        """Add a text of the tree; blanks collapse as a browser shows them, &nbsp; stays."""
        cursor = self._places.start(element, tail=tail)
        for found in _TOKENS.finditer(text or ""):
            token = found[0]
            if token[0] in " \t\r\n\f\u00a0":
                self._blank = (self._blank or "") + token
                continue
            place, cursor = self._place(token, cursor, index)
            self._space(token, place)
            self._pieces.append(Piece(token, place, verbatim=place.offset is not None))

    def _place(self, token: str, cursor: int | None, index: int) -> tuple[SourceAnchor, int | None]:
        source = self._places.source
        position = -1 if cursor is None else source.find(token, cursor)
        if position < 0:
            return text_anchor(paragraph=index), cursor
        offset = source.offset(position, len(token))
        place = text_anchor(offset) if offset is not None else text_anchor(paragraph=index)
        return place, position + len(token)

    def _space(self, token: str, place: SourceAnchor) -> None:
        blank, self._blank = self._blank, None
        if blank is None or not self._pieces:
            return
        firm = blank.count("\u00a0")
        if firm:
            space = " " * firm
        elif "\n" in blank or "\r" in blank:
            space = joint(self._pieces[-1].text, token)
        else:
            space = " "
        if space:
            self._pieces.append(Piece(space, place, verbatim=False))
