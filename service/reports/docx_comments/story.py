"""Story (正文): the way from a span of the document to characters of word/document.xml."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from corpus.document import AnchoredSpan, Document, SourceAnchor
from corpus.formats.opc import Package
from corpus.formats.word.names import W
from corpus.span import Span
from service.reports.docx_comments.part_text import PartText
from service.reports.docx_comments.slots import Slot, slots_of

if TYPE_CHECKING:
    from lxml import etree

_NOTES = ("footnote", "endnote")
Room = Literal["body", "textbox", "footnote", "endnote"]


@dataclass(frozen=True, slots=True)
class Reach:
    """所及: the first and the last character of a span that stand where comments may be.

    `whole` is false if other characters of the span, spaces apart, stand elsewhere.
    """

    first: Slot
    last: Slot
    whole: bool


class Story:
    """正文 of a docx: paragraphs and runs as the anchors of a document count them."""

    def __init__(self, package: Package, part: PartText, document: Document) -> None:
        self._part, self._document = part, document
        self._paragraphs = list(part.root.iter(f"{W}p"))
        self._runs: dict[etree._Element, list[etree._Element]] = {}
        self._slots: dict[etree._Element, tuple[Slot, ...]] = {}
        self._notes = {kind: _note_ids(package, kind) for kind in _NOTES}

    def reach(self, span: Span) -> Reach | None:
        """Return what of a span can carry a comment, None if nothing can."""
        first = last = None
        whole = True
        for slot, anchor in self._characters(span):
            if self.room(anchor) != "body":
                whole = False
            elif slot is not None:
                first = first or slot
                last = slot
        if first is None or last is None or last.start < first.start:
            return None
        return Reach(first, last, whole)

    def room(self, anchor: SourceAnchor) -> Room:
        """Return where an anchor stands: comments may be in the body (and its tables) only."""
        if anchor.part in _NOTES:
            return "footnote" if anchor.part == "footnote" else "endnote"
        paragraph = self._paragraph(anchor)
        boxed = paragraph is not None and next(paragraph.iterancestors(f"{W}p"), None) is not None
        return "textbox" if boxed else "body"

    def host(self, anchor: SourceAnchor) -> etree._Element | None:
        """Return the paragraph of the body that an anchor stands in, or that its box hangs on."""
        paragraph = self._paragraph(anchor)
        if paragraph is None or anchor.part in _NOTES:
            return None
        return [paragraph, *paragraph.iterancestors(f"{W}p")][-1]

    def reference(self, anchor: SourceAnchor) -> etree._Element | None:
        """Return the sign in the body that refers to the note an anchor stands in."""
        ids = self._notes.get(anchor.part, {})
        wanted = ids.get(anchor.paragraph if anchor.paragraph is not None else -1)
        found = self._part.root.iter(f"{W}{anchor.part}Reference")
        return next((sign for sign in found if sign.get(f"{W}id") == wanted), None)

    def shown(self, paragraph: etree._Element) -> list[Slot]:
        """Return the characters of a paragraph, spaces and those of boxes in it left out."""
        runs = [
            run
            for run in paragraph.iter(f"{W}r")
            if next(run.iterancestors(f"{W}p")) is paragraph and not _gone(run)
        ]
        return [slot for run in runs for slot in self._of(run) if not slot.char.isspace()]

    def _characters(self, span: Span) -> Iterator[tuple[Slot | None, SourceAnchor]]:
        """Yield the characters of a span, spaces left out, with their slots; numbers have none."""
        text = self._document.text
        for anchored in self._document.locate(span):
            start = max(span.start, anchored.span.start)
            for at in range(start, min(span.end, anchored.span.end)):
                if not text[at].isspace():
                    yield self._slot(anchored, at - anchored.span.start), anchored.anchor

    def _slot(self, anchored: AnchoredSpan, index: int) -> Slot | None:
        anchor = anchored.anchor
        paragraph = self._paragraph(anchor)
        if paragraph is None or anchor.run is None or anchor.offset is None:
            return None
        if anchor.part in _NOTES:
            return None
        runs = self._runs_of(paragraph)
        slots = self._of(runs[anchor.run]) if anchor.run < len(runs) else ()
        if anchored.verbatim:
            return _at(anchor.offset + index, (slot for slot in slots if slot.stored))
        following = [slot for slot in slots if slot.offset >= anchor.offset]
        return following[index] if index < len(following) else None

    def _runs_of(self, paragraph: etree._Element) -> list[etree._Element]:
        if paragraph not in self._runs:
            self._runs[paragraph] = list(paragraph.iter(f"{W}r"))
        return self._runs[paragraph]

    def _of(self, run: etree._Element) -> tuple[Slot, ...]:
        if run not in self._slots:
            self._slots[run] = slots_of(run, self._part)
        return self._slots[run]

    def _paragraph(self, anchor: SourceAnchor) -> etree._Element | None:
        at = anchor.paragraph
        if at is None or anchor.part in _NOTES or at >= len(self._paragraphs):
            return None
        return self._paragraphs[at]


def _at(offset: int, slots: Iterable[Slot]) -> Slot | None:
    return next((slot for slot in slots if slot.offset == offset), None)


def _gone(run: etree._Element) -> bool:
    return any(True for _ in run.iterancestors(f"{W}del", f"{W}moveFrom"))


def _note_ids(package: Package, kind: str) -> dict[int, str]:
    """The id of the note that each paragraph of a part of notes belongs to."""
    root = package.related(f"{kind}s")
    if root is None:
        return {}
    paragraphs = {p: i for i, p in enumerate(root.iter(f"{W}p"))}
    return {
        paragraphs[paragraph]: note.get(f"{W}id", "")
        for note in root.iter(W + kind)
        for paragraph in note.iter(f"{W}p")
    }
