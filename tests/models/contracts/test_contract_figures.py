"""The figures layer: amounts, rates, periods, dates, quantities and tables of a contract's text."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from models.contracts.figures.amounts import read_amounts
from models.contracts.figures.dates import read_labelled_dates
from models.contracts.figures.numerals import parse_decimal, percent, shown
from models.contracts.figures.periods import read_periods
from models.contracts.figures.quantities import read_quantities
from models.contracts.figures.rates import read_rates
from models.contracts.figures.sentences import read_sentences
from models.contracts.figures.tables import read_tables


@pytest.mark.parametrize(
    ("text", "value", "kind"),
    [
        ("本合同总价为人民币壹佰贰拾万元整（¥1,200,000.00）", "1200000", "total"),
        ("合同总金额（含税）：￥86.5万元", "865000", "total"),
        ("供应商交纳的履约保证金为３０，０００元", "30000", "performance_bond"),
        ("乙方支付五万元作为定金", "50000", "deposit"),
        ("月租金 3,500 元", "3500", "rent_month"),
        ("借款本金：2.4亿元", "240000000", "principal"),
        ("未达标的，支付违约金三千二百元", "3200", "penalty"),
        ("增值税税额138,053.10元", "138053.10", "tax"),
    ],
)
def test_an_amount_has_its_exact_value_and_what_it_is_called(text, value, kind):
    (amount,) = read_amounts(text)
    assert (amount.value, amount.kind) == (Decimal(value), kind)
    assert amount.span.of(text) == amount.text or "０" in text


def test_words_and_figures_that_differ_are_kept_apart():
    (amount,) = read_amounts("合同总价为人民币壹万贰仟元整（¥12,500.00）")
    assert (amount.value, amount.words) == (Decimal(12500), Decimal(12000))
    assert not amount.is_certain


@pytest.mark.parametrize(
    ("text", "per", "tax", "bound"),
    [
        ("租金每月3500元", "月", None, None),
        ("单价为48元/平方米", "平方米", None, None),
        ("不含税价1,000元", "", "out", None),
        ("价税合计1,130元", "", "in", None),
        ("赔偿总额不超过5万元", "", None, "max"),
    ],
)
def test_an_amount_tells_its_unit_its_tax_and_its_bound(text, per, tax, bound):
    (amount,) = read_amounts(text)
    assert (amount.per, amount.tax, amount.label.bound) == (per, tax, bound)


def test_both_ends_of_a_range_are_marked_and_counts_are_no_money():
    assert [a.is_range for a in read_amounts("罚款5万元至10万元")] == [True, True]
    assert read_amounts("供货5万台，2026年交付，第3条") == ()


@pytest.mark.parametrize(
    ("text", "value", "per"),
    [
        ("每逾期一日，按合同总价的万分之五支付违约金", "0.0005", "day"),
        ("按未付款每天0.03%计付", "0.0003", "day"),
        ("月息2分", "0.02", "month"),
        ("年利率为百分之三点五", "0.035", "year"),
        ("付合同价款的三成", "0.3", None),
        ("按合同价的一成五交纳", "0.15", None),
        ("定金为货款的四分之一", "0.25", None),
        ("日十万分之二", "0.00002", "day"),
        ("每日按迟延款项的1‰缴纳", "0.001", "day"),
        ("每逾期一日支付违约金，累计不超过合同总价的10%", "0.1", None),
    ],
)
def test_a_rate_has_its_fraction_and_its_unit_of_time(text, value, per):
    (rate,) = read_rates(text)
    assert (rate.value, rate.per) == (Decimal(value), per)


@pytest.mark.parametrize(
    ("text", "base"),
    [
        ("支付合同总价的30%", "total"),
        ("按结算价款的3%预留", "settled"),
        ("按逾期金额的5%支付", "other"),
        ("年度服务费总额的5%", "annual"),
        ("首付款30%", "bare"),
    ],
)
def test_a_share_tells_of_what(text, base):
    assert read_rates(text)[0].base == base


@pytest.mark.parametrize(
    ("text", "months", "days"),
    [
        ("一年六个月", "18", None),
        ("两年半", "30", None),
        ("6（六）个月", "6", None),
        ("三个季度", "9", None),
        ("90日历天", None, "90"),
        ("六十个工作日", None, "84"),
    ],
)
def test_a_period_is_counted_in_months_or_days(text, months, days):
    period = read_periods(f"期限为{text}。")[0]
    assert period.months == (Decimal(months) if months else None)
    assert period.days == (Decimal(days) if days else None)


def test_a_date_is_no_period():
    assert read_periods("2026年3月1日，二〇二六年，自2026年起") == ()


def test_dates_are_read_in_three_ways_and_days_no_calendar_has_are_left_out():
    text = "签订于2026年3月1日，开工2026-04-02，竣工2026.5.3，2026年2月30日"
    days = [d.value for d in read_labelled_dates(text)]
    assert days == [date(2026, 3, 1), date(2026, 4, 2), date(2026, 5, 3)]


def test_areas_are_read_in_square_metres():
    (quantity,) = read_quantities("宗地面积2.5公顷")
    assert quantity.square_metres == Decimal(25000)
    assert read_quantities("单价12元，3个月") == ()


def test_a_table_names_its_columns_and_its_sum():
    text = "清单：\n品名\t数量\t金额（万元）\n泵\t2台\t3.5\n阀\t4\t1.5\n合计\t\t5\n其余从略"
    (table,) = read_tables(text)
    assert table.caption == "清单："
    assert table.column("数量") == 1
    assert table.factor(2) == 10_000
    assert [row.cells[2].number for row in table.items] == [Decimal("3.5"), Decimal("1.5")]
    assert table.sum_row is not None
    assert table.sum_row.cells[2].span.of(text) == "5"


def test_sentences_end_at_stops_and_lines():
    assert [s.text for s in read_sentences("甲。乙；丙\n丁\t戊")] == ["甲", "乙", "丙", "丁\t戊"]


def test_numbers_are_written_without_needless_zeros():
    assert shown(Decimal("42000.00")) == "42,000"
    assert percent(Decimal("0.075")) == "7.5%"
    assert parse_decimal("三点五") == Decimal("3.5")
    assert parse_decimal("若干") is None
