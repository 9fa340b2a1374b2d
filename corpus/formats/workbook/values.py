"""Values (单元格的值): numbers, dates and times as the reader of a sheet sees them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import cache
from typing import TYPE_CHECKING

from corpus.formats.workbook.names import S, whole
from corpus.formats.workbook.number_formats import number_shown, plain_number

if TYPE_CHECKING:
    from lxml import etree

# formats that Chinese versions of the programs have by number and do not write out
_CHINESE: dict[int, str] = {
    **dict.fromkeys((27, 36, 50, 52, 57), 'yyyy"年"m"月"'),
    **dict.fromkeys((28, 29, 51, 53, 54, 58), 'm"月"d"日"'),
    **dict.fromkeys((30, 31), 'yyyy"年"m"月"d"日"'),
    **dict.fromkeys((32, 34, 55), 'h"时"mm"分"'),
    **dict.fromkeys((33, 35, 56), 'h"时"mm"分"ss"秒"'),
}
_LITERAL = re.compile(r'"[^"]*"|\\.|[_*].|\[(?![hms]+\])[^\]]*\]', re.I)


@dataclass(frozen=True, slots=True)
class Styles:
    """单元格样式: the format code of each style, and whether days count from 1904."""

    codes: tuple[str, ...] = ()
    from_1904: bool = False

    def shown(self, value: float, style: int) -> str:
        """显示: the number, or the date it stands for, under a style."""
        code = self.codes[style] if style < len(self.codes) else "General"
        if not _is_date(code):
            return number_shown(value, code)
        return _date_shown(value, code, from_1904=self.from_1904) or plain_number(value)


def read_styles(root: etree._Element | None, *, from_1904: bool) -> Styles:
    """读取样式: from styles.xml; without one every number is shown plain."""
    if root is None:
        return Styles((), from_1904)
    own = {
        whole(item.get("numFmtId")): item.get("formatCode", "General")
        for item in root.iterfind(f"{S}numFmts/{S}numFmt")
    }
    codes = (
        own.get(number) or _builtin(number)
        for item in root.iterfind(f"{S}cellXfs/{S}xf")
        for number in (whole(item.get("numFmtId")),)
    )
    return Styles(tuple(codes), from_1904)


def _builtin(number: int) -> str:
    from openpyxl.styles.numbers import BUILTIN_FORMATS

    return _CHINESE.get(number) or BUILTIN_FORMATS.get(number, "General")


@cache
def _is_date(code: str) -> bool:
    from openpyxl.styles.numbers import is_date_format

    return "General" not in code and bool(is_date_format(code))


def _date_shown(value: float, code: str, *, from_1904: bool) -> str:
    """Return the date or time, "" for a number that stands for none."""
    from openpyxl.utils.datetime import CALENDAR_MAC_1904, CALENDAR_WINDOWS_1900, from_excel

    letters = _LITERAL.sub("", code.split(";")[0]).lower()
    if value < 0:
        return ""
    if "[" in letters:  # hours that run on beyond a day
        minutes = round(value * 24 * 60)
        return f"{minutes // 60}:{minutes % 60:02}"
    try:
        moment = from_excel(value, CALENDAR_MAC_1904 if from_1904 else CALENDAR_WINDOWS_1900)
    except (OverflowError, ValueError):
        return ""
    day = moment.date() if isinstance(moment, datetime) else None
    clock = moment.time() if isinstance(moment, datetime) else moment
    return _worded(day, clock if isinstance(clock, time) else time(), letters)


def _worded(day: date | None, clock: time, letters: str) -> str:
    timed = "h" in letters or "s" in letters
    dated = bool(re.search("[yd]", letters)) or not timed
    shown = ""
    if dated and day is not None:
        shown = f"{day.year}年"
        if "d" in letters or "m" in letters:
            shown += f"{day.month}月"
        if "d" in letters:
            shown += f"{day.day}日"
    if timed and (clock != time() or not shown):
        shown += f"{clock.hour}:{clock.minute:02}" + (
            f":{clock.second:02}" if "s" in letters else ""
        )
    return shown


def iso_shown(text: str) -> str:
    """ISO 日期显示: a date cell that is written as 2026-09-15T00:00:00."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return text
    return _worded(moment.date(), moment.time(), "ymdh")
