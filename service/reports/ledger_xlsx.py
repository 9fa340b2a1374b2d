"""Ledger workbook (履约台账 xlsx): obligations as an office follows them, with a contract outline."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date, datetime, time
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from models.contracts.obligations import Obligation, Outline, read_outline
from models.contracts.types import Contract, Party
from service import __version__

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

COLUMNS = (
    ("序号", 5.5),
    ("义务方", 19),
    ("义务事项", 32),
    ("类型", 6.5),
    ("金额（元）", 15),
    ("期限或触发条件", 27),
    ("到期日", 11.5),
    ("合同条款", 19),
    ("原文", 46),
    ("责任人", 9),
    ("完成情况", 10),
    ("完成日期", 11.5),
    ("备注", 16),
)
"""Headings and widths in characters; the last four are for the office to fill in."""
STATES = ("未到期", "待履行", "已履行", "逾期")
LEDGER, OUTLINE = "履约台账", "合同概要"
_FONT, _HEAD_FILL, _LINE = "宋体", "1F3864", "BFBFBF"
_MONEY, _DAY = "#,##0.00", "yyyy-mm-dd"
_CENTRED = (1, 4, 7, 8, 10, 11, 12)
_NEAR_DAYS, _LONGEST, _LINE_POINTS, _FEW, _MANY = 30, 32_000, 14.5, 1.4, 26
_OUTLINE_WIDTH = 82
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_NOTE = "本表由法审根据合同文本梳理，供履约登记使用；以合同原文为准，推算的日期请核对起算日。"


def render_ledger(
    contract: Contract, found: Sequence[Obligation], *, kinds: str, as_of: date
) -> bytes:
    """履约台账 xlsx: two sheets, 履约台账 and 合同概要.

    `kinds` names the kinds of the contract for people. Text of the contract never becomes a
    formula.
    """
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.worksheets[0]
    outline = read_outline(contract)
    _fill_ledger(sheet, found, outline.title)
    _fill_outline(book.create_sheet(OUTLINE), contract, outline, kinds, as_of, len(found))
    _describe(book, outline.title, as_of)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _fill_ledger(sheet: Worksheet, found: Sequence[Obligation], title: str) -> None:
    sheet.title = LEDGER
    for column, (name, width) in enumerate(COLUMNS, 1):
        _heading(sheet, 1, column, name)
        sheet.column_dimensions[_letter(column)].width = width
    sheet.row_dimensions[1].height = 26
    for row, one in enumerate(found, 2):
        values = _values(one)
        for column, value in enumerate(values, 1):
            _put(sheet, row, column, value)
        sheet.row_dimensions[row].height = _height(values)
    _guide(sheet, len(found) + 1)
    _page(sheet, f"{LEDGER}　{title}")


def _values(one: Obligation) -> tuple[Any, ...]:
    who = f"{one.role}（{one.name}）" if one.name else one.role
    due = f"{one.due.text}（{one.due.ground}）" if one.due.ground else one.due.text
    quote = " ｜ ".join(part.strip() for part in one.quote.split("\t"))
    return (
        one.number, who, one.action, one.kind.label, one.amount, due, one.due.day, one.place,
        quote, None, None, None, None,
    )  # fmt: skip


def _guide(sheet: Worksheet, last: int) -> None:
    """Freeze, filter, drop-down of states, colours of days that are near or past."""
    from openpyxl.formatting.rule import FormulaRule
    from openpyxl.styles import Font, PatternFill
    from openpyxl.worksheet.datavalidation import DataValidation

    sheet.freeze_panes = "D2"
    sheet.auto_filter.ref = f"A1:{_letter(len(COLUMNS))}{last}"
    if last < 2:  # no duty, nothing to guide
        return
    states = DataValidation(type="list", formula1=f'"{",".join(STATES)}"', allow_blank=True)
    states.error, states.errorTitle = f"请选择：{'、'.join(STATES)}", "完成情况"
    states.showErrorMessage = True
    states.add(f"K2:K{last}")
    sheet.add_data_validation(states)
    open_day = 'AND(ISNUMBER($G2),$K2<>"已履行"'
    past = FormulaRule(  # type: ignore[no-untyped-call]
        formula=[f"{open_day},$G2<TODAY())"],
        fill=PatternFill(bgColor="F8CBAD"),
        font=Font(color="C00000", bold=True),
        stopIfTrue=True,
    )
    near = FormulaRule(  # type: ignore[no-untyped-call]
        formula=[f"{open_day},$G2<=TODAY()+{_NEAR_DAYS})"], fill=PatternFill(bgColor="FFE699")
    )
    for rule in (past, near):
        sheet.conditional_formatting.add(f"G2:G{last}", rule)


def _page(sheet: Worksheet, title: str) -> None:
    from openpyxl.worksheet.properties import PageSetupProperties

    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = 9  # A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_title_rows = "1:1"
    margins = sheet.page_margins
    margins.left = margins.right = 0.4
    margins.top, margins.bottom = 0.7, 0.6
    if sheet.oddHeader and sheet.oddFooter:
        sheet.oddHeader.center.text = _clean(title).replace("&", "&&")[:120]
        sheet.oddFooter.center.text = "第 &P 页，共 &N 页"


def _fill_outline(
    sheet: Worksheet, contract: Contract, outline: Outline, kinds: str, as_of: date, rows: int
) -> None:
    facts = (*_facts(contract, outline, kinds), *_source(contract, as_of, rows))
    for row, (name, value) in enumerate(facts, 1):
        _heading(sheet, row, 1, name)
        _put(sheet, row, 2, value, centred=False)
        lines = -(-_cells(value) // _OUTLINE_WIDTH) if isinstance(value, str) else 1
        sheet.row_dimensions[row].height = max(lines, _FEW) * _LINE_POINTS
    sheet.column_dimensions["A"].width = 16
    sheet.column_dimensions["B"].width = _OUTLINE_WIDTH + 2
    _page(sheet, f"{OUTLINE}　{outline.title}")


def _facts(contract: Contract, outline: Outline, kinds: str) -> list[tuple[str, Any]]:
    blank = "（合同未写明）"
    facts: list[tuple[str, Any]] = [
        ("合同名称", outline.title),
        ("合同编号", outline.number or blank),
        *((party.role, _party(party)) for party in contract.parties),
        ("合同类型", kinds or "（未判明）"),
        ("合同价款（元）", outline.price.value if outline.price else blank),
    ]
    if outline.price and outline.price.conflict is not None:
        words = f"{outline.price.conflict:,.2f}"
        facts.append(
            ("价款提示", f"大写金额为{words}元，与小写不一致；按比例的金额没有推算，请先核对")
        )
    return [
        *facts,
        ("签订日期", outline.signed or blank),
        ("生效日期", outline.effective or blank),
        ("合同期限", _term(outline) or blank),
    ]


def _source(contract: Contract, as_of: date, rows: int) -> list[tuple[str, Any]]:
    document = contract.document
    return [
        ("义务条数", rows),
        ("梳理日期", as_of),
        ("文件名", document.name),
        ("SHA-256", document.sha256),
        ("程序版本", f"fashen {__version__}"),
        ("说明", _NOTE),
    ]


def _party(party: Party) -> str:
    titles = [word for word in party.titles if word != party.role]
    name = party.name.value if party.name else "（合同未填写）"
    words = [f"{name}（{'、'.join(titles)}）" if titles else name]
    if party.code:
        words.append(f"统一社会信用代码（证件号码）：{party.code.value}")
    if party.address:
        words.append(f"住所：{party.address.value}")
    return "；".join(words)


def _term(outline: Outline) -> str:
    if outline.term_start is None or outline.term_end is None:
        return ""
    return f"{outline.term_start.isoformat()} 至 {outline.term_end.isoformat()}"


def _heading(sheet: Worksheet, row: int, column: int, text: str) -> None:
    from openpyxl.styles import Alignment, Font, PatternFill

    cell = sheet.cell(row, column, text)
    cell.font = Font(name=_FONT, size=10.5, bold=True, color="FFFFFF")
    cell.fill = PatternFill("solid", fgColor=_HEAD_FILL)
    cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
    cell.border = _border()


def _put(sheet: Worksheet, row: int, column: int, value: Any, *, centred: bool = True) -> None:  # noqa: ANN401
    from openpyxl.styles import Alignment, Font

    cell: Any = sheet.cell(row, column)
    cell.font = Font(name=_FONT, size=10)
    cell.border = _border()
    middle = centred and column in _CENTRED
    cell.alignment = Alignment(
        horizontal="center" if middle else "left", vertical="center", wrap_text=True
    )
    if isinstance(value, str):
        _put_text(cell, value)
        return
    cell.value = value
    if isinstance(value, Decimal):
        cell.number_format = _MONEY
        cell.alignment = Alignment(horizontal="right" if centred else "left", vertical="center")
    elif isinstance(value, date) or (centred and column in (7, 12)):
        cell.number_format = _DAY


def _put_text(cell: Any, text: str) -> None:  # noqa: ANN401 - openpyxl's cell
    """Store text as text: what begins like a formula is marked as quoted."""
    cell.value = _clean(text)
    cell.data_type = "s"
    if text.lstrip().startswith(_FORMULA):
        cell.quotePrefix = True


def _clean(text: str) -> str:
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

    return ILLEGAL_CHARACTERS_RE.sub("", text)[:_LONGEST]


def _height(values: Sequence[Any]) -> float:
    """Points for the tallest wrapped cell of a row; a Chinese character takes two columns."""
    lines = 1.0
    for value, (_, width) in zip(values, COLUMNS, strict=True):
        if isinstance(value, str):
            lines = max(lines, -(-_cells(value) * 1.06 // (width - 1)))
    return min(max(lines, _FEW), _MANY) * _LINE_POINTS


def _cells(text: str) -> int:
    return sum(2 if ord(char) > 0x2E7F else 1 for char in text)


def _border() -> Any:  # noqa: ANN401 - openpyxl's border
    from openpyxl.styles import Border, Side

    side = Side(style="thin", color=_LINE)
    return Border(left=side, right=side, top=side, bottom=side)


def _letter(column: int) -> str:
    from openpyxl.utils import get_column_letter

    return get_column_letter(column)


def _describe(book: Workbook, title: str, as_of: date) -> None:
    book.properties.creator = "法审"
    book.properties.title = _clean(f"{LEDGER}　{title}")
    book.properties.created = datetime.combine(as_of, time(8))
