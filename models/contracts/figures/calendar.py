"""Calendar (日期): dates as documents write them, with their places."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from corpus.numbering import parse_number
from corpus.span import Span

_D = "[0-9０-９]"
_C = "[〇○零一二三四五六七八九十]"
DATE = re.compile(
    rf"(?<![0-9０-９])(?P<year>{_D}{{4}}|[〇○零一二三四五六七八九]{{4}})\s*年\s*"
    rf"(?P<month>{_D}{{1,2}}|{_C}{{1,3}})\s*月\s*(?P<day>{_D}{{1,2}}|{_C}{{1,3}})\s*日"
)

LINK = re.compile(
    r"\s*(?:[（(][^）)\n]{0,10}[)）])?\s*(?:之日)?(?:起算|算起|计起|起计|开始计算|计算|起|始|开始)?[，,]?\s*"
    r"(?:直)?(?:至|到|—+|－+|-+|~|～|止于|截至|截止于)\s*"
)
"""What stands between the first and the last day of a period: 起至, 起算，到, —."""


@dataclass(frozen=True, slots=True)
class WrittenDate:
    """书写日期: `value` is None where no calendar has such a day."""

    span: Span
    value: date | None


def read_dates(text: str, start: int = 0, end: int | None = None) -> Iterator[WrittenDate]:
    """书写日期: every full date of a stretch of text, in order."""
    for found in DATE.finditer(text, start, len(text) if end is None else end):
        yield WrittenDate(Span(found.start(), found.end()), date_of(found))


def date_of(found: re.Match[str]) -> date | None:
    """Return the day that a match of `DATE` names, None if there is none."""
    values = [parse_number(found[part]) for part in ("year", "month", "day")]
    year, month, day = values
    if year is None or month is None or day is None:
        return None
    try:
        return date(year, month, day)
    except ValueError:  # the answer is "no such day", which the caller reports
        return None


def in_words(day: date) -> str:
    """Write a day as documents do."""
    return f"{day.year}年{day.month}月{day.day}日"
