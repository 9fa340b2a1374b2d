"""Moments (时点与期间): every day and period of a material, with the length that it states itself."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from datetime import date

from corpus.span import Span
from models.packages.days import WrittenDay, read_days, year_marks
from models.packages.lengths import Length, read_lengths, runs_from, states_length
from models.packages.types import Moment

_UNTIL = re.compile(r"(?:截至|截止|止于)(?:时间|日期)?[:：为到至]?\s*$")


def read_moments(text: str, year: int | None = None) -> tuple[Moment, ...]:
    """时点与期间 in order: days, periods from a day to a day, and lengths (30日, 20个工作日).

    A day without a year takes that of the nearest date before it (on the same line, or not more
    than a year older than `year`), else `year`, else that of the nearest date after it;
    `guessed_year` then. Where there is none, and where no calendar has the written day, `first`
    and `last` are None. A period whose first day is only named (自公告之日起至7月31日) has
    `first` None; one of some days from a day (自7月13日起30日) has `last` None. Days that come
    back every year (每年三月一日) and bare months are no moments. A stated length stands beside
    its days and is never corrected: compare them.
    """
    days = read_days(text)
    years = _Years(text, days, year)
    lengths = [x for x in read_lengths(text) if not any(x.span.overlaps(d.whole) for d in days)]
    dated = [_moment(day, years) for day in days if not day.recurring]
    moments = list(_joined(text, dated, lengths))
    return tuple(sorted(moments, key=lambda m: m.span))


class _Years:
    """Years of a text: which one a day without its own belongs to."""

    def __init__(self, text: str, days: Sequence[WrittenDay], year: int | None) -> None:
        full = [(d.span.start, d.year) for d in days if d.year]
        full += [(d.to.span.start, d.to.year) for d in days if d.to and d.to.year]
        self._marks = sorted((*full, *year_marks(text)))
        self._places = [place for place, _ in self._marks]
        self._text, self._year = text, year

    def at(self, place: int) -> int | None:
        """The year for a day at a place, None if the text names none and none was given."""
        after = bisect_right(self._places, place)
        if after:
            start, before = self._marks[after - 1]
            near = "\n" not in self._text[start:place]
            if near or self._year is None or self._year - 1 <= before <= self._year:
                return before
        if self._year is not None:
            return self._year
        return self._marks[after][1] if after < len(self._marks) else None


def _moment(day: WrittenDay, years: _Years) -> Moment:
    first, last = _ends(day, years)
    if day.to is None and not day.open:
        last = first
    guessed = day.year is None and (day.to is None or day.to.year is None)
    return Moment(day.whole, first, last, guessed_year=guessed)


def _ends(day: WrittenDay, years: _Years) -> tuple[date | None, date | None]:
    """First and last day; a last day that would lie before the first is in the next year."""
    stated = day.year or (day.to.year if day.to else None)
    year = stated or years.at(day.span.start)
    if year is None:
        return None, None
    first = day.on(year)
    if day.to is None:
        return (None, first) if day.open else (first, first)
    last = day.to.on(day.year or year, day.month)
    if first and last and last < first:
        if day.to.year is None:
            last = day.to.on(year + 1, day.month)
        elif day.year is None:
            first = day.on(year - 1)
    return first, last


def _joined(text: str, moments: list[Moment], lengths: list[Length]) -> Iterator[Moment]:
    """Give each length to the day or period that it is said of; what is left stands alone."""
    left = list(lengths)
    for moment in moments:
        said = next((x for x in left if _belongs(text, moment, x)), None)
        if said is None:
            yield moment
            continue
        left.remove(said)
        span = Span(min(moment.span.start, said.span.start), max(moment.span.end, said.span.end))
        first, last = moment.first, moment.last
        if first == last:  # a single day and a length: one end of the period is not written
            ends = (
                _UNTIL.search(text[max(moment.span.start - 12, 0) : moment.span.start]) is not None
            )
            first, last = (None, last) if ends else (first, None)
        yield Moment(span, first, last, said.length, said.unit, moment.guessed_year)
    for one in left:
        yield Moment(one.span, None, None, one.length, one.unit)


def _belongs(text: str, moment: Moment, length: Length) -> bool:
    if moment.first is None and moment.last is None:
        return False
    if moment.first == moment.last:
        return runs_from(text, moment.span, length)
    return states_length(text, moment.span, length)
