"""Tally (读取计数): what a package makes the reader do, counted while it is done."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from corpus.errors import DecompressionBomb
from corpus.formats.safety import check_characters

if TYPE_CHECKING:
    from lxml import etree

MOST_BORROWED = 500_000
_HEAVY = 1000  # characters of attributes that cost as much as an object


@dataclass(slots=True)
class Tally:
    """读取计数: of a whole package: references followed and the objects behind them; characters.

    What a page holds itself is bounded by the size of the file. What it borrows, from templates
    and composite units, is not: a few bytes can call for it any number of times.
    """

    borrowed: int = 0
    characters: int = 0

    def borrow(self, item: etree._Element) -> None:
        """Count an object that is read by reference, or a reference to a page.

        Raises:
            DecompressionBomb: more than any document has.
        """
        self.borrowed += 1 + sum(map(_attributes, (item, *item))) // _HEAVY
        if self.borrowed > MOST_BORROWED:
            raise DecompressionBomb(f"OFD 的图元被重复引用超过 {MOST_BORROWED} 次")

    def read(self, text: str) -> None:
        """Count the text of an object.

        Raises:
            FileTooLarge: see `check_characters`.
        """
        self.characters += len(text)
        check_characters(self.characters)


def _attributes(item: etree._Element) -> int:
    return sum(map(len, item.attrib.values()))
