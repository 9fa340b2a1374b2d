"""What a document says of itself: title, issuer, number, dates."""

from __future__ import annotations

from datetime import date

import pytest

from corpus.document import Metadata
from corpus.structure import parse_structure, read_metadata


def meta(text: str, hint: str = "") -> Metadata:
    return read_metadata(text, parse_structure(text), title_hint=hint)


NOTICE = """青川市人民政府办公室
关于印发青川市停车
管理办法的通知
青政办规〔2026〕3号
各县（区）人民政府：
根据国办发〔2018〕1号文件，现印发给你们。
青川市人民政府办公室
2026年2月1日
青川市停车管理办法
第一条 为了规范停车，制定本办法。
第二条 本办法自公布之日起30日后施行。"""


def test_a_title_may_run_over_several_lines() -> None:
    found = meta(NOTICE)
    assert found.title == "青川市人民政府办公室关于印发青川市停车管理办法的通知"
    assert found.title_span is not None
    assert found.title_span.of(NOTICE).endswith("管理办法的通知")


def test_issuer_number_and_date_are_those_of_the_whole() -> None:
    found = meta(NOTICE)
    assert found.issuer == "青川市人民政府办公室"
    assert found.document_number == "青政办规〔2026〕3号"
    assert found.issued_on == date(2026, 2, 1)
    assert found.signature_span is not None


def test_days_after_publication_are_added_to_the_day_of_issue() -> None:
    found = meta(NOTICE)
    assert found.effective_on == date(2026, 3, 3)
    assert found.effective_span is not None
    assert found.effective_span.of(NOTICE) == "自公布之日起30日后施行"


@pytest.mark.parametrize(
    "number",
    [
        "青政办发〔2026〕12号",
        "青政办发[2026]12号",
        "青政办发【2026】12号",
        "青政办发（2026）12号",
        "川发改数据规〔2026〕510号",
        "青政规〔2026〕第3号",
        "青川市人民政府令第258号",
    ],
)
def test_a_document_number_is_read_with_any_brackets(number: str) -> None:
    text = f"青川市扬尘管理办法\n{number}\n第一条 甲。\n第二条 乙。"
    found = meta(text)
    assert found.document_number == number
    assert found.document_number_span is not None
    assert found.document_number_span.of(text) == number


def test_a_number_cited_in_prose_is_not_the_documents_own() -> None:
    text = "青川市扬尘管理办法\n根据省政府文件（省政发〔2020〕9号），制定如下。\n第一条 甲。"
    assert meta(text).document_number is None


@pytest.mark.parametrize(
    ("clause", "day"),
    [
        ("本办法自2026年5月1日起施行。", date(2026, 5, 1)),
        ("本办法自二〇二六年五月一日起施行。", date(2026, 5, 1)),
        ("本办法于2026年5月1日起实施。", date(2026, 5, 1)),
        ("本办法自发布之日起执行。", date(2026, 2, 1)),
        ("本办法自印发之日起施行，有效期五年。", date(2026, 2, 1)),
        ("本办法由市司法局解释。", None),
        ("本办法自2026年2月30日起施行。", None),
    ],
)
def test_the_effective_day_is_read_from_the_text(clause: str, day: date | None) -> None:
    text = f"青川市扬尘管理办法\n2026年2月1日\n第一条 甲。\n第二条 {clause}"
    assert meta(text).effective_on == day


def test_publication_without_a_known_day_leaves_the_day_open_but_shows_the_words() -> None:
    found = meta("青川市扬尘管理办法\n第一条 甲。\n第二条 本办法自公布之日起施行。")
    assert found.effective_on is None
    assert found.effective_span is not None


def test_the_effective_day_of_another_law_does_not_count() -> None:
    text = (
        "青川市办法\n第一条 本办法自2026年5月1日起施行。\n"
        "第二条 《某条例》自2020年1月1日起施行后的纠纷不适用。"
    )
    assert meta(text).effective_on == date(2026, 5, 1)


def test_a_decree_gives_its_number_and_the_measure_its_title() -> None:
    text = (
        "青川市人民政府令\n第12号\n《青川市消防规定》已经审议通过，现予公布。\n"
        "市长 某某\n2026年1月8日\n青川市消防规定\n第一条 甲。\n第二条 乙。"
    )
    found = meta(text)
    assert found.title == "青川市消防规定"
    assert found.issued_on == date(2026, 1, 8)


def test_a_contract_has_a_title_but_no_issuer() -> None:
    text = (
        "办公用品采购合同\n甲方：甲局\n乙方：乙公司\n一、标的\n纸张。\n"
        "甲方（盖章）：\n开户行：某银行\n2026年1月1日"
    )
    found = meta(text)
    assert found.title == "办公用品采购合同"
    assert found.issuer is None


def test_a_hint_is_taken_when_the_text_has_it_and_when_nothing_else_is_there() -> None:
    assert meta("青川市扬尘管理办法\n第一条 甲。", "青川市扬尘管理办法").title_span is not None
    assert meta("一、工作情况\n二、打算", "工作情况报告").title == "工作情况报告"


def test_a_text_that_says_nothing_of_itself_has_empty_metadata() -> None:
    assert meta("") == Metadata()


@pytest.mark.parametrize("number", ["", "柳政发〔2026〕6号\n"])
def test_a_hint_that_is_the_end_of_a_title_brings_the_lines_above_it(number: str) -> None:
    text = (
        f"{number}柳树沟镇人民政府关于印发\n《柳树沟镇避险转移办法》的通知\n各村：\n现印发给你们。"
    )
    found = meta(text, "《柳树沟镇避险转移办法》的通知")
    assert found.title == "柳树沟镇人民政府关于印发《柳树沟镇避险转移办法》的通知"
    assert found.title_span is not None
    assert found.title_span.of(text).startswith("柳树沟镇人民政府")


def test_a_hint_that_is_an_order_gives_way_to_the_measure_that_it_brings() -> None:
    text = "岷阳市人民政府令\n第89号\n现予公布。\n岷阳市户外招牌管理办法\n第一条　为了管理，制定。"
    assert meta(text, "岷阳市人民政府令").title == "岷阳市户外招牌管理办法"
    assert meta(text[:14], "岷阳市人民政府令").title == "岷阳市人民政府令"


def test_a_hint_that_is_a_whole_title_stays_as_it_is() -> None:
    text = "青川市城管局\n关于印发《青川市停车办法》的通知\n各区：\n现印发给你们。"
    hint = "关于印发《青川市停车办法》的通知"
    assert meta(text, hint).title == hint


@pytest.mark.parametrize("signer", ["市长", "市　长　罗　刚", "代县长 石松"])
def test_whoever_signs_an_order_is_no_part_of_the_title_below(signer: str) -> None:
    text = f"岷阳市人民政府令\n第89号\n现予公布。\n{signer}\n岷阳市户外招牌管理办法\n第一条　为了管理。"
    assert meta(text).title == "岷阳市户外招牌管理办法"
