"""Days (日期): those that forms ask with."""

from __future__ import annotations

from datetime import date

from corpus.errors import BadOption

_FIRST, _LAST = date(1900, 1, 1), date(2999, 12, 31)


def read_day(word: str, name: str) -> date | None:
    """日期 in a form, None for none.

    Raises:
        BadOption: not a day as 2026-11-24, or not from 1900 to 2999.
    """
    said = word.strip()
    if not said:
        return None
    try:
        day = date.fromisoformat(said)
    except ValueError:
        day = date.min
    if not _FIRST <= day <= _LAST:
        raise BadOption(f"{name}应写作 2026-11-24 的形式，1900 年至 2999 年之间")
    return day
