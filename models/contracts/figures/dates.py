"""Dates (日期): days of the calendar with the words that say what happens on them."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from corpus.span import Span
from models.contracts.figures.calendar import DATE, date_of
from models.contracts.figures.numerals import plain

_SHORT = re.compile(
    r"(?<![\d./\-])(?P<year>20\d{2}|19\d{2})(?P<m>[-/.])(?P<month>\d{1,2})(?P=m)(?P<day>\d{1,2})(?![\d/\-])"
)
_MONTH_END = re.compile(
    r"(?<![\d./\-])(?P<year>(?:19|20)\d{2})\s*年\s*(?P<month>\d{1,2})\s*月\s*(?:底|末|月底)"
)
_NO_YEAR = re.compile(
    r"(?<![\d年])(?:当年|同年)?(?P<month>\d{1,2})\s*月\s*(?P<day>\d{1,2})\s*日(?!内)"
)
_REACH, _BESIDE = 40, 30


@dataclass(frozen=True, slots=True)
class LabelledDate:
    """日期: `before` is what its clause says before it, `behind` what follows up to its end."""

    value: date
    span: Span
    before: str
    behind: str


def read_labelled_dates(text: str) -> tuple[LabelledDate, ...]:
    """日期 in order, written 2026年3月1日, 2026-03-01 or 2026.3.1; days no calendar has are left out."""
    half = plain(text)
    full = sorted(_dates(half), key=lambda d: d.span)
    return tuple(sorted([*full, *_yearless(half, full)], key=lambda d: d.span))


def _yearless(text: str, full: list[LabelledDate]) -> Iterator[LabelledDate]:
    """2027年6月1日至6月15日: a day that takes its year from the one right before it."""
    for found in _NO_YEAR.finditer(text):
        earlier = [d for d in full if d.span.end <= found.start() + 1]
        if not earlier or found.start() - earlier[-1].span.end > _BESIDE:
            continue
        between = text[earlier[-1].span.end : found.start()]
        if re.search(r"[。；;\n]|每年|次年|翌年|第二年|来年|隔年", between):
            continue
        try:
            value = date(earlier[-1].value.year, int(found["month"]), int(found["day"]))
        except ValueError:  # no such day: the check of dates says so
            continue
        yield _labelled(text, Span(found.start(), found.end()), value)


def _last_day(found: re.Match[str]) -> date | None:
    """2027年4月底: the last day of the month."""
    year, month = int(found["year"]), int(found["month"])
    return date(year, month, monthrange(year, month)[1]) if 1 <= month <= 12 else None


def _dates(text: str) -> Iterator[LabelledDate]:
    for pattern in (DATE, _SHORT, _MONTH_END):
        for found in pattern.finditer(text):
            value = _last_day(found) if pattern is _MONTH_END else date_of(found)
            if value is None:
                continue
            yield _labelled(text, Span(found.start(), found.end()), value)


def _labelled(text: str, span: Span, value: date) -> LabelledDate:
    """The date with the words around it."""
    low = max(text.rfind(mark, 0, span.start) for mark in "。；;\n，,\t")
    highs = [at for mark in "。；;\n，,\t" if (at := text.find(mark, span.end)) >= 0]
    high = min(highs, default=len(text))
    before = text[max(low + 1, span.start - _REACH) : span.start]
    return LabelledDate(value, span, before, text[span.end : min(high, span.end + _REACH)])
