"""Numbers, amounts, periods, sanctions, bodies and modal words are read with their values."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest

from models.nlp.components.body import find_bodies
from models.nlp.components.clause import find_clauses
from models.nlp.components.condition import find_conditions
from models.nlp.components.modality import find_modality
from models.nlp.components.money import find_money
from models.nlp.components.period import find_periods
from models.nlp.components.sanction import find_sanctions, sanction_names
from models.nlp.lexicon import load
from models.nlp.numbers import read_number


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("一万五千", "15000"),
        ("0.5万", "5000"),
        ("１０００", "1000"),
        ("1,000", "1000"),
        ("十万", "100000"),
        ("二百万", "2000000"),
        ("2千", "2000"),
        ("一亿二千万", "120000000"),
        ("二十", "20"),
        ("两", "2"),
    ],
)
def test_a_number_has_its_value(text: str, value: str) -> None:
    assert read_number(text) == Decimal(value)


@pytest.mark.parametrize("text", ["元", "", "百分", "第"])
def test_what_is_no_number_has_none(text: str) -> None:
    assert read_number(text) is None


FINES = [
    ("处二百元以上一千元以下罚款", "200", "1000", "yuan", ""),
    ("处以200元至1000元的罚款", "200", "1000", "yuan", ""),
    ("可以处二千元以下罚款", None, "2000", "yuan", ""),
    ("并处违法所得一倍以上三倍以下罚款", "1", "3", "times", "违法所得"),
    ("处0.5万元以上1.5万元以下罚款", "5000", "15000", "yuan", ""),
    ("罚款数额不得超过一万五千元", None, "15000", "yuan", ""),
    ("罚款额度为一至五万元", "10000", "50000", "yuan", ""),
    ("罚款最高2千元", None, "2000", "yuan", ""),
    ("处五百元罚款", "500", "500", "yuan", ""),
    ("处货值金额百分之十以上百分之三十以下罚款", "0.1", "0.3", "times", "货值金额"),
    ("在五千元至五万元之间按面积分档罚款", "5000", "50000", "yuan", ""),
    ("处采购金额千分之五以上千分之十以下罚款", "0.005", "0.01", "times", "采购金额"),
]


@pytest.mark.parametrize(("text", "low", "high", "unit", "base"), FINES)
def test_a_fine_has_its_range(text: str, low: str | None, high: str, unit: str, base: str) -> None:
    (fine,) = find_sanctions(text)
    assert fine.kind == "fine"
    assert fine.low == (None if low is None else Decimal(low))
    assert (fine.high, fine.unit, fine.base) == (Decimal(high), unit, base)


def test_a_threshold_is_no_fine() -> None:
    text = "货值金额不足一万元的，另处五万元以上九万元以下罚款"
    (fine,) = find_sanctions(text)
    assert fine.low == Decimal(50_000)
    assert fine.span.of(text) == "五万元以上九万元以下罚款"


def test_a_fine_without_an_amount_has_no_range() -> None:
    (fine,) = find_sanctions("责任人由主管部门处以罚款")
    assert (fine.low, fine.high, fine.unit) == (None, None, "none")


@pytest.mark.parametrize("entry", load("sanctions"), ids=lambda e: e["kind"])
def test_every_sanction_word_hits_its_examples_and_misses_the_others(
    entry: dict[str, list[str]],
) -> None:
    for text in entry["hits"]:
        assert entry["kind"] in [s.kind for s in find_sanctions(text)]
    for text in entry["misses"]:
        assert entry["kind"] not in [s.kind for s in find_sanctions(text)]


def test_every_kind_of_sanction_has_a_chinese_name() -> None:
    assert all(re.fullmatch("[一-龥]+", name) for name in sanction_names().values())


PERIODS = [
    ("三十日内作出决定", "30", "day", "deadline", "at_most"),
    ("二十个工作日内办结", "20", "workday", "deadline", "at_most"),
    ("期限为六个月", "6", "month", "duration", "exact"),
    ("为期半年", "6", "month", "duration", "exact"),
    ("保存不得少于两年", "2", "year", "duration", "at_least"),
    ("24小时内报告", "24", "hour", "deadline", "at_most"),
    ("一周内搬离", "7", "day", "deadline", "at_most"),
    ("三年内不得再次申报", "3", "year", "ban", "at_most"),
    ("有效期五年", "5", "year", "validity", "exact"),
    ("开工十日前报送", "10", "day", "notice", "exact"),
]


@pytest.mark.parametrize(("text", "value", "unit", "role", "bound"), PERIODS)
def test_a_period_has_value_unit_role_and_bound(
    text: str, value: str, unit: str, role: str, bound: str
) -> None:
    (period,) = find_periods(text)
    assert (period.value, period.unit) == (Decimal(value), unit)
    assert (period.role, period.bound) == (role, bound)


@pytest.mark.parametrize("text", ["2026年11月26日", "三年级学生", "第十日", "六十周岁", "每年检验"])
def test_a_date_or_an_age_is_no_period(text: str) -> None:
    assert find_periods(text) == ()


AMOUNTS = [
    ("不少于两人", "2", None, "count"),
    ("百分之十", "10", "10", "percent"),
    ("不超过估算价的百分之二", None, "2", "percent"),
    ("年满16周岁", "16", None, "age"),
    ("三至五次", "3", "5", "count"),
    ("五万元以上", "50000", None, "yuan"),
]


@pytest.mark.parametrize(("text", "low", "high", "unit"), AMOUNTS)
def test_an_amount_has_its_bounds(text: str, low: str | None, high: str | None, unit: str) -> None:
    (amount,) = find_money(text)
    wanted = [None if v is None else Decimal(v) for v in (low, high)]
    assert [amount.low, amount.high] == wanted
    assert amount.unit == unit


@pytest.mark.parametrize("name", load("bodies")["hits"])
def test_a_body_has_level_and_field(name: str) -> None:
    wanted = load("bodies")["hits"][name]
    (body,) = find_bodies(f"由{name}处理")
    assert body.name == name
    assert (body.level, body.field) == (wanted["level"], wanted["field"])
    assert body.or_above == wanted.get("or_above", False)


@pytest.mark.parametrize("text", load("bodies")["misses"])
def test_what_is_no_body_is_none(text: str) -> None:
    assert find_bodies(text) == ()


def test_modal_words_are_read_and_words_that_hold_them_are_not() -> None:
    table = load("modality")
    for kind, texts in table["hits"].items():
        for text in texts:
            assert [m.kind for m in find_modality(text)][:1] == [kind]
    for text in table["misses"]:
        assert find_modality(text) == ()


def test_an_exception_is_told_from_a_condition() -> None:
    text = "除抢险救灾外，进入林区的，应当登记。法律另有规定的除外。"
    found = [(c.kind, c.span.of(text)) for c in find_conditions(text)]
    assert found == [
        ("exception", "除抢险救灾外"),
        ("condition", "进入林区的"),
        ("exception", "法律另有规定的除外"),
    ]


def test_a_list_is_one_clause_with_its_lead_and_semicolons_cut_elsewhere() -> None:
    text = "有下列情形之一的，处五百元罚款：\n（一）占道的；\n（二）乱倒的。\n甲应当停；乙可以走。"
    assert [c.span.of(text) for c in find_clauses(text)] == [
        "有下列情形之一的，处五百元罚款：\n（一）占道的；\n（二）乱倒的。",
        "甲应当停；",
        "乙可以走。",
    ]
