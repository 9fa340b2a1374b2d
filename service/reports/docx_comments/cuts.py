"""Cuts (切口): where marks may stand in a paragraph, and how a run is parted there.

A run is parted by writing only: its end tags, the marks, and its start tags with its properties
once more. Nothing that was there is changed.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from corpus.formats.word.names import W
from service.reports.docx_comments.part_text import PartText
from service.reports.docx_comments.slots import UNIT, Slot

if TYPE_CHECKING:
    from lxml import etree

_THROUGH = frozenset(
    W + name
    for name in (
        "ins", "del", "moveTo", "moveFrom", "hyperlink", "smartTag", "customXml", "sdt",
        "sdtContent", "fldSimple", "bdo", "dir",
    )
)  # fmt: skip
_LIGHT = frozenset((f"{W}rPr", f"{W}lastRenderedPageBreak"))
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_PRESERVE = ' xml:space="preserve"'
_BLANK = " \t\r\n"


@dataclass(frozen=True, slots=True)
class Cut:
    """切口: an offset in the text of the part where marks may be written.

    `run` is the run that must be parted for it, None between runs; `words` the w:t in it that must
    be parted too, `count` the characters of it that stand before the cut.
    """

    at: int
    run: etree._Element | None = None
    words: etree._Element | None = None
    count: int = 0


class Cutter:
    """切分: finds cuts beside characters, and writes marks at cuts."""

    def __init__(self, part: PartText) -> None:
        self._part = part
        self._marks: dict[int, _Marked] = {}

    def before(self, slot: Slot) -> Cut:
        """Return the cut before a character."""
        outer, item = self._holder(slot.item)
        if outer is not None:
            return Cut(self._part.extent(outer).start)
        place = self._part.extent(item)
        if item is slot.item and place.inside < slot.start:
            return self._inside(slot, slot.start)
        run = _run(item)
        if all(one.tag in _LIGHT for one in item.itersiblings("*", preceding=True)):
            return Cut(self._part.extent(run).start)
        return Cut(place.start, run)

    def after(self, slot: Slot) -> Cut:
        """Return the cut after a character."""
        outer, item = self._holder(slot.item)
        if outer is not None:
            return Cut(self._part.extent(outer).end)
        place = self._part.extent(item)
        if item is slot.item and slot.end < place.after:
            return self._inside(slot, slot.end)
        run = _run(item)
        if next(item.itersiblings("*"), None) is None:
            return Cut(self._part.extent(run).end)
        return Cut(place.end, run)

    def mark(self, cut: Cut, order: tuple[int, int], words: str) -> None:
        """Write words at a cut; those of one place stand in ascending order."""
        self._marks.setdefault(cut.at, _Marked(cut)).words.append((order, words))

    def write(self) -> None:
        """Make all edits."""
        parted: dict[etree._Element, list[_Marked]] = {}
        for marked in self._marks.values():
            cut = marked.cut
            if cut.words is not None:
                parted.setdefault(cut.words, []).append(marked)
            elif cut.run is not None:
                tag = self._part.tag(cut.run)
                self._part.insert(cut.at, f"</{tag}>{marked.text}{self._again(cut.run)}")
            else:
                self._part.insert(cut.at, marked.text)
        for item, marks in parted.items():
            self._part_words(item, sorted(marks, key=lambda one: one.cut.at))

    def _inside(self, slot: Slot, at: int) -> Cut:
        inside = self._part.extent(slot.item).inside
        count = sum(1 for _ in UNIT.finditer(self._part.text, inside, at))
        return Cut(at, _run(slot.item), slot.item, count)

    def _holder(self, item: etree._Element) -> tuple[etree._Element | None, etree._Element]:
        """Return what may not be parted around an item, and the run's child that holds the item."""
        chain = [item]
        while chain[-1].getparent() is not None and chain[-1].tag != f"{W}p":
            chain.append(chain[-1].getparent())  # type: ignore[arg-type]
        for inner, outer in zip(chain[-3::-1], chain[-2::-1], strict=False):
            if outer.tag == f"{W}r":
                return None, inner
            if outer.tag not in _THROUGH:
                return outer, inner
        return chain[-2], item

    def _part_words(self, item: etree._Element, marks: Sequence[_Marked]) -> None:
        """Part a w:t; blanks that get to an edge are kept, those that were not shown stay so."""
        part, run = self._part, _run(item)
        words, place = item.text or "", part.extent(item)
        kept = _preserves(item)
        lead = 0 if kept else len(words) - len(words.lstrip(_BLANK))
        trail = len(words) if kept else len(words.rstrip(_BLANK))
        points = {marked.cut.count: marked for marked in marks}
        counts = sorted({0, lead, trail, len(words), *points})
        tag, run_tag = part.tag(item), part.tag(run)
        units = UNIT.finditer(part.text, place.inside, place.after)
        begins = [place.inside, *(unit.end() for unit in units)]
        for start, end in itertools.pairwise(counts):
            shown = lead <= start and end <= trail
            bare = words[start:end].strip(_BLANK) == words[start:end]
            space = "" if kept or bare or not shown else _PRESERVE
            if start == 0:
                part.insert(place.inside - 1, space)
                continue
            opened = part.start_tag(item) if kept else f"<{tag}{space}>"
            marked = points.get(start)
            between = f"</{run_tag}>{marked.text}{self._again(run)}" if marked else ""
            part.insert(begins[start], f"</{tag}>{between}{opened}")

    def _again(self, run: etree._Element) -> str:
        properties = run.find(f"{W}rPr")
        written = "" if properties is None else self._part.written(properties)
        return self._part.start_tag(run) + written


@dataclass(slots=True)
class _Marked:
    cut: Cut
    words: list[tuple[tuple[int, int], str]] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "".join(words for _, words in sorted(self.words))


def _run(item: etree._Element) -> etree._Element:
    return next(item.iterancestors(f"{W}r"))


def _preserves(item: etree._Element) -> bool:
    chain: Iterator[etree._Element] = iter((item, *item.iterancestors()))
    found = next((value for one in chain if (value := one.get(_SPACE)) is not None), "")
    return found == "preserve"
