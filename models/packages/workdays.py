"""Working days (工作日): counted by the public holidays of the years that the calendar knows."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from functools import cache

_DAY = timedelta(days=1)


@cache
def known_years() -> tuple[int, int]:
    """节假日数据的起止年份: the first and the last year whose holidays are known."""
    from chinese_calendar.constants import holidays

    years = {day.year for day in holidays}
    return min(years), max(years)


def is_working_day(day: date) -> bool | None:
    """工作日: whether people work on a day, weekends moved for holidays included; None: unknown."""
    from chinese_calendar import is_workday

    first, last = known_years()
    return bool(is_workday(day)) if first <= day.year <= last else None


def natural_days(first: date, last: date) -> int:
    """自然日数, both days counted; 0 if the last is before the first."""
    return max((last - first).days + 1, 0)


def working_days(first: date, last: date) -> int | None:
    """工作日数, both days counted; None where a year is not known."""
    count, day = 0, first
    while day <= last:
        works = is_working_day(day)
        if works is None:
            return None
        count += works
        day += _DAY
    return count


def add_working_days(day: date, number: int) -> date | None:
    """若干工作日之后: the last day of a period of working days, `day` itself not counted.

    None where a year on the way is not known.
    """
    while number > 0:
        day += _DAY
        works = is_working_day(day)
        if works is None:
            return None
        number -= works
    return day


def add_months(day: date, number: int) -> date:
    """若干月之后: the same day of a later month, or that month's last day."""
    count = day.year * 12 + day.month - 1 + number
    year, month = count // 12, count % 12 + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))
