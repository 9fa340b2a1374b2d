"""Lengths (期限长度): how long a period is said to be, and to which day or period that belongs."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from corpus.span import Span
from models.contracts.figures.periods import Period, read_periods
from models.packages.types import Unit

_BEHIND = re.compile(
    r"(?:止|结束|期间|为止)?(?:[\s，,、:：（()）|]|止|共计?|合计|总计|为期|历时|时长|时间|期限|期间|前后|计"
    r"|公示期?|公告期?|征集期?|公开征求意见|征求意见期?|为|是)*"
)
_STOPS = re.compile(r"(?:[\s。；;，,、）)|\n]|止|$)")
_BEFORE = re.compile(
    r"[，,、:：（(|\s]*(?:止|即|自|从|由|于|为|时间|期限|起止|具体|日期|期间)*[为是:：]?(?:自|从|由)?\s*"
)
_FROM = re.compile(
    r"(?:[（(][^）)\n]{1,8}[)）])?\s*(?:之日)?(?:起算?|开始|始)(?:计算)?[，,]?\s*"
    r"(?:(?:为期|共计?|公示期?|公告期?|公开征求意见|征求意见|张贴|期限|时间|持续)*"
    r"|[^。；\n\d]{1,16}(?:为期|共计?|公示期|公告期|(?<!有效)期限|(?<!有效)时间))[为是:：]?\s*(?:不少于|不低于|至少)?"
    r"|[，,（(]?(?:为期|共计?|期限为?|公示期为?|公告期为?)\s*"
)
_FAR = 24
_NO_LENGTH = re.compile("[岁级届多]|度(?!假)|行动|计划|规划|一贯")


@dataclass(frozen=True, slots=True)
class Length:
    """期限长度: `length` in `unit`; weeks and quarters are turned into days and months."""

    span: Span
    length: int
    unit: Unit


def read_lengths(text: str) -> tuple[Length, ...]:
    """期限长度 in order: 30日, 二十个工作日, 一个月, 5年; hours and fractions of a day are left out."""
    periods = (p for p in read_periods(text) if not _NO_LENGTH.match(text, p.span.end))
    return tuple(one for period in periods if (one := _length(period)) is not None)


def _length(period: Period) -> Length | None:
    counted = _counted(period)
    if counted is None or counted[0] <= 0 or counted[0] % 1:
        return None
    return Length(period.span, int(counted[0]), counted[1])


def _counted(period: Period) -> tuple[Decimal, Unit] | None:
    if period.unit == "workday":
        return period.number, "working"
    if period.unit == "year" and period.number % 1 == 0:
        return period.number, "year"
    if period.months is not None:
        half = period.months % 1 != 0
        return (period.months * 30, "natural") if half else (period.months, "month")
    return (period.days, "natural") if period.days is not None else None


def states_length(text: str, period: Span, length: Length) -> bool:
    """起止期间的天数: whether a length is said of the period from a day to a day beside it.

    "7月13日至7月31日，共19日" and "20个工作日，自3月9日起至4月3日".
    """
    if length.span.start >= period.end:
        between = text[period.end : length.span.start]
        behind = text[length.span.end : length.span.end + 1]
        return bool(_BEHIND.fullmatch(between) and _STOPS.match(behind))
    between = text[length.span.end : period.start]
    return len(between) <= _FAR and _BEFORE.fullmatch(between) is not None


def runs_from(text: str, day: Span, length: Length) -> bool:
    """自某日起若干日: whether a length runs from a single day before or after it."""
    if length.span.start >= day.end:
        between = text[day.end : length.span.start]
        return len(between) <= _FAR and _FROM.fullmatch(between) is not None
    between = text[length.span.end : day.start]
    starts = re.match(r"(?:之日)?(?:起|开始)", text[day.end : day.end + 4])
    return bool(starts and _BEFORE.fullmatch(between))
