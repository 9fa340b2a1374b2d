"""Amounts (数量): money, multiples, shares, ages and counts with their ranges."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from corpus.span import Span
from models.nlp.marking import mark
from models.nlp.norm import Amount, AmountUnit
from models.nlp.numbers import NUMBER, read_number

if TYPE_CHECKING:
    from decimal import Decimal

    from spacy.tokens import Doc

_UNIT = r"(?:元|倍|%|％|周岁|岁|次|人|名|家|例|处|件|米)"
_AMOUNT: Final = re.compile(
    rf"(?<!第)(?:(?P<share>[百千]分之)?(?P<low>{NUMBER})(?P<low_unit>{_UNIT})?"
    rf"(?:以上)?(?:(?<=以上)|至|到|—|－|-|~|～)(?:不足|不满|未满)?(?:[百千]分之)?"
    rf"(?P<high>{NUMBER})(?P<unit>{_UNIT})?(?:以下|以内)?"
    rf"|(?:(?P<lead>不得?少于|不得?低于|至少|不得?超过|最高|低于|不足|不满|未满|已满|满|超过)(?:为|至)?)?"
    rf"(?:(?P<one_share>[百千]分之)(?P<part>{NUMBER})|(?P<one>{NUMBER})(?P<one_unit>{_UNIT}))"
    rf"(?P<after>以上|以下|以内)?)"
)
_AT_MOST = re.compile("不(?:得)?(?:超过|高于|超出)[^，。；]{1,24}$")
_AT_LEAST = re.compile("不(?:得)?(?:少于|低于)[^，。；]{1,24}$")
_CEILING = frozenset(["不超过", "不得超过", "最高", "低于", "不足", "不满", "未满"])
_FLOOR = frozenset(["不少于", "不低于", "不得少于", "不得低于", "至少", "超过", "满", "已满"])
_UNITS: dict[str, AmountUnit] = {
    "元": "yuan",
    "倍": "times",
    "%": "percent",
    "％": "percent",
    "周岁": "age",
    "岁": "age",
}


def find_money(text: str) -> tuple[Amount, ...]:
    """数量识别: money, multiples, percentages, ages, counts, in order of the text."""
    found = (_read(match) for match in _AMOUNT.finditer(text))
    return tuple(_bounded(amount, text) for amount in found if amount is not None)


def _bounded(amount: Amount, text: str) -> Amount:
    """不超过估算价百分之二: the bound may stand before the base of a share."""
    if amount.low != amount.high:
        return amount
    before = text[max(0, amount.span.start - 30) : amount.span.start]
    if _AT_MOST.search(before):
        return replace(amount, low=None)
    return replace(amount, high=None) if _AT_LEAST.search(before) else amount


def _read(match: re.Match[str]) -> Amount | None:
    ranged = match["low"] is not None
    share = match["share"] if ranged else match["one_share"]
    unit = "%" if share else (match["unit"] or match["low_unit"] if ranged else match["one_unit"])
    if unit is None or (ranged and not share and match["unit"] is None):
        return None
    low, high = _range(match) if ranged else _single(match)
    if low is None and high is None:
        return None
    if share == "千分之":
        low, high = (None if v is None else v / 10 for v in (low, high))
    kind = _UNITS.get(unit, "count")
    return Amount(Span(*match.span()), low, high, kind, unit if kind == "count" else "")


def _range(match: re.Match[str]) -> tuple[Decimal | None, Decimal | None]:
    low, high = read_number(match["low"]), read_number(match["high"])
    if low is None or high is None:
        return None, None
    if match["low_unit"] is None and match["high"][-1] in "万亿" and match["low"][-1] not in "万亿":
        low *= 10_000 if match["high"][-1] == "万" else 100_000_000
    return low, high


def _single(match: re.Match[str]) -> tuple[Decimal | None, Decimal | None]:
    value = read_number(match["part"] or match["one"])
    if match["after"] in ("以下", "以内") or match["lead"] in _CEILING:
        return None, value
    if match["after"] == "以上" or match["lead"] in _FLOOR:
        return value, None
    return value, value


def mark_money(doc: Doc) -> Doc:
    """数量 into `doc.spans["money"]`."""
    found = find_money(doc.text)
    return mark(doc, "money", found, [a.unit for a in found])
