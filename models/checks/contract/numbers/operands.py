"""Operands (运算数): unit prices with what they are per, and the numbers they are multiplied with."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from corpus.span import Span
from models.checks.contract.numbers.view import Numbers
from models.contracts.figures.amounts import Amount
from models.contracts.figures.quantities import Quantity

SAME = {
    "平方米": "㎡", "平米": "㎡", "m²": "㎡", "m2": "㎡", "名": "人", "位": "人", "个月": "月", "日": "天",
    "季度": "季", "度": "千瓦时", "kWh": "千瓦时", "kW": "千瓦",
    "公斤": "千克", "kg": "千克", "m³": "立方米", "延长米": "米", "延米": "米",
}  # fmt: skip
TIMES = ("天", "月", "季", "半年", "年", "次")
_UNIT = (
    "平方米|平米|㎡|m²|m2|立方米|m³|公里|延长米|延米|公斤|千克|kg|吨|公顷|亩|台班|台套|台|套|件|辆|只|个月|季度|半年|"
    "千瓦时|千瓦|kWh|kW|度|座|头|羽|尾|幅|架|处|场|桌|床|面|升|瓦|部|组|批|间|栋|户|株|棵|盏|人次|人|名|位|份|本|次|课时|学时|小时|工日|人天|人月|点位|项|樘|根|块|餐|条|张|把|箱|盒|桶|瓶|袋|支|双|米|月|季|年|天|日|个"
)
_BEFORE = re.compile(rf"(?:每(?:一|个)?(?:{_UNIT})(?:的)?[、，·]?)+[^\d。；;\n，,]{{0,8}}$")
_AFTER = re.compile(rf"^(?:整)?\s*(?:(?:[/／·.．每]|每一|每个)\s*(?:{_UNIT}))+")
_EACH = re.compile(rf"每(?:一|个)?(?P<u>{_UNIT})")
_EACH_AFTER = re.compile(rf"(?:[/／·.．每]|每一|每个)\s*(?P<u>{_UNIT})")
_PRICE = re.compile(
    r"(?:单价|均价|单位价格|基准价|评估价|标准)[^\d。；;\n，,]{0,8}$|[×xX*]\s*[￥¥]?$"
)
_NOUN = 4
_AREA = re.compile(r"面积|共计?|合计|总计|总共")


@dataclass(frozen=True, slots=True)
class UnitPrice:
    """单价: `units` are what it is per (㎡, 月); empty where only 单价 is said."""

    amount: Amount
    units: frozenset[str]


def unit_prices(view: Numbers, span: Span) -> Iterator[UnitPrice]:
    """单价 of a sentence: 每平方米每天0.95元, 1.8元/平方米/月, 单价4,600元."""
    for amount in view.figures.amounts_in(span):
        units = units_of(view, amount)
        low = max(span.start, amount.span.start - 20)
        bare = _PRICE.search(view.text[low : amount.span.start])
        if units or bare:
            yield UnitPrice(amount, units)


def units_of(view: Numbers, amount: Amount) -> frozenset[str]:
    """What a sum is per, all units of 元/平方米·月 and 每人每月."""
    low = max(view.text.rfind(mark, 0, amount.span.start) for mark in "。；;\n，,") + 1
    back = view.text[max(low, amount.span.start - 24) : amount.span.start]
    ahead = view.text[amount.span.end : amount.span.end + 14]
    before, after = _BEFORE.search(back), _AFTER.match(ahead)
    found = [m["u"] for m in _EACH.finditer(before[0])] if before else []
    found += [m["u"] for m in _EACH_AFTER.finditer(after[0])] if after else []
    if amount.per:
        found.append(amount.per)
    return frozenset(same(u) for u in found)


def same(unit: str) -> str:
    """One name for 平方米, 平米 and ㎡."""
    return SAME.get(unit, unit)


def counts(view: Numbers, span: Span, unit: str) -> list[Decimal]:
    """The numbers of a unit in a sentence."""
    return [number_in(q, unit) for q in view.figures.quantities_in(span) if _fits(q, unit)]


def likely_count(view: Numbers, at: int, unit: str, wanted: Decimal) -> Decimal | None:
    """面积: of the totals of a unit that the text gives before a place the one nearest to `wanted`.

    The last one where it is within a third of it, or where there is no other.
    """
    known = [
        number_in(q, unit)
        for q in view.figures.quantities
        if q.span.end <= at and _fits(q, unit) and _AREA.search(q.before[-12:])
    ]
    if not known or len(set(known)) == 1:
        return known[-1] if known else None
    near = [n for n in reversed(known) if wanted * 2 / 3 < n < wanted * 3 / 2]
    return near[0] if len(set(near)) == 1 else None


def named_count(view: Numbers, price: Amount, unit: str) -> Decimal | None:
    """The only number of a unit whose noun is that of the price: 地下车位380个, 地下车位管理费每个…."""
    low = max(view.text.rfind(mark, 0, price.span.start) for mark in "。；;\n，,") + 1
    words = view.text[low : price.span.start]
    found = {
        number_in(q, unit)
        for q in view.figures.quantities
        if q.span.end <= low and _fits(q, unit) and len(q.before) > 1 and q.before[-_NOUN:] in words
    }
    return found.pop() if len(found) == 1 else None


def all_counts(view: Numbers, unit: str) -> set[Decimal]:
    """Every number of a unit that the contract gives."""
    return {number_in(q, unit) for q in view.figures.quantities if _fits(q, unit)}


def _fits(quantity: Quantity, unit: str) -> bool:
    return same(quantity.unit) == unit or (unit == "亩" and quantity.unit == "公顷")


def number_in(quantity: Quantity, unit: str) -> Decimal:
    """The number, hectares as 15 亩."""
    return quantity.number * 15 if unit == "亩" and quantity.unit == "公顷" else quantity.number
