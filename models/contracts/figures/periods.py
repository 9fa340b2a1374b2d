"""Periods (期限): lengths of time with their unit and what they are for."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from corpus.span import Span
from models.contracts.figures.numerals import FIGURES, WORDS, parse_decimal, plain

Unit = Literal["hour", "day", "workday", "week", "month", "quarter", "year"]
_UNITS: dict[str, Unit] = {
    "年": "year", "周年": "year", "个月": "month", "月": "month", "个自然月": "month",
    "个日历月": "month", "日": "day", "天": "day", "个日历天": "day", "日历天": "day",
    "个自然日": "day", "自然日": "day", "日历日": "day", "个日历日": "day", "个工作日": "workday",
    "工作日": "workday", "周": "week", "个星期": "week", "星期": "week", "小时": "hour",
    "个小时": "hour", "季度": "quarter", "个季度": "quarter",
}  # fmt: skip
_NAMES = "|".join(sorted((u for u in _UNITS if u != "月"), key=len, reverse=True))
_PERIOD = re.compile(
    rf"(?<![\d.第月元])(?<![\d一二三四五六七八九十]、)(?P<n>{FIGURES}|半|{WORDS}{{1,7}})(?:[（(]\s*(?P<again>[^（()）]{{1,6}})\s*[)）])?\s*"
    rf"(?P<unit>{_NAMES})(?P<half>半)?"
    rf"(?:(?:零|又)?(?P<more>\d{{1,2}}|{WORDS}{{1,2}})个月)?"
)
_REACH = 40


@dataclass(frozen=True, slots=True)
class Period:
    """期限: `months` is set for years, quarters and months, `days` for days, workdays and weeks.

    `before` is what the clause says before it, `behind` the words right after.
    """

    number: Decimal
    unit: Unit
    span: Span
    text: str
    before: str
    behind: str

    @property
    def months(self) -> Decimal | None:
        """In months; None where it is counted in days or hours."""
        factor = {"year": 12, "month": 1, "quarter": 3}.get(self.unit)
        return None if factor is None else self.number * factor

    @property
    def days(self) -> Decimal | None:
        """In days; a week of five workdays is seven days; None for hours, months and years."""
        if self.unit == "workday":
            return self.number * 7 / 5
        factor = {"day": 1, "week": 7}.get(self.unit)
        return None if factor is None else self.number * factor


def read_periods(text: str) -> tuple[Period, ...]:
    """期限 in order: 30日, 六十个工作日, 两年半, 一年六个月, 24个月; 2026年 is none."""
    half = plain(text)
    return tuple(p for m in _PERIOD.finditer(half) if (p := _period(m, half)) is not None)


def _period(found: re.Match[str], text: str) -> Period | None:
    unit = _UNITS[found["unit"]]
    number = Decimal("0.5") if found["n"] == "半" else parse_decimal(found["n"])
    if number is None or _is_date(found, number, text):
        return None
    if found["half"]:
        number += Decimal("0.5")
    if found["more"] and unit == "year":
        more = parse_decimal(found["more"])
        number, unit = number * 12 + (more or 0), "month"
    end = found.end() if unit != "year" or found["half"] else found.end("unit")
    span = Span(found.start(), found.end() if found["more"] else end)
    low = max(max(text.rfind(mark, 0, span.start) for mark in "。；;\n") + 1, span.start - _REACH)
    return Period(number, unit, span, span.of(text), text[low : span.start], text[span.end :][:16])


def _is_date(found: re.Match[str], number: Decimal, text: str) -> bool:
    """2026年, 3月1日 and 二〇二六年 are dates; 每日, 一日 of 每逾期一日 is kept by the caller."""
    year = found["unit"] == "年" and (
        number >= 1000
        or re.match(r"\s*\d{1,2}\s*月|[一二三四五六七八九十]{1,3}月\S", text[found.end("unit") :])
    )
    day = found["unit"] in ("日", "天") and re.search(r"月\s*$", text[: found.start()][-3:])
    return bool(year or day)
