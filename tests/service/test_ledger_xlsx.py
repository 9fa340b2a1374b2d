"""The ledger workbook is one that an office can open, filter, fill in and trust."""

from __future__ import annotations

import io
import json
from datetime import date, datetime
from typing import Any

import openpyxl
import pytest
from openpyxl.workbook import Workbook
from support import ROOT

from corpus.formats import read_document
from corpus.knowledge import load_knowledge
from models.contracts.obligations import Obligation, obligations
from models.contracts.reading import read_contract
from models.contracts.types import Contract
from models.submission import Kind, Submission
from service.reports.ledger import ledger_rows
from service.reports.ledger_table import render_table
from service.reports.ledger_xlsx import COLUMNS, STATES, render_ledger

PURCHASE = ROOT / "tests" / "models" / "contracts" / "ledger_purchase.txt"
AS_OF = date(2026, 11, 26)


def read(text: str) -> tuple[Contract, tuple[Obligation, ...]]:
    document = read_document(text.encode(), "合同.txt")
    contract = read_contract(Submission(document, Kind.CONTRACT), load_knowledge())
    return contract, obligations(contract)


def book_of(text: str) -> Workbook:
    contract, found = read(text)
    data = render_ledger(contract, found, kinds="买卖合同", as_of=AS_OF)
    return openpyxl.load_workbook(io.BytesIO(data))


@pytest.fixture(scope="module")
def book() -> Workbook:
    return book_of(PURCHASE.read_text("utf-8"))


def column(sheet: Any, name: str) -> list[Any]:
    place = [heading for heading, _ in COLUMNS].index(name) + 1
    return [sheet.cell(row, place) for row in range(2, sheet.max_row + 1)]


def test_there_is_one_row_a_duty_under_the_named_columns(book: Workbook) -> None:
    sheet = book["履约台账"]
    assert [cell.value for cell in sheet[1]] == [name for name, _ in COLUMNS]
    assert [cell.value for cell in column(sheet, "序号")] == list(range(1, 31))
    assert sheet["B2"].value == "甲方（青溪县人民医院）"


def test_money_and_days_are_numbers_and_dates(book: Workbook) -> None:
    sheet = book["履约台账"]
    money = [cell for cell in column(sheet, "金额（元）") if cell.value is not None]
    days = [cell for cell in column(sheet, "到期日") if cell.value is not None]
    assert money[0].value == 570_000
    assert {cell.number_format for cell in money} == {"#,##0.00"}
    assert days[0].value == datetime(2026, 3, 24)
    assert all(cell.is_date for cell in days)


def test_a_day_that_was_worked_out_says_from_what(book: Workbook) -> None:
    first = column(book["履约台账"], "期限或触发条件")[0].value
    assert first == "合同签订后10个工作日内（按签订日2026年3月10日推算，未扣除法定节假日）"


def test_the_office_finds_empty_columns_with_a_list_of_states(book: Workbook) -> None:
    sheet = book["履约台账"]
    for name in ("责任人", "完成情况", "完成日期", "备注"):
        assert {cell.value for cell in column(sheet, name)} == {None}
    [states] = sheet.data_validations.dataValidation
    assert states.formula1 == f'"{",".join(STATES)}"'
    assert str(states.sqref) == "K2:K31"


def test_the_header_stays_rows_can_be_filtered_and_the_print_fits_a4(book: Workbook) -> None:
    sheet = book["履约台账"]
    assert sheet.freeze_panes == "D2"
    assert sheet.auto_filter.ref == "A1:M31"
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.print_title_rows == "$1:$1"


def test_days_that_are_past_or_near_are_coloured_until_the_duty_is_done(book: Workbook) -> None:
    [area] = book["履约台账"].conditional_formatting
    formulas = [rule.formula[0] for rule in area.rules]
    assert str(area.sqref) == "G2:G31"
    assert len(formulas) == 2
    assert all("TODAY()" in formula and "已履行" in formula for formula in formulas)


def test_the_outline_names_the_contract_its_parties_and_its_file(book: Workbook) -> None:
    facts = {row[0].value: row[1].value for row in book["合同概要"].iter_rows()}
    assert facts["合同名称"] == "检验设备采购及安装合同"
    assert facts["合同编号"] == "QX-2026-103"
    assert facts["甲方"].startswith("青溪县人民医院（采购人）")
    assert (facts["合同类型"], facts["合同价款（元）"]) == ("买卖合同", 1_900_000)
    assert facts["签订日期"] == datetime(2026, 3, 10)
    assert facts["梳理日期"] == datetime(2026, 11, 26)
    assert len(facts["SHA-256"]) == 64


def test_a_price_that_contradicts_itself_is_pointed_out() -> None:
    sample = (ROOT / "service" / "samples" / "sample_contract.docx").read_bytes()
    document = read_document(sample, "sample_contract.docx")
    contract = read_contract(Submission(document, Kind.CONTRACT), load_knowledge())
    data = render_ledger(contract, obligations(contract), kinds="", as_of=AS_OF)
    book = openpyxl.load_workbook(io.BytesIO(data))
    facts = {row[0].value: row[1].value for row in book["合同概要"].iter_rows()}
    assert "1,286,000.00" in facts["价款提示"]
    assert facts["合同类型"] == "（未判明）"


EVIL = """=HYPERLINK("http://x","y")采购合同
甲方（采购人）：南浦县教育局
乙方（供应商）：恒远设备有限公司
第一条 交货
=1+1乙方应在合同签订后五日内将设备送至甲方仓库。
第二条 付款
+甲方应在到货后五日内支付货款5万元。
第三条 验收
@甲方应在到货后三日内组织验收。
第四条 其他
本合同一式四份。
"""


def test_text_of_a_contract_never_becomes_a_formula() -> None:
    book = book_of(EVIL)
    texts = [c for sheet in book for row in sheet.iter_rows() for c in row if c.value is not None]
    assert not [cell for cell in texts if cell.data_type == "f"]
    quoted = [c for c in texts if isinstance(c.value, str) and c.value[:1] in "=+@"]
    assert quoted
    assert all(cell.quotePrefix for cell in quoted)


def test_characters_that_excel_refuses_are_dropped() -> None:
    text = PURCHASE.read_text("utf-8").replace("检验科", "检\x02验\x01科")
    assert "检验科" in str(column(book_of(text)["履约台账"], "原文")[7].value)


def test_a_contract_without_duties_gives_an_empty_table_that_opens() -> None:
    book = book_of("合作意向书\n甲方：南浦县教育局\n乙方：恒远设备有限公司\n双方愿意开展合作。")
    assert book["履约台账"].max_row == 1
    assert book["合同概要"].max_row > 5


def test_the_rows_for_json_are_plain_data_with_exact_money() -> None:
    _, found = read(PURCHASE.read_text("utf-8"))
    rows = json.loads(json.dumps(ledger_rows(found), ensure_ascii=False))
    assert rows[0]["party"] == {"role": "甲方", "name": "青溪县人民医院"}
    assert (rows[0]["amount"], rows[0]["share"], rows[0]["due_date"]) == (
        "570000.00",
        "0.3",
        "2026-03-24",
    )
    assert rows[0]["due"]["period"] == {"count": 10, "unit": "workday"}
    assert (rows[1]["due_date"], rows[4]["amount"]) == (None, None)
    assert [row["number"] for row in rows] == list(range(1, 31))


def test_the_table_for_the_screen_cannot_steer_a_terminal() -> None:
    text = PURCHASE.read_text("utf-8").replace("甲方检验科", "甲方\x1b[31m检验科")
    _, found = read(text)
    shown = render_table("合同\x1b[2J", found)
    assert "\x1b" not in shown
    assert "履约台账（30 条）" in shown


def test_the_workbook_is_titled_and_dated_by_the_day_of_the_reading() -> None:
    properties = book_of(PURCHASE.read_text("utf-8")).properties
    assert properties.created == datetime(2026, 11, 26, 8)
    assert properties.title == "履约台账　检验设备采购及安装合同"
