"""Numbers in a provision (数字): found with their unit, changed, written in either way."""

from __future__ import annotations

import random
import re
from dataclasses import dataclass

from corpus.numbering import format_number, parse_number

_NUMERAL = r"[零〇一二三四五六七八九十百千万两]+|[0-9]+"
_PERIOD = re.compile(
    rf"(?P<number>{_NUMERAL})(?P<unit>个工作日|工作日|日(?!起)|个月|年|小时|天)"
    r"(?=内|以内|以上|前|的期限|，|。|；)"
)
_MONEY = re.compile(rf"(?P<number>{_NUMERAL})(?P<unit>万元|元|倍)(?=以[上下]|的?罚款|，|。)")
_SHARE = re.compile(rf"(?P<number>{_NUMERAL})(?P<unit>人|平方米|公里|米|次|名|周岁)(?=以[上下]|的)")
_FACTORS = (2, 3, 5)


@dataclass(frozen=True, slots=True)
class Quantity:
    """数量: where a number stands, its value, and its unit."""

    start: int
    end: int
    value: int
    unit: str

    def written(self, value: int, chance: random.Random) -> str:
        """The value in Chinese or Arabic numerals."""
        if value < 100_000 and chance.random() < 0.6:
            return format_number(value)
        return str(value)


def periods(text: str) -> list[Quantity]:
    """期限: days, months, years."""
    return _all(_PERIOD, text)


def amounts(text: str) -> list[Quantity]:
    """金额、倍数."""
    return _all(_MONEY, text)


def thresholds(text: str) -> list[Quantity]:
    """人数、面积、年龄 and other thresholds."""
    return _all(_SHARE, text)


def other_value(quantity: Quantity, chance: random.Random) -> int:
    """A different value of the same kind, clearly larger or smaller."""
    value, factor = quantity.value, chance.choice(_FACTORS)
    if chance.random() < 0.5 and value % factor == 0 and value // factor != value:
        return value // factor
    if value >= 10 or chance.random() < 0.6:
        return value * factor
    return value + chance.choice((1, 2, 3, 5))


def _all(pattern: re.Pattern[str], text: str) -> list[Quantity]:
    found = []
    for match in pattern.finditer(text):
        value = parse_number(match["number"])
        if value:
            start, end = match.span("number")
            found.append(Quantity(start, end, value, match["unit"]))
    return found
