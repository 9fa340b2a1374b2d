"""The workbook of findings can be opened, filtered, printed and filled in."""

from __future__ import annotations

import io
from typing import Any

import openpyxl
import pytest
from made_up_reviews import BASIS, finding, full, made_up, with_package
from openpyxl.workbook import Workbook

from models.finding import LegalBasis
from models.review import Review
from models.versions import step_fingerprint
from service.reports.findings_xlsx import (
    FINDING_COLUMNS,
    FINDINGS,
    STEP_COLUMNS,
    VERDICTS,
    render_findings,
)
from service.reports.json import finding_ids


def book_of(review: Review) -> Workbook:
    return openpyxl.load_workbook(io.BytesIO(render_findings(review, {"sets_fee": "违法收费"})))


def column(sheet: Any, columns: Any, name: str) -> list[Any]:
    place = [heading for heading, _ in columns].index(name) + 1
    return [sheet.cell(row, place).value for row in range(2, sheet.max_row + 1)]


def test_there_is_one_row_a_finding_with_the_number_of_the_json_report() -> None:
    review = full()
    sheet = book_of(review)[FINDINGS]
    assert [cell.value for cell in sheet[1]] == [name for name, _ in FINDING_COLUMNS]
    assert column(sheet, FINDING_COLUMNS, "严重程度") == ["重要", "严重", "重要"]
    assert column(sheet, FINDING_COLUMNS, "问题类别")[0] == "违法收费"
    assert column(sheet, FINDING_COLUMNS, "编号") == list(finding_ids(review))
    assert (
        "《某法》第一条（有效）：本条文字由测试自拟。" in column(sheet, FINDING_COLUMNS, "依据")[0]
    )


def test_steps_stand_with_what_is_wrong_first() -> None:
    review = with_package()
    sheet = book_of(review)["程序核对"]
    assert column(sheet, STEP_COLUMNS, "核对情况") == [
        "缺失", "不充分", "未能判断", "已落实", "不适用",
    ]  # fmt: skip
    by_name = {step.name: step_fingerprint(step) for step in review.steps}
    names = column(sheet, STEP_COLUMNS, "程序环节")
    assert column(sheet, STEP_COLUMNS, "编号") == [by_name[name] for name in names]
    assert "“公告期为五日”（公告.txt）" in column(sheet, STEP_COLUMNS, "证据")[1]


def test_sheets_are_there_for_what_there_is_and_a_summary_always() -> None:
    assert book_of(made_up()).sheetnames == [FINDINGS, "审查概要"]
    assert book_of(full()).sheetnames == [FINDINGS, "程序核对", "待人工判断", "审查概要"]
    assert "送审材料" in book_of(with_package()).sheetnames


@pytest.mark.parametrize("review", [made_up(), full()], ids=["empty", "full"])
def test_every_list_is_filtered_frozen_and_prints_on_one_page_across(review: Review) -> None:
    for sheet in book_of(review).worksheets[:-1]:
        assert sheet.freeze_panes == "D2"
        assert (
            sheet.auto_filter.ref
            == f"A1:{sheet.cell(1, sheet.max_column).coordinate[:-1]}{sheet.max_row}"
        )
        assert sheet.page_setup.orientation == "landscape"
        assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
        assert sheet.print_title_rows == "$1:$1"
        assert all(cell.alignment.wrap_text for row in sheet.iter_rows() for cell in row)


def test_the_office_chooses_its_decision_from_a_list() -> None:
    (rule,) = book_of(full())[FINDINGS].data_validations.dataValidation
    assert rule.formula1 == f'"{",".join(VERDICTS)}"'
    place = [name for name, _ in FINDING_COLUMNS].index("处理意见") + 1
    letter = openpyxl.utils.get_column_letter(place)
    assert str(rule.sqref) == f"{letter}2:{letter}4"


def test_words_of_the_draft_never_become_a_formula_or_break_the_file() -> None:
    review = made_up(
        findings=(finding(message='=HYPERLINK("http://x")', suggestion="甲\x00\x0b乙"),)
    )
    sheet = book_of(review)[FINDINGS]
    place = [name for name, _ in FINDING_COLUMNS].index("问题") + 1
    cell = sheet.cell(2, place)
    assert (cell.data_type, cell.quotePrefix) == ("s", True)
    assert column(sheet, FINDING_COLUMNS, "修改建议") == ["甲乙"]


def test_the_summary_says_what_was_not_read_and_not_covered() -> None:
    sheet = book_of(full())["审查概要"]
    facts = [(row[0].value, row[1].value) for row in sheet.iter_rows()]
    assert ("审查结论", "未能完成审查") in facts
    assert ("没有读到", "有图片没有读。（2 处）") in facts
    assert "本次未覆盖" in [name for name, _ in facts]


def test_every_page_says_what_it_is_and_the_numbers_for_programs_are_not_printed() -> None:
    book = book_of(full())
    for sheet in book:
        assert sheet.oddHeader.center.text.startswith(sheet.title)
        assert sheet.oddFooter.center.text == "第 &P 页，共 &N 页"
    printed = book[FINDINGS].print_area.replace("$", "").partition("!")[2]
    assert printed == f"A1:K{len(full().findings) + 1}"
    assert book[FINDINGS].cell(1, 12).value == "编号"


def test_only_the_leading_basis_is_quoted_in_the_list() -> None:
    second = LegalBasis("某规定", "第三条", "in_force", "这一条只列名称。", True)
    review = made_up(findings=(finding(basis=(BASIS, second)),))
    (told,) = column(book_of(review)[FINDINGS], FINDING_COLUMNS, "依据")
    assert told.splitlines() == [
        "《某法》第一条（有效）：本条文字由测试自拟。",
        "《某规定》第三条（有效）",
    ]
