"""Word reader (Word 读取): a docx, docm, dotx or dotm file to a `Reading`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from corpus.document import Part, Unread, UnreadKind
from corpus.errors import CorruptFile
from corpus.formats.opc import Package
from corpus.formats.reading import Block, Reading
from corpus.formats.word.body import BodyReader
from corpus.formats.word.names import R, W, child
from corpus.formats.word.notices import Tally, tracked_changes, unknown_formats
from corpus.formats.word.numbering import Numbering, read_numbering
from corpus.formats.word.styles import Styles

if TYPE_CHECKING:
    from lxml import etree

_PAGE_NUMBER = re.compile(r"[-—–\s\d第共页/／ⅠⅡⅢivxIVX.·]*|Page\s*\d*(?:\s*of\s*\d*)?", re.I)
_PARTS: dict[str, Part] = {"footnote": "footnote", "endnote": "endnote"}


def read_docx(data: bytes, filename: str) -> Reading:
    """读取 Word 文档: the text as Word shows it with all changes accepted.

    Automatic numbers, tables, text boxes, notes, content controls and fields are read; pictures,
    formulas, objects, comments, headers and footers are listed as unread.

    Raises:
        CorruptFile: no zip, no main document, or damaged XML.
        EncryptedFile, DecompressionBomb: see `open_zip`.
    """
    package = Package(data, "word/document.xml", "Word")
    root = package.xml(package.main)
    body = child(root, "body")
    if body is None:
        raise CorruptFile("缺少 Word 正文")
    styles = Styles(package.related("styles"))
    numbering = read_numbering(package.related("numbering"), styles)
    tally = Tally()
    notes = _Notes(package, numbering, tally)
    reader = BodyReader(root, numbering, tally, notes.read)
    blocks = tuple(reader.blocks(body, "body"))
    comments = package.related("comments")
    if comments is not None and (count := len(comments.findall(f"{W}comment"))):
        tally.add("comment", None, count)
    unread = (
        *tally.unread(),
        *tracked_changes([root, *notes.roots]),
        *unknown_formats(numbering.unknown),
        *_headers(package, root),
    )
    return Reading("docx", blocks, unread, reader.title)


class _Notes:
    """Footnotes and endnotes, read when a paragraph refers to them."""

    def __init__(self, package: Package, numbering: Numbering, tally: Tally) -> None:
        self._readers: dict[str, BodyReader] = {}
        self._notes: dict[tuple[str, str], etree._Element] = {}
        self.roots: list[etree._Element] = []
        for kind in _PARTS:
            root = package.related(f"{kind}s")
            if root is not None:
                self.roots.append(root)
                self._readers[kind] = BodyReader(root, numbering, tally)
                for note in root.iter(W + kind):
                    self._notes[kind, note.get(f"{W}id", "")] = note

    def read(self, kind: str, note_id: str) -> list[Block]:
        """Return the blocks of a note, none if it is missing."""
        note = self._notes.get((kind, note_id))
        return [] if note is None else list(self._readers[kind].blocks(note, _PARTS[kind]))


def _headers(package: Package, root: etree._Element) -> Iterator[Unread]:
    """Headers and footers with more than a page number: listed with their words, not reviewed."""
    for name, label in (("headerReference", "页眉"), ("footerReference", "页脚")):
        texts: list[str] = []
        for reference in root.iter(W + name):
            part = package.part_of(reference.get(f"{R}id", ""))
            text = _words(package.xml(part)) if part else ""
            if not _PAGE_NUMBER.fullmatch(text) and text not in texts:
                texts.append(text)
        if texts:
            shown = "；".join(text[:60] for text in texts)
            yield Unread(UnreadKind.HEADER, f"{label}未纳入审查：{shown}", len(texts))


def _words(root: etree._Element) -> str:
    reader = BodyReader(root, Numbering(Styles(None)), Tally())
    text = " ".join(block.text for block in reader.blocks(root, "header"))
    return re.sub(r"\s+", " ", text).strip()
