"""Periods (期限): 三十日, 二十个工作日, 半年, 24小时, with role and bound."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING, cast

from corpus.span import Span
from models.nlp.lexicon import load
from models.nlp.marking import mark
from models.nlp.norm import Bound, Period, PeriodRole, PeriodUnit
from models.nlp.numbers import NUMBER, read_number

if TYPE_CHECKING:
    from spacy.tokens import Doc

_PERIOD = re.compile(
    rf"(?<![第年月0-9每])(?:(?P<number>{NUMBER})(?P<unit>个?工作日|个?交易日|日|天|个月|个季度|年|个?小时"
    r"|周(?!岁)|个?星期)|(?P<half>半)(?P<half_unit>年|个月|日|天|个?小时))(?!\d|度|级|代|龄|[一二三四五六七八九十]{1,3}月)"
)
_UNITS: dict[str, tuple[PeriodUnit, Decimal]] = {
    "工作日": ("workday", Decimal(1)),
    "交易日": ("workday", Decimal(1)),
    "日": ("day", Decimal(1)),
    "天": ("day", Decimal(1)),
    "月": ("month", Decimal(1)),
    "季度": ("month", Decimal(3)),
    "年": ("year", Decimal(1)),
    "小时": ("hour", Decimal(1)),
    "周": ("day", Decimal(7)),
    "星期": ("day", Decimal(7)),
}
_CALENDAR = 1000


def find_periods(text: str) -> tuple[Period, ...]:
    """期限识别: all periods of a text in order; calendar dates are none."""
    found = (_read(match, text) for match in _PERIOD.finditer(text))
    return tuple(period for period in found if period is not None)


def _read(match: re.Match[str], text: str) -> Period | None:
    value = Decimal("0.5") if match["half"] else read_number(match["number"])
    written = (match["half_unit"] or match["unit"]).removeprefix("个")
    unit, factor = _UNITS[written]
    if value is None or (unit == "year" and value >= _CALENDAR):
        return None
    if match["half"] and unit == "year":
        unit, factor = "month", Decimal(12)
    before, after = (
        text[max(0, match.start() - 14) : match.start()],
        text[match.end() : match.end() + 14],
    )
    role, bound = _role(before, after), _bound(before, after)
    return Period(Span(*match.span()), value * factor, unit, role, bound)


@cache
def _cues() -> tuple[dict[str, re.Pattern[str]], dict[str, re.Pattern[str]]]:
    table = load("periods")
    roles = {name: re.compile(pattern) for name, pattern in table["roles"].items()}
    bounds = {k: re.compile(v) for k, v in table.items() if k.startswith("at_")}
    return roles, bounds


def _role(before: str, after: str) -> PeriodRole:
    for name, pattern in _cues()[0].items():
        if pattern.search(after if pattern.pattern.startswith("^") else before):
            return cast(PeriodRole, name)
    return "other"


def _bound(before: str, after: str) -> Bound:
    bounds = _cues()[1]
    if bounds["at_most"].search(before) or bounds["at_most_after"].match(after):
        return "at_most"
    if bounds["at_least"].search(before) or bounds["at_least_after"].match(after):
        return "at_least"
    return "exact"


def mark_periods(doc: Doc) -> Doc:
    """期限 into `doc.spans["period"]`."""
    found = find_periods(doc.text)
    return mark(doc, "period", found, [p.role for p in found])
