"""Sheet (工作表): what the cells of one sheet show, and which rows and columns are hidden."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from corpus.document import SourceAnchor
from corpus.errors import FileTooLarge
from corpus.formats.safety import check_characters, stream_xml
from corpus.formats.workbook.grid import Merge, Shown
from corpus.formats.workbook.hidden import Hidden
from corpus.formats.workbook.names import (
    MAX_COLUMNS,
    MAX_FILLED,
    MAX_MERGES,
    MAX_MET,
    S,
    is_on,
    place_of,
    whole,
)
from corpus.formats.workbook.notices import Tally
from corpus.formats.workbook.strings import string_of, unescaped
from corpus.formats.workbook.values import Styles, iso_shown

if TYPE_CHECKING:
    from lxml import etree

_TAGS = tuple(S + name for name in ("col", "c", "row", "mergeCell", "headerFooter"))
_PICTURE = re.compile(r"=?(?:_xlfn\.)?DISPIMG\(", re.I)  # how WPS puts a picture into a cell
_HEADER_CODE = re.compile(r'&(?:"[^"]*"|K[0-9A-Fa-f]{6}|K\d\d[+-]\d{3}|\d+|.)', re.S)


@dataclass(slots=True)
class Limits:
    """限额 of a whole workbook: cells met, cells that show something, characters."""

    met: int = 0
    filled: int = 0
    characters: int = 0

    def meet(self) -> None:
        """Count a cell of the file.

        Raises:
            FileTooLarge: too many.
        """
        self.met += 1
        if self.met > MAX_MET:
            raise FileTooLarge(f"单元格超过 {MAX_MET} 个")

    def fill(self, text: str) -> None:
        """Count a cell that shows something.

        Raises:
            FileTooLarge: too many, or too many characters.
        """
        self.filled += 1
        self.characters += len(text)
        check_characters(self.characters)
        if self.filled > MAX_FILLED:
            raise FileTooLarge(f"有内容的单元格超过 {MAX_FILLED} 个")


@dataclass(frozen=True, slots=True)
class Book:
    """工作簿: what its sheets share."""

    strings: Sequence[str]
    styles: Styles
    tally: Tally = field(default_factory=Tally)
    limits: Limits = field(default_factory=Limits)


class SheetReader:
    """工作表读取: fills `rows`, `merges` and `hidden`; `number` counts the sheets from 1."""

    def __init__(self, book: Book, name: str, number: int) -> None:
        self._book, self._name, self._number = book, name, number
        self._row = self._column = 0
        self.rows: dict[int, dict[int, Shown]] = {}
        self.merges: list[Merge] = []
        self.hidden = Hidden()

    def read(self, content: bytes, part: str) -> None:
        """Read the part of the sheet.

        Raises:
            CorruptFile: no XML.
            FileTooLarge: see `Limits`.
        """
        for element in stream_xml(content, part, _TAGS):
            if element.tag == f"{S}c":
                self._cell(element)
            elif element.tag == f"{S}row":
                self._row, self._column = self._row_of(element), 0
            elif element.tag == f"{S}mergeCell":
                self._merge(element)
            elif element.tag == f"{S}col":
                self._columns(element)
            else:
                self._header(element)

    def _columns(self, element: etree._Element) -> None:
        first, last = whole(element.get("min")), min(whole(element.get("max")), MAX_COLUMNS)
        if is_on(element.get("hidden")) and not self.hidden.columns.issuperset((first, last)):
            self.hidden.columns.update(range(first, last + 1))

    def _merge(self, element: etree._Element) -> None:
        if len(self.merges) >= MAX_MERGES:
            raise FileTooLarge(f"合并单元格超过 {MAX_MERGES} 个")
        merge = _merge(element)
        if merge is not None:
            self.merges.append(merge)

    def _header(self, element: etree._Element) -> None:
        texts = {_HEADER_CODE.sub("", item.text or "").strip() for item in element}
        words = [text for text in texts if re.search(r"[^\W\d_]{2}", re.sub("[第共页]", "", text))]
        self._book.tally.add("header", self._name, count=len(words))

    def _row_of(self, row: etree._Element | None) -> int:
        """Return the number of a row, which stands in it or follows that of the last."""
        return whole(None if row is None else row.get("r"), self._row + 1)

    def _cell(self, cell: etree._Element) -> None:
        self._book.limits.meet()
        parent = cell.getparent()
        row = self._row_of(parent)
        place = place_of(cell.get("r", "")) or (row, self._column + 1)
        row, self._column = place
        if parent is not None and is_on(parent.get("hidden")):
            self.hidden.rows.add(row)
        shown = self._shown(cell, place)
        if shown is not None and shown.text.strip():
            self._book.limits.fill(shown.text)
            self.rows.setdefault(row, {})[self._column] = shown

    def _shown(self, cell: etree._Element, place: tuple[int, int]) -> Shown | None:
        kind = cell.get("t", "n")
        formula = cell.findtext(f"{S}f")
        value = cell.findtext(f"{S}v") or ""
        if kind == "inlineStr":
            inline = cell.find(f"{S}is")
            return Shown(string_of(inline)) if inline is not None else None
        if _PICTURE.match(value) or (formula and _PICTURE.match(formula)):
            self._note("image", place)
            return None
        if not value:
            if cell.find(f"{S}f") is not None and kind != "str":
                self._note("formula", place)
            return None
        if kind == "e":
            self._note("error", place)
        return self._valued(kind, value, whole(cell.get("s")))

    def _valued(self, kind: str, value: str, style: int) -> Shown | None:
        if kind == "s":
            at = whole(value, -1)
            strings = self._book.strings
            return Shown(strings[at]) if 0 <= at < len(strings) else None
        if kind in ("str", "e"):
            return Shown(unescaped(value))
        if kind == "b":
            return Shown("TRUE" if is_on(value) else "FALSE", verbatim=False)
        if kind == "d":
            return Shown(iso_shown(value), verbatim=False)
        number = _number(value)
        shown = value if number is None else self._book.styles.shown(number, style)
        return Shown(shown, verbatim=False)

    def _note(self, what: str, place: tuple[int, int]) -> None:
        from openpyxl.utils import get_column_letter

        row, column = place
        anchor = SourceAnchor("table", page=self._number, paragraph=row, run=column)
        reference = f"{get_column_letter(min(column, 18278))}{row}"
        self._book.tally.add(what, f"{self._name}!{reference}", anchor)


def _merge(element: etree._Element) -> Merge | None:
    first, _, last = element.get("ref", "").partition(":")
    start, end = place_of(first), place_of(last)
    if start is None or end is None or start > end:
        return None
    return Merge(*start, *end)


def _number(text: str) -> float | None:
    try:
        number = float(text)
    except ValueError:
        return None
    return number if math.isfinite(number) else None
