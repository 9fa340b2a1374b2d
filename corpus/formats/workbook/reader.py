"""Workbook reader (电子表格读取): an xlsx of Excel or WPS to a `Reading`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.document import SourceAnchor
from corpus.formats.opc import Package
from corpus.formats.reading import Block, Piece, Reading
from corpus.formats.workbook.drawings import count_attached
from corpus.formats.workbook.grid import grid_blocks
from corpus.formats.workbook.names import R, S, is_on
from corpus.formats.workbook.sheet import Book, SheetReader
from corpus.formats.workbook.strings import read_strings
from corpus.formats.workbook.values import read_styles

_NO_NAME = re.compile(r"(?:sheet|工作表|表)\s*\d*", re.I)
_TITLE_MOST = 60


@dataclass(frozen=True, slots=True)
class _Entry:
    """A sheet of cells as the workbook lists it."""

    name: str
    part: str


def read_xlsx(data: bytes, filename: str) -> Reading:
    """读取电子表格: every visible sheet, a line a row, as its cells show numbers and dates.

    Formulas count with the result that was saved. Links to other files are not followed. Hidden
    sheets, rows and columns, pictures, charts, text boxes, comments, headers and formulas without
    a result are listed as unread.

    Raises:
        CorruptFile: no zip, no workbook, or damaged XML.
        EncryptedFile, DecompressionBomb: see `open_zip`.
        FileTooLarge: more cells than anybody reads.
    """
    package = Package(data, "xl/workbook.xml", "Excel")
    book = _book(package)
    sheets = []
    for number, entry in enumerate(_entries(package, book), 1):
        if blocks := list(_sheet(package, book, entry, number)):
            sheets.append((entry.name, number, blocks))
    shown: list[Block] = []
    for name, number, blocks in sheets:
        if _is_telling(name, blocks, len(sheets)):
            place = SourceAnchor("table", page=number)
            shown.append(Block((Piece(name, place, verbatim=False),)))
        shown += blocks
    title = _title(sheets[0][0], sheets[0][2]) if sheets else ""
    return Reading("xlsx", tuple(shown), tuple(book.tally.unread()), title)


def _book(package: Package) -> Book:
    settings = package.xml(package.main).find(f"{S}workbookPr")
    strings = [t.part for t in package.targets if t.kind == "sharedStrings"]
    return Book(
        read_strings(package.content(strings[0]), strings[0]) if strings else (),
        read_styles(
            package.related("styles"),
            from_1904=settings is not None and is_on(settings.get("date1904")),
        ),
    )


def _entries(package: Package, book: Book) -> Iterator[_Entry]:
    """Yield the sheets that are seen, in their order."""
    parts = {t.id: t.part for t in package.targets if t.kind == "worksheet"}
    for item in package.xml(package.main).iterfind(f"{S}sheets/{S}sheet"):
        name = re.sub(r"\s+", " ", item.get("name", ""))
        part = parts.get(item.get(f"{R}id", ""))
        if item.get("state", "visible") != "visible":
            book.tally.add("sheet", name)
        elif part is None:
            book.tally.add("object", name)
        else:
            yield _Entry(name, part)


def _sheet(package: Package, book: Book, entry: _Entry, number: int) -> Iterator[Block]:
    reader = SheetReader(book, entry.name, number)
    reader.read(package.content(entry.part), entry.part)
    count_attached(package, entry.part, entry.name, book.tally)
    reader.hidden.count(reader.rows, book.tally, entry.name)
    rows = reader.hidden.visible_rows(reader.rows, reader.merges)
    return grid_blocks(rows, reader.hidden.visible_merges(reader.merges), number)


def _is_telling(name: str, blocks: Sequence[Block], sheets: int) -> bool:
    """Whether a sheet's name says something: no "Sheet1" alone, no echo of the first line."""
    if sheets == 1 and _NO_NAME.fullmatch(name.strip()):
        return False
    return name.strip() != blocks[0].text.strip()


def _title(name: str, blocks: Sequence[Block]) -> str:
    """The first line if it is one cell and no sentence, else the name of the first sheet."""
    first = re.sub(r"\s+", "", blocks[0].text)
    if blocks[0].role != "table_row" and len(first) <= _TITLE_MOST and "。" not in first:
        return first
    return "" if _NO_NAME.fullmatch(name.strip()) else name.strip()
