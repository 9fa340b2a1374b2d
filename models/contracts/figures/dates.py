"""Dates (日期): days of the calendar with the words that say what happens on them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from corpus.span import Span
from models.contracts.figures.calendar import DATE, date_of
from models.contracts.figures.numerals import plain

_SHORT = re.compile(
    r"(?<![\d./\-])(?P<year>20\d{2}|19\d{2})(?P<m>[-/.])(?P<month>\d{1,2})(?P=m)(?P<day>\d{1,2})(?![\d/\-])"
)
_REACH = 40


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
    return tuple(sorted(_dates(half), key=lambda d: d.span))


def _dates(text: str) -> Iterator[LabelledDate]:
    for pattern in (DATE, _SHORT):
        for found in pattern.finditer(text):
            value = date_of(found)
            if value is None:
                continue
            low = max(text.rfind(mark, 0, found.start()) for mark in "。；;\n，,\t")
            highs = [at for mark in "。；;\n，,\t" if (at := text.find(mark, found.end())) >= 0]
            high = min(highs, default=len(text))
            yield LabelledDate(
                value,
                Span(found.start(), found.end()),
                text[max(low + 1, found.start() - _REACH) : found.start()],
                text[found.end() : min(high, found.end() + _REACH)],
            )
