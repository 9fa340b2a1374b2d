"""Sheets (表格版式): how every workbook of ours looks, filters and prints."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date, datetime, time
from decimal import Decimal
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

Column = tuple[str, float]
"""Heading and width in characters."""
LINE_POINTS, FEW = 14.5, 1.4
"""Points of a line of text, and of how many lines the lowest row is."""
_FONT, _HEAD_FILL, _LINE = "宋体", "1F3864", "BFBFBF"
_MONEY, _DAY = "#,##0.00", "yyyy-mm-dd"
_LONGEST, _MANY = 32_000, 26
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def heading(sheet: Worksheet, row: int, column: int, text: str) -> None:
    """表头 of a column, or of a row in a table of facts."""
    from openpyxl.styles import Alignment, Font, PatternFill

    cell = sheet.cell(row, column, text)
    cell.font = Font(name=_FONT, size=10.5, bold=True, color="FFFFFF")
    cell.fill = PatternFill("solid", fgColor=_HEAD_FILL)
    cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
    cell.border = _border()


def headings(sheet: Worksheet, columns: Sequence[Column]) -> None:
    """表头: the first row, with the widths of the columns."""
    for place, (name, width) in enumerate(columns, 1):
        heading(sheet, 1, place, name)
        sheet.column_dimensions[letter(place)].width = width
    sheet.row_dimensions[1].height = 26


def put(sheet: Worksheet, row: int, column: int, value: Any, *, centred: bool = False) -> None:  # noqa: ANN401
    """写入单元格: text never becomes a formula; money and days are numbers and dates."""
    from openpyxl.styles import Alignment, Font

    cell: Any = sheet.cell(row, column)
    cell.font = Font(name=_FONT, size=10)
    cell.border = _border()
    cell.alignment = Alignment(
        horizontal="center" if centred else "left", vertical="center", wrap_text=True
    )
    if isinstance(value, str):
        _put_text(cell, value)
        return
    cell.value = value
    if isinstance(value, Decimal):
        cell.number_format = _MONEY
        cell.alignment = Alignment(horizontal="right", vertical="center")
    elif isinstance(value, date):
        cell.number_format = _DAY


def as_day(sheet: Worksheet, row: int, column: int) -> None:
    """日期格式 of a cell, also an empty one that the office fills in."""
    sheet.cell(row, column).number_format = _DAY


def row_height(values: Sequence[Any], columns: Sequence[Column]) -> float:
    """行高 in points for the tallest wrapped cell; a Chinese character takes two columns."""
    lines = 1.0
    for value, (_, width) in zip(values, columns, strict=True):
        if isinstance(value, str):
            pieces = value.split("\n")
            lines = max(lines, sum(-(-max(cells(p), 1) * 1.06 // (width - 1)) for p in pieces))
    return min(max(lines, FEW), _MANY) * LINE_POINTS


def page(sheet: Worksheet, title: str) -> None:
    """打印设置: A4 across, one page wide, headings on every page, title above, numbers below."""
    from openpyxl.worksheet.properties import PageSetupProperties

    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = 9  # A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_title_rows = "1:1"
    margins = sheet.page_margins
    margins.left = margins.right = 0.4
    margins.top, margins.bottom = 0.7, 0.6
    margins.header = margins.footer = 0.3
    if sheet.oddHeader is not None and sheet.oddFooter is not None:
        sheet.oddHeader.center.text = clean(title).replace("&", "&&")[:120]
        sheet.oddFooter.center.text = "第 &P 页，共 &N 页"


def guide(sheet: Worksheet, columns: int, last: int, *, printed: int = 0) -> None:
    """浏览: the heading and the first columns stay, every column can be filtered.

    Of the columns the first `printed` are printed, 0 for all.
    """
    sheet.freeze_panes = "D2"
    sheet.auto_filter.ref = f"A1:{letter(columns)}{last}"
    if printed:
        sheet.print_area = f"A1:{letter(printed)}{last}"


def fact_sheet(sheet: Worksheet, facts: Sequence[tuple[str, Any]], widths: tuple[int, int]) -> None:
    """概要表: a fact a row, its name on the left; `widths` are those of both columns."""
    for row, (name, value) in enumerate(facts, 1):
        heading(sheet, row, 1, name)
        put(sheet, row, 2, value)
        lines = -(-cells(value) // (widths[1] - 2)) if isinstance(value, str) else 1
        sheet.row_dimensions[row].height = max(lines, FEW) * LINE_POINTS
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = widths


def saved(book: Workbook) -> bytes:
    """工作簿 as bytes."""
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def choices(sheet: Worksheet, column: str, last: int, words: Sequence[str], title: str) -> None:
    """下拉选项 below the heading of a column, down to row `last`."""
    from openpyxl.worksheet.datavalidation import DataValidation

    rule = DataValidation(type="list", formula1=f'"{",".join(words)}"', allow_blank=True)
    rule.error, rule.errorTitle = f"请选择：{'、'.join(words)}", title
    rule.showErrorMessage = True
    rule.add(f"{column}2:{column}{last}")
    sheet.add_data_validation(rule)


def describe(book: Workbook, title: str, day: date) -> None:
    """文档属性 with the day of the review instead of the clock."""
    book.properties.creator = "法审"
    book.properties.title = clean(title)
    book.properties.created = datetime.combine(day, time(8))


def clean(text: str) -> str:
    """可写文字: what a cell can hold."""
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

    return ILLEGAL_CHARACTERS_RE.sub("", text)[:_LONGEST]


def cells(text: str) -> int:
    """宽度 of a text in columns of a character."""
    return sum(2 if ord(char) > 0x2E7F else 1 for char in text)


def letter(column: int) -> str:
    """列标: A for 1."""
    from openpyxl.utils import get_column_letter

    return get_column_letter(column)


def _put_text(cell: Any, text: str) -> None:  # noqa: ANN401 - openpyxl's cell
    """Store text as text: what begins like a formula is marked as quoted."""
    cell.value = clean(text)
    cell.data_type = "s"
    if text.lstrip().startswith(_FORMULA):
        cell.quotePrefix = True


def _border() -> Any:  # noqa: ANN401 - openpyxl's border
    from openpyxl.styles import Border, Side

    side = Side(style="thin", color=_LINE)
    return Border(left=side, right=side, top=side, bottom=side)
