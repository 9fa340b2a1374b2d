"""Part text (部件原文): an XML part as it is written, and where each element stands in it.

An edit is a splice of the written text. So all that is not edited stays as it was, byte for byte,
which no serialiser of XML promises.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from corpus.errors import CorruptFile

if TYPE_CHECKING:
    from lxml import etree

_MARKUP = re.compile(
    r"<!--.*?-->|<!\[CDATA\[.*?\]\]>|<\?.*?\?>"
    r"|</(?P<closed>[^\s>]+)\s*>"
    r"|<(?P<opened>[^\s/>!?]+)[^>\"']*(?:\"[^\"]*\"[^>\"']*|'[^']*'[^>\"']*)*>",
    re.DOTALL,
)
_WIDE = ((codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))


@dataclass(frozen=True, slots=True)
class Extent:
    """起止 of an element in the text: `[start, inside)` is its start tag, `[after, end)` its end tag.

    All but `start` are the same for an element without content.
    """

    start: int
    inside: int
    after: int
    end: int


class PartText:
    """部件原文 with edits to make.

    `root` is the parsed form of the same part; its elements are found in the text by their order.

    Raises:
        CorruptFile: an encoding that no Word file has, or text and tree do not agree.
    """

    def __init__(self, content: bytes, root: etree._Element, name: str) -> None:
        self.root = root
        self._encoding = next((e for bom, e in _WIDE if content.startswith(bom)), "utf-8")
        try:
            self.text = content.decode(self._encoding)
        except UnicodeDecodeError as error:
            raise CorruptFile(f"部件 {name} 的编码不是 UTF-8 或者 UTF-16") from error
        elements, extents = list(root.iter("*")), _extents(self.text)
        if len(elements) != len(extents):
            raise CorruptFile(f"部件 {name} 的结构无法逐项核对")
        self._extents = dict(zip(elements, extents, strict=True))
        self._edits: list[tuple[int, int, str]] = []

    def extent(self, element: etree._Element) -> Extent:
        """Return where an element stands."""
        return self._extents[element]

    def written(self, element: etree._Element) -> str:
        """Return an element as it is written."""
        found = self._extents[element]
        return self.text[found.start : found.end]

    def start_tag(self, element: etree._Element) -> str:
        """Return an element's start tag as it is written."""
        found = self._extents[element]
        return self.text[found.start : found.inside]

    def tag(self, element: etree._Element) -> str:
        """Return an element's name with its prefix as it is written."""
        return re.split(r"[\s/>]", self.start_tag(element)[1:], maxsplit=1)[0]

    def insert(self, at: int, words: str) -> None:
        """Put words in at an offset of the text, behind what was put in there before."""
        self._edits.append((at, at, words))

    def replace(self, start: int, end: int, words: str) -> None:
        """Put words in the place of others."""
        self._edits.append((start, end, words))

    def append_to(self, element: etree._Element, words: str) -> None:
        """Put words in at the end of an element's content."""
        found = self._extents[element]
        if found.inside < found.end:
            self.insert(found.after, words)
        else:
            slash = self.text.rindex("/", found.start, found.end)
            self.replace(slash, found.end, f">{words}</{self.tag(element)}>")

    def result(self) -> bytes:
        """Return the part with all edits made."""
        pieces, at = [], 0
        for start, end, words in sorted(self._edits, key=lambda edit: edit[0]):
            pieces += [self.text[at:start], words]
            at = end
        return "".join([*pieces, self.text[at:]]).encode(self._encoding)


def _extents(text: str) -> list[Extent]:
    """Where the elements of a well-formed text stand, in the order of their start tags."""
    found: list[Extent] = []
    open_: list[tuple[int, int, int]] = []
    for start, end, kind in _tags(text):
        if kind == "close":
            place, begin, inside = open_.pop()
            found[place] = Extent(begin, inside, start, end)
            continue
        found.append(Extent(start, end, end, end))
        if kind == "open":
            open_.append((len(found) - 1, start, end))
    return found


def _tags(text: str) -> Iterator[tuple[int, int, str]]:
    for tag in _MARKUP.finditer(text):
        if tag["closed"]:
            yield tag.start(), tag.end(), "close"
        elif tag["opened"]:
            yield tag.start(), tag.end(), "empty" if tag[0].endswith("/>") else "open"
