"""Clause references, dates, periods and amounts of contracts."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.contracts.figures.money import parse_capital, parse_capital_number, parse_figures
from models.finding import Severity

HEAD = (
    "设备采购合同\n甲方：石城市卫生健康局\n乙方：江北长风医疗设备有限公司\n"
    "双方协商一致，订立本合同。\n"
)
FOOT = "甲方（盖章）：石城市卫生健康局\n乙方（盖章）：江北长风医疗设备有限公司\n"


def contract(*clauses: str, head: str = HEAD, foot: str = FOOT) -> str:
    marks = "一二三四五六七八"
    body = [*clauses, "乙方负责运输。", "甲方负责验收。", "争议由人民法院管辖。"]
    return head + "".join(f"第{marks[i]}条 {c}\n" for i, c in enumerate(body)) + foot


def test_a_clean_contract_has_no_finding(look):
    outcome = look(contract("总价为人民币壹万贰仟元整（¥12,000.00）。"), "contract")
    assert outcome.findings == ()
    assert {"大小写金额", "条文序号"} <= {c.act for c in outcome.cleared}


@pytest.mark.parametrize(
    "clause",
    [
        "总价为人民币壹万贰仟元整（¥12,500.00）。",
        "总价为人民币壹万贰仟元整（小写：12500元）。",
        "总价为12,500.00元（大写：壹万贰仟元整）。",
        "总价为人民币壹万贰仟元整，即1.25万元。",
        "总价为人民币（大写）：壹万贰仟元整，（小写）：¥12500.00。",
    ],
)
def test_words_and_figures_that_differ_are_flagged(found, clause):
    (finding,) = found("N02", contract(clause), "contract")
    assert finding.severity is Severity.MAJOR
    assert "相差500元" in finding.message
    assert finding.basis[0].verified


@pytest.mark.parametrize(
    "clause",
    [
        "总价为人民币壹万贰仟元整（¥12,000.00）。",
        "总价为1.2万元（大写：壹万贰仟元整）。",
        "总价为人民币壹万贰仟元伍角捌分（¥12,000.58）。",
        "总价为人民币壹万贰仟元整，分3期支付。",
        "总价为人民币壹万贰仟元整，2026年12月付清。",
    ],
)
def test_words_and_figures_that_agree_or_do_not_belong_together_pass(found, clause):
    assert found("N02", contract(clause), "contract") == ()


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("壹拾万元整", "100000"),
        ("拾伍元整", "15"),
        ("叁佰贰拾万伍仟陆佰元伍角捌分", "3205600.58"),
        ("壹亿零贰佰万元整", "102000000"),
        ("玖仟零伍元零叁分", "9005.03"),
        ("贰万亿元整", "2000000000000"),
    ],
)
def test_capital_amounts_are_exact(words, value):
    assert parse_capital(words) == Decimal(value)


@pytest.mark.parametrize("words", ["万元整", "壹贰元整", "元整", "十足金额"])
def test_what_is_no_capital_amount_is_refused(words):
    assert parse_capital(words) is None


@given(st.integers(min_value=1, max_value=99_999_999))
def test_every_capital_number_reads_back(number):
    assert parse_capital_number(_capital(number)) == number


def _capital(number: int) -> str:
    high, low = divmod(number, 10_000)
    text = f"{_group(high)}万" if high else ""
    zero = "零" if high and 0 < low < 1000 else ""
    return text + zero + (_group(low) if low else "")


def _group(number: int) -> str:
    text, skipped = "", False
    for unit, name in ((1000, "仟"), (100, "佰"), (10, "拾"), (1, "")):
        digit = number // unit % 10
        if digit:
            text += ("零" if skipped and text else "") + "零壹贰叁肆伍陆柒捌玖"[digit] + name
        skipped = not digit
    return text


@pytest.mark.parametrize(
    ("words", "unit", "value"),
    [("1,268,000.00", "元", "1268000"), ("126.8", "万元", "1268000"), ("12，000", "元", "12000")],
)
def test_figures_are_exact(words, unit, value):
    assert parse_figures(words, unit) == Decimal(value)


@pytest.mark.parametrize(
    "clause",
    [
        "逾期的，按照本合同第二十条处理。",
        "逾期的，按照第二十条处理。",
    ],
)
def test_a_clause_that_is_not_there_is_flagged(found, clause):
    findings = found("N38", contract(clause), "contract")
    assert [f.severity for f in findings] == [Severity.MAJOR]
    assert "本合同" in findings[0].message or "合同中" in findings[0].message


def test_decimal_clauses_are_looked_up_where_the_contract_counts_that_way(found):
    clause = (
        "交货\n1.1 乙方应当在十日内交货。\n1.2 逾期的，按照第1.5条处理，提前的按照第1.1条处理。"
    )
    (finding,) = found("N38", contract(clause), "contract")
    assert "1.5" in finding.quote


@pytest.mark.parametrize(
    "clause",
    ["逾期的，按照本合同第二条处理。", "依照民法典第五百七十七条处理。", "见投标文件第9.9条。"],
)
def test_clauses_that_are_there_and_those_of_other_texts_pass(found, clause):
    assert found("N38", contract(clause), "contract") == ()


@pytest.mark.parametrize("day", ["2026年2月30日", "2026年13月1日", "二〇二六年六月三十一日"])
def test_a_day_that_no_calendar_has_is_flagged(found, day):
    (finding,) = found("consistency:date", contract(f"乙方应当在{day}前交货。"), "contract")
    assert finding.severity is Severity.MAJOR
    assert finding.quote == day


@pytest.mark.parametrize("day", ["2028年2月29日", "二〇二六年十二月三十一日", "2026年12月"])
def test_real_days_pass(found, day):
    assert found("consistency:date", contract(f"乙方应当在{day}前交货。"), "contract") == ()


@pytest.mark.parametrize(
    ("clause", "hits"),
    [
        ("服务自2027年1月1日起至2026年12月31日止。", 1),
        ("服务期限三年，自2026年1月1日至2027年12月31日。", 1),
        ("服务期限三年，自2026年1月1日至2028年12月31日。", 0),
        ("服务期限12个月，自2026年3月1日起至2027年3月1日止。", 0),
        ("服务自2026年1月1日起至2026年12月31日止。", 0),
    ],
)
def test_periods_run_forward_and_fit_their_length(found, clause, hits):
    assert len(found("consistency:period", contract(clause), "contract")) == hits


def test_two_words_for_the_same_contract_are_noticed(found):
    text = contract("本合同自签订之日起生效，本合同一式两份。", "本协议未尽事宜另行协商。")
    (finding,) = found("consistency:self_name", text, "contract")
    assert finding.severity is Severity.NOTICE


def test_a_document_of_another_kind_is_read_too(look):
    outcome = look("情况说明\n一、基本情况\n截至2026年2月30日完成。\n", "other", None)
    assert [f.check_id for f in outcome.findings] == ["consistency:date"]


@pytest.mark.parametrize(
    ("head", "clause"),
    [
        (HEAD.replace("甲方：石城市卫生健康局", "甲方\n名称：  \n统一社会信用代码："), ""),
        (HEAD, "乙方应当在签订后    日内交付。"),
        (HEAD, "保证金为价款的    %。"),
    ],
)
def test_room_left_for_a_name_or_a_figure_is_a_blank(look, head, clause):
    outcome = look(contract(*([clause] if clause else []), head=head), "contract")
    assert [f.check_id for f in outcome.findings if "空白" in f.message] == ["T57"]
    assert "待填内容" not in {c.act for c in outcome.cleared}


def test_a_name_on_the_line_below_its_label_is_no_blank(look):
    head = HEAD.replace("甲方：石城市卫生健康局", "甲方\n名称：\n石城市卫生健康局")
    assert "待填内容" in {c.act for c in look(contract(head=head), "contract").cleared}
