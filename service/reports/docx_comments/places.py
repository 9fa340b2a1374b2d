"""Places (批注位置): where the comment on a finding begins and ends, and what to say about it."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from typing import TYPE_CHECKING

from corpus.document import Document, SourceAnchor
from corpus.formats.word.names import W
from corpus.span import Span
from service.reports.docx_comments.cuts import Cut, Cutter
from service.reports.docx_comments.part_text import PartText
from service.reports.docx_comments.slots import Slot
from service.reports.docx_comments.story import Story

if TYPE_CHECKING:
    from lxml import etree

_ROOMS = {
    "textbox": "原文在文本框里，Word 不能在那里加批注，本条标在文本框所在的段落。",
    "footnote": "原文在脚注里，本条标在正文的脚注编号处。",
    "endnote": "原文在尾注里，本条标在正文的尾注编号处。",
}
_NUMBER = "所指是自动编号，没有可标出的文字，本条标在整段。"
_PART = "原文另有一部分在文本框或者注释里，本条只标出正文里的部分。"
_LOST = "未能在原件里找到原文的位置，本条标在标题处。"


@dataclass(frozen=True, slots=True)
class Place:
    """批注位置: the cuts around the words; the sign of the comment stands at `sign`.

    `note` is a Chinese sentence where the words are not exactly those of the finding.
    """

    first: Cut
    last: Cut
    sign: Cut
    note: str = ""


class Places:
    """批注位置 in one docx."""

    def __init__(self, document: Document, story: Story, cutter: Cutter, part: PartText) -> None:
        self._document, self._story = document, story
        self._cutter, self._part = cutter, part

    def of(self, span: Span) -> Place:
        """Return the place of a span: its very words, or what is nearest to them."""
        reach = self._story.reach(span)
        if reach is not None:
            return self._around(reach.first, reach.last, "" if reach.whole else _PART)
        anchors = [found.anchor for found in self._document.locate(span)]
        near = next((place for anchor in anchors if (place := self._near(anchor))), None)
        return near or self.title(_LOST)

    def title(self, note: str = "") -> Place:
        """Return the place of the title; without one, of the first words."""
        span = self._document.metadata.title_span
        reach = self._story.reach(span) if span else None
        reach = reach or self._story.reach(Span(0, len(self._document.text)))
        if span and reach and reach.whole:
            return self._around(reach.first, reach.last, note)
        for paragraph in self._part.root.iter(f"{W}p"):
            if next(paragraph.iterancestors(f"{W}p"), None) is None:
                place = self._paragraph(paragraph, note)
                if place is not None:
                    return place
        end = self._part.extent(next(iter(self._part.root.iter(f"{W}body")))).inside
        return Place(Cut(end), Cut(end), Cut(end), note)

    def _near(self, anchor: SourceAnchor) -> Place | None:
        room = self._story.room(anchor)
        sign = self._story.reference(anchor) if room in ("footnote", "endnote") else None
        if sign is not None:
            place = self._part.extent(sign)
            slot = Slot("", sign, place.start, place.end, 0, stored=False)
            return self._around(slot, slot, _ROOMS[room])
        host = self._story.host(anchor)
        return None if host is None else self._paragraph(host, _ROOMS.get(room, _NUMBER))

    def _paragraph(self, paragraph: etree._Element, note: str) -> Place | None:
        """The words of a paragraph; the end of one without words."""
        slots = self._story.shown(paragraph)
        if slots:
            return self._around(slots[0], slots[-1], note)
        place = self._part.extent(paragraph)
        if place.inside == place.end:
            return None
        cut = Cut(place.after)
        return Place(cut, cut, cut, note)

    def _around(self, first: Slot, last: Slot, note: str) -> Place:
        end = self._cutter.after(last)
        around = last.item.iterancestors(f"{W}sdt", f"{W}p")
        inner = list(itertools.takewhile(lambda one: one.tag != f"{W}p", around))
        sign = Cut(self._part.extent(inner[-1]).end) if inner else end
        return Place(self._cutter.before(first), end, sign, note)
