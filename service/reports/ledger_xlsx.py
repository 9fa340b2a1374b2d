"""Ledger workbook (履约台账 xlsx): obligations as an office follows them, with a contract outline."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from models.contracts.obligations import Obligation, Outline, read_outline
from models.contracts.types import Contract, Party
from service import __version__
from service.reports.sheets import (
    as_day,
    choices,
    describe,
    fact_sheet,
    guide,
    headings,
    page,
    put,
    row_height,
    saved,
)

if TYPE_CHECKING:
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
_CENTRED = (1, 4, 7, 8, 10, 11, 12)
_DUE, _DONE = 7, 12
_NEAR_DAYS = 30
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
    describe(book, f"{LEDGER}　{outline.title}", as_of)
    return saved(book)


def _fill_ledger(sheet: Worksheet, found: Sequence[Obligation], title: str) -> None:
    sheet.title = LEDGER
    headings(sheet, COLUMNS)
    for row, one in enumerate(found, 2):
        values = _values(one)
        for column, value in enumerate(values, 1):
            put(sheet, row, column, value, centred=column in _CENTRED)
        for column in (_DUE, _DONE):
            as_day(sheet, row, column)
        sheet.row_dimensions[row].height = row_height(values, COLUMNS)
    _guide(sheet, len(found) + 1)
    page(sheet, f"{LEDGER}　{title}")


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

    guide(sheet, len(COLUMNS), last)
    if last < 2:  # no duty, nothing to guide
        return
    choices(sheet, "K", last, STATES, "完成情况")
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


def _fill_outline(
    sheet: Worksheet, contract: Contract, outline: Outline, kinds: str, as_of: date, rows: int
) -> None:
    facts = (*_facts(contract, outline, kinds), *_source(contract, as_of, rows))
    fact_sheet(sheet, facts, (16, 84))
    page(sheet, f"{OUTLINE}　{outline.title}")


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
