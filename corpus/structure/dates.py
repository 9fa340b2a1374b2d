"""Dates (日期) as official documents write them, in Chinese or Arabic digits."""

from __future__ import annotations

import re
from datetime import date

from corpus.numbering import parse_number
from corpus.structure.lines import BLANK

_S = f"[{BLANK}]*"
_CN = "[一二三四五六七八九十]"
DATE = (
    rf"(?P<y>[12１２][0-9０-９]{{3}}|[一二][零〇○ＯO0一二三四五六七八九]{{3}}){_S}(?:年{_S}"
    rf"(?P<m>[0-9０-９]{{1,2}}|{_CN}{{1,2}}){_S}月{_S}(?P<d>[0-9０-９]{{1,2}}|{_CN}{{1,3}}){_S}日?"
    r"|(?P<sep>[-/.])(?P<m2>\d{1,2})(?P=sep)(?P<d2>\d{1,2}))"
)
_DATE = re.compile(DATE)


def date_of(found: re.Match[str]) -> date | None:
    """日期: the date of a match of `DATE`, None if there is no such day."""
    year = parse_number(re.sub("[ＯO]", "〇", found["y"]))
    month = parse_number(found["m"] or found["m2"])
    day = parse_number(found["d"] or found["d2"])
    if year is None or month is None or day is None:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def find_date(text: str, start: int = 0, end: int | None = None) -> date | None:
    """日期: the first date between two offsets, None if there is none."""
    found = _DATE.search(text, start, len(text) if end is None else end)
    return date_of(found) if found else None
