"""Names (命名空间) and limits of SpreadsheetML, transitional form."""

from __future__ import annotations

import re

S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
XDR = "{http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"

MAX_MET = 3_000_000  # cells of a workbook, most of them empty but formatted
MAX_FILLED = 300_000  # cells of a workbook that show something
MAX_MERGES = 100_000  # of a sheet
MAX_COLUMNS = 16_384  # what the programs allow
MAX_GRID = 2_000_000  # rows times columns of the text of a sheet

_ON = frozenset(("1", "true", "on"))
_CELL = re.compile(r"\$?([A-Z]{1,3})\$?([1-9]\d{0,6})")


def is_on(value: str | None) -> bool:
    """Tell whether an attribute is there and switched on."""
    return value in _ON


def whole(value: str | None, otherwise: int = 0) -> int:
    """Return an attribute as a whole number, `otherwise` where it is none."""
    return int(value) if value is not None and value.isdecimal() and len(value) < 10 else otherwise


def place_of(reference: str) -> tuple[int, int] | None:
    """单元格位置: row and column, from 1, of a reference ("B3"); None if it is none."""
    found = _CELL.fullmatch(reference)
    if found is None:
        return None
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - 64
    return int(found[2]), column
