"""Body (正文遍历): the paragraphs and tables of one XML part, in the order they are read."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from corpus.document import Part, SourceAnchor
from corpus.formats.reading import Block, Piece, Role
from corpus.formats.tables import row_blocks
from corpus.formats.word.inline import Inline, InlineReader, chosen
from corpus.formats.word.names import MC, W, child, value
from corpus.formats.word.notices import Tally
from corpus.formats.word.numbering import Numbering

if TYPE_CHECKING:
    from lxml import etree

_THROUGH = frozenset(W + name for name in ("sdtContent", "customXml", "ins", "moveTo", "smartTag"))
_CONTENTS_STYLE = re.compile(r"toc \d")
_ROLES: dict[Part, Role] = {"textbox": "textbox", "footnote": "footnote", "endnote": "footnote"}

NoteReader = Callable[[str, str], list[Block]]


def no_notes(kind: str, note_id: str) -> list[Block]:
    """无注释: for parts that cannot refer to notes."""
    return []


class BodyReader:
    """正文读取: turns the block content of one part into blocks.

    `paragraph` in the anchors is the index in `list(root.iter(w:p))` of the part's root, whatever
    box or table the paragraph stands in; `run` is the index in `list(paragraph.iter(w:r))`.
    """

    def __init__(
        self,
        root: etree._Element,
        numbering: Numbering,
        tally: Tally,
        notes: NoteReader = no_notes,
    ) -> None:
        self._numbering, self._tally, self._notes = numbering, tally, notes
        self._inline = InlineReader(tally)
        self._indices = {p: i for i, p in enumerate(root.iter(f"{W}p"))}
        self._carried: list[Piece] = []
        self.title = ""

    def blocks(self, container: etree._Element, part: Part) -> Iterator[Block]:
        """Yield the blocks of a body, cell, text box or note."""
        for item in _content(container):
            if item.tag == f"{W}p":
                yield from self._paragraph(item, part)
            elif item.tag == f"{W}tbl":
                yield from self._table(item, part)
            elif item.tag == f"{W}altChunk":
                self._tally.add("chunk")
            elif item.tag == f"{W}sdt":
                yield from self._control(item, part)
        if self._carried:
            yield Block(tuple(self._carried), _ROLES.get(part, "paragraph"))
            self._carried = []

    def _control(self, control: etree._Element, part: Part) -> Iterator[Block]:
        content = child(control, "sdtContent")
        if content is None:
            return
        gallery = child(control, "sdtPr", "docPartObj", "docPartGallery")
        if gallery is not None and gallery.get(f"{W}val") == "Table of Contents":
            self._tally.add("contents", None, len(content.findall(f"{W}p")))
            return
        yield from self.blocks(content, part)

    def _paragraph(self, paragraph: etree._Element, part: Part) -> Iterator[Block]:
        properties = child(paragraph, "pPr")
        style = self._numbering.styles.name(value(properties, "pStyle"))
        index = self._indices[paragraph]
        inline = self._inline.read(paragraph, part, index)
        if _CONTENTS_STYLE.fullmatch(style):
            self._tally.add("contents", SourceAnchor(part, paragraph=index))
            return
        if child(properties, "rPr", "del") is not None:
            self._carried += inline.pieces
        else:
            yield from self._block(inline, self._label(properties, part, index), style, part)
        yield from self._attached(inline, SourceAnchor(part, paragraph=index))

    def _label(self, properties: etree._Element | None, part: Part, index: int) -> list[Piece]:
        label = self._numbering.label(properties)
        place = SourceAnchor(part, paragraph=index)
        return [Piece(label, place, verbatim=False)] if label else []

    def _block(self, inline: Inline, label: list[Piece], style: str, part: Part) -> Iterator[Block]:
        pieces = (*label, *self._carried, *inline.pieces)
        self._carried = []
        role = _ROLES.get(part, "title" if style == "title" else "paragraph")
        block = Block(pieces, role)
        if role == "title" and not self.title:
            self.title = re.sub(r"\s+", "", block.text)
        if pieces:
            yield block

    def _attached(self, inline: Inline, place: SourceAnchor) -> Iterator[Block]:
        """Text boxes and notes follow the paragraph they hang on."""
        for box in inline.boxes:
            yield from self.blocks(box, "textbox")
        for kind, note_id in inline.notes:
            blocks = self._notes(kind, note_id)
            if not blocks:
                self._tally.add("missing_note", place)
            yield from blocks

    def _table(self, table: etree._Element, part: Part) -> Iterator[Block]:
        inner: Part = part if part in _ROLES else "table"
        for row in _content(table):
            if row.tag == f"{W}sdt":
                content = child(row, "sdtContent")
                if content is not None:
                    yield from self._table(content, part)
            elif row.tag == f"{W}tr" and child(row, "trPr", "del") is None:
                yield from self._row(row, inner)

    def _row(self, row: etree._Element, part: Part) -> Iterator[Block]:
        cells = [list(self._cell(cell, part)) for cell in _cells(row)]
        yield from row_blocks(cells, SourceAnchor(part, paragraph=self._first_index(row)))

    def _cell(self, cell: etree._Element, part: Part) -> Iterator[Block]:
        merged = child(cell, "tcPr", "vMerge")
        if merged is not None and merged.get(f"{W}val", "continue") == "continue":
            return iter(())
        return self.blocks(cell, part)

    def _first_index(self, element: etree._Element) -> int | None:
        return next((self._indices[p] for p in element.iter(f"{W}p")), None)


def _content(container: etree._Element) -> Iterator[etree._Element]:
    """Yield the block items of a container, wrappers opened."""
    for item in container.iterchildren("*"):
        if item.tag in _THROUGH:
            yield from _content(item)
        elif item.tag == f"{MC}AlternateContent":
            yield from _content(chosen(item))
        else:
            yield item


def _cells(row: etree._Element) -> Iterator[etree._Element]:
    for item in _content(row):
        if item.tag == f"{W}sdt":
            content = child(item, "sdtContent")
            if content is not None:
                yield from _cells(content)
        elif item.tag == f"{W}tc":
            yield item
