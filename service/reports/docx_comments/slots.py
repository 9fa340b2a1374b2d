"""Slots (字位): the characters of a run, each with its place in the written text.

They are counted as `corpus.formats.word.inline` counts them for the anchors of a document.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from corpus.formats.word.inline import chosen
from corpus.formats.word.names import MC, W
from service.reports.docx_comments.part_text import PartText

if TYPE_CHECKING:
    from lxml import etree

_CHARS = {"tab": "\t", "ptab": "\t", "cr": "\n", "noBreakHyphen": "-"}
UNIT = re.compile(r"&[^;]*;|\r\n|.", re.DOTALL)
"""One character as it is written in XML."""


@dataclass(frozen=True, slots=True)
class Slot:
    """字位: one character that a run shows.

    `char` is "" for a symbol, which has no character of its own. `item` is the element that holds
    it, `start` and `end` its place in the text of the part. `offset` is the offset in an anchor;
    `stored` tells whether the character counts there.
    """

    char: str
    item: etree._Element
    start: int
    end: int
    offset: int
    stored: bool


def slots_of(run: etree._Element, part: PartText) -> tuple[Slot, ...]:
    """字位 of a run, in order; those of ruby text belong to the runs inside it."""
    found: list[Slot] = []
    offset = 0
    for item in _items(run):
        made = list(_slots(item, part, offset))
        offset += sum(slot.stored for slot in made)
        found += made
    return tuple(found)


def _items(element: etree._Element) -> Iterator[etree._Element]:
    for item in element.iterchildren("*"):
        if item.tag == f"{MC}AlternateContent":
            yield from _items(chosen(item))
        else:
            yield item


def _slots(item: etree._Element, part: PartText, offset: int) -> Iterator[Slot]:
    name = str(item.tag).removeprefix(W)
    place = part.extent(item)
    if name == "t":
        yield from _characters(item, part, offset)
    elif name in _CHARS:
        yield Slot(_CHARS[name], item, place.start, place.end, offset, stored=True)
    elif name == "br":
        soft = item.get(f"{W}type", "textWrapping") == "textWrapping"
        yield Slot("\n", item, place.start, place.end, offset, stored=soft)
    elif name == "sym":
        yield Slot("", item, place.start, place.end, offset, stored=False)


def _characters(item: etree._Element, part: PartText, offset: int) -> Iterator[Slot]:
    """Of a text that holds more than characters (CDATA, comments) only the whole is placed."""
    place, words = part.extent(item), item.text or ""
    units = [
        (found.start(), found.end())
        for found in UNIT.finditer(part.text, place.inside, place.after)
    ]
    if "<" in part.text[place.inside : place.after] or len(units) != len(words):
        units = [(place.start, place.end)] * len(words)
    for i, (char, (start, end)) in enumerate(zip(words, units, strict=True)):
        yield Slot(char, item, start, end, offset + i, stored=True)
