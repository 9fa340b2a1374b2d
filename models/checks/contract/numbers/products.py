"""Products (单价×数量×期数, N01 N31 N32): what a sentence multiplies makes the sum that it states."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import product as combined
from math import prod

from corpus.span import Span
from models.checks.contract.numbers.operands import (
    TIMES,
    UnitPrice,
    all_counts,
    counts,
    likely_count,
    named_count,
    same,
    unit_prices,
    units_of,
)
from models.checks.contract.numbers.view import Numbers, Said, issue, yuan
from models.contracts.figures.amounts import Amount
from models.contracts.figures.numerals import parse_decimal, shown
from models.contracts.figures.sentences import Sentence

_ONE = Decimal(1)
_FAR = Decimal(4)
_RESULT = re.compile(
    r"(?:共计?|合计|总计|计|即|为|=|＝|折合?|发放|发给|支付|收取|缴纳|交纳|应[交收缴付]|[收交缴]|补偿|补助|补贴|付|总价(?:款)?|总额|金额|价值|价款|保额|投保额|补偿(?:款|费)?|租金|费用?|款)"
    r"(?:人民币|约|[：:￥¥（(\s])*$"
)
_PER_RESULT = (
    ("半年", re.compile(r"每?半年[^，。；\d]{0,10}$")),
    ("季", re.compile(r"(?:[每一]季度?|季度?(?:租金|费用?|服务费))[^，。；\d]{0,10}$")),
    ("年", re.compile(r"(?:[每一首全]年度?|年度?(?:租金|[一-龥]{0,4}费用?|合计|共计|应))[^，。；\d个]{0,10}$")),
    ("月", re.compile(r"(?:[每一]个?月|"
                      r"(?<![个\d一二三四五六七八九十两])月(?:租金|[一-龥]{1,5}|付|应))[^，。；\d]{0,10}$")),
)  # fmt: skip
_CONVERT: dict[tuple[str, str], tuple[Decimal, ...]] = {
    ("天", "月"): (Decimal(30), Decimal(365) / 12, Decimal(31)),
    ("天", "年"): (Decimal(365), Decimal(360), Decimal(366)),
    ("天", "季"): (Decimal(90), Decimal(365) / 4, Decimal(91), Decimal(92)),
    ("天", "半年"): (Decimal(180), Decimal("182.5"), Decimal(181), Decimal(183), Decimal(184)),
    ("月", "季"): (Decimal(3),), ("月", "半年"): (Decimal(6),), ("月", "年"): (Decimal(12),),
    ("季", "年"): (Decimal(4),), ("半年", "年"): (Decimal(2),), ("季", "半年"): (Decimal(2),),
}  # fmt: skip
_ASIDE = re.compile(
    r"违约|滞纳|罚|赔偿|不超过|不低于|以上|以下|上限|另行|加收|超出|超过|递增|上浮|下浮|优惠|折扣|免租|减免|保险|限额|每次事故|"
    r"如|若|预计|预估|暂估|左右|之间|押金|定金|保证金|最高|最低|起步|尾数|抹零|取整|封顶"
)
_COUNT = re.compile(
    r"(?<![第\d])(?P<n>[一二两三四五六七八九十\d]{1,3})\s*(?:次|回|遍|期|趟|班|季|批|餐|轮|个(?!月|工作))"
)


@dataclass(frozen=True, slots=True)
class _Try:
    """One reading: the factors with how they are written, and the product."""

    formula: str
    value: Decimal


def check_products(view: Numbers) -> Said:
    """单价 × 数量 × 期数 ＝ 金额 of every sentence that has one unit price and one sum."""
    for sentence in view.figures.sentences:
        if sentence.is_row:
            continue
        prices = [p for p in unit_prices(view, sentence.span) if p.amount.is_certain]
        for price in prices:
            result = _result(view, sentence, price, prices)
            if result is not None and not _ASIDE.search(_between(view, sentence, price, result)):
                yield from _judged(view, sentence, price, result)


def _between(view: Numbers, sentence: Sentence, price: UnitPrice, result: Amount) -> str:
    """The words around a price and what comes out of it: what is said farther off is of others."""
    low = max(sentence.span.start, price.amount.span.start - 30)
    return view.text[low : min(sentence.span.end, result.span.end + 6)]


def _result(
    view: Numbers, sentence: Sentence, price: UnitPrice, prices: list[UnitPrice]
) -> Amount | None:
    """The first plain sum behind the price, before the next price."""
    others = {p.amount.span.start for p in prices}
    for amount in view.figures.amounts_in(sentence.span):
        if amount.span.start <= price.amount.span.start:
            continue
        back = view.text[max(price.amount.span.end, amount.span.start - 24) : amount.span.start]
        yearly = _per_of(view, price, amount)
        many = [p for p in prices if p.amount.span.end <= amount.span.start]
        if len(many) > 1 and re.search("(?:合计|共计|总计|共|合)[^，。；]{0,4}$", back):
            return None
        part = units_of(view, amount)
        if part and part < price.units:
            return amount if amount.is_certain else None
        if amount.span.start in others and not yearly:
            return None
        if not amount.is_certain or not (_RESULT.search(back) or yearly):
            return None
        return amount
    return None


def _per_of(view: Numbers, price: UnitPrice, result: Amount) -> str:
    """每月, 一年 …: what time the sum itself is for."""
    back = view.text[max(price.amount.span.end, result.span.start - 24) : result.span.start]
    return next((name for name, pattern in _PER_RESULT if pattern.search(back)), "")


def _judged(view: Numbers, sentence: Sentence, price: UnitPrice, result: Amount) -> Said:
    main = _main(view, sentence, price, result)
    if main is None or _is_near(main.value, result.value):
        return
    if not (result.value / _FAR < main.value < result.value * _FAR):
        return
    if any(_is_near(v, result.value) for v in _others(view, sentence, price, result)):
        return
    land = {"㎡", "亩"} & price.units or main.formula.endswith(("㎡", "亩"))
    check = "N31" if land and not view.has_kind("expropriation") else "N01"
    yield issue(
        check,
        result.span,
        f"{view.place(result.span)}单价与金额不符：{main.formula}＝{yuan(main.value)}，"
        f"合同写{yuan(result.value)}，相差{yuan(abs(main.value - result.value))}。",
        "核对单价、数量（面积）、期数和金额，改为一致，并与合计、大写金额一并核对。",
        confidence=0.9,
    )


def _main(view: Numbers, sentence: Sentence, price: UnitPrice, result: Amount) -> _Try | None:
    """The price times one number for each thing it is per; None where a number is in doubt."""
    value, formula = price.amount.value, yuan(price.amount.value)
    units = price.units - units_of(view, result) if price.units else price.units
    things = sorted(units - set(TIMES))
    if not price.units:
        found = _thing(view, sentence, result)
        if found is None:
            return None
        things = found
    factors = [_time_factor(view, sentence, u, price, result) for u in sorted(units & set(TIMES))]
    known = [f for f in factors if f is not None]
    if len(known) != len(factors):
        return None
    wanted = result.value / value / prod(known, start=_ONE)
    for unit in things:
        number = _number(view, sentence, unit, price, result, wanted)
        if number is None:
            return None
        value, formula = value * number, f"{formula}×{shown(number)}{unit}"
    for factor in known:
        if factor != 1:
            value, formula = value * factor, f"{formula}×{shown(factor)}"
    return None if formula == yuan(price.amount.value) else _Try(formula, value)


def _thing(view: Numbers, sentence: Sentence, result: Amount) -> list[str] | None:
    """What a bare 单价 counts: the only kind of thing the sentence has a number of."""
    inside = Span(sentence.span.start, result.span.start)
    units = {same(q.unit) for q in view.figures.quantities_in(inside)} - set(TIMES)
    return sorted(units) if len(units) == 1 else None


def _number(
    view: Numbers,
    sentence: Sentence,
    unit: str,
    price: UnitPrice,
    result: Amount,
    wanted: Decimal,
) -> Decimal | None:
    """One number of the unit between the last result and this one, else the nearest total area."""
    start = _clause_start(view, sentence, price)
    inside = set(counts(view, Span(start, max(result.span.start, start)), unit))
    if len(inside) == 1:
        return inside.pop()
    if inside:
        most = max(inside)  # 22辆，其中自有15辆、租用7辆: the whole
        return most if sum(inside) - most == most else None
    if unit not in ("㎡", "亩"):
        return named_count(view, price.amount, unit)
    return likely_count(view, price.amount.span.start, unit, wanted)


def _clause_start(view: Numbers, sentence: Sentence, price: UnitPrice) -> int:
    """Behind the last plain sum that stands before the price: its numbers are its own."""
    earlier = [
        a.span.end
        for a in view.figures.amounts_in(sentence.span)
        if a.span.end <= price.amount.span.start
    ]
    return max(earlier, default=sentence.span.start)


def _time_factor(
    view: Numbers, sentence: Sentence, unit: str, price: UnitPrice, result: Amount
) -> Decimal | None:
    per = _per_of(view, price, result)
    if per == unit:
        return Decimal(1)
    if per:
        return next(iter(_CONVERT.get((unit, per), ())), None)
    if unit == "次":
        found = set(_times(sentence, price, result))
        return found.pop() if len(found) == 1 else None
    lengths = set(_lengths(view, sentence, unit, result))
    return lengths.pop() if len(lengths) == 1 else None


def _times(sentence: Sentence, price: UnitPrice, result: Amount) -> Iterator[Decimal]:
    text = sentence.text[: result.span.start - sentence.span.start]
    for found in _COUNT.finditer(text):
        number = parse_decimal(found["n"])
        if number and number > 1:
            yield number


def _lengths(view: Numbers, sentence: Sentence, unit: str, result: Amount) -> Iterator[Decimal]:
    for period in view.figures.periods_in(Span(sentence.span.start, result.span.start)):
        if unit == "天" and period.days is not None and period.unit == "day":
            yield period.days
        elif period.months is not None and unit in ("月", "季", "半年", "年"):
            yield period.months / {"月": 1, "季": 3, "半年": 6, "年": 12}[unit]


def _others(
    view: Numbers, sentence: Sentence, price: UnitPrice, result: Amount
) -> Iterator[Decimal]:
    """Every product that the sentence might mean: a right sum is one of them."""
    numbers: list[Iterable[Decimal]] = []
    for unit in price.units - set(TIMES):
        numbers.append(all_counts(view, unit) or {_ONE})
    if not price.units:
        numbers.append({q.number for q in view.figures.quantities_in(sentence.span)} or {_ONE})
    times = {_ONE, Decimal(2), Decimal(3), Decimal(4), Decimal(6), Decimal(12)}
    times |= set(_times(sentence, price, result))
    times |= {f for unit in price.units for t in TIMES for f in _CONVERT.get((unit, t), ())}
    for period in view.figures.periods_in(sentence.span):
        times |= {v for v in (period.months, period.days, period.number) if v}
        times |= {period.months / 12} if period.months else set()
    rates = {_ONE}
    for rate in view.figures.rates_in(sentence.span):
        rates |= {rate.value, 1 + rate.value, 1 - rate.value}
    for parts in combined(*numbers):
        value = price.amount.value
        for part in parts:
            value *= part
        for t in times:
            for u in times:
                yield from (value * t * u * r for r in rates)


def _is_near(one: Decimal, other: Decimal) -> bool:
    return abs(one - other) <= max(_ONE, other / 20000)
