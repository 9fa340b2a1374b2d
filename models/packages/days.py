"""Days (日期): days as materials write them, also without a year or month, and what links two."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from corpus.numbering import parse_number
from corpus.span import Span
from corpus.structure.dates import DATE, date_of
from models.contracts.figures.calendar import LINK
from models.contracts.figures.numerals import plain

_CN = "[一二三四五六七八九十]"
_DAY = rf"(?P<d>\d{{1,2}}|{_CN}{{1,3}})"
_FULL = re.compile(rf"(?<!\d)(?:{DATE})(?:(?<=日)|号|(?!\d))")
_SHORT = re.compile(
    rf"(?<![\d{_CN[1:-1]}])(?P<m>\d{{1,2}}|{_CN}{{1,2}})[ \u3000]*月[ \u3000]*{_DAY}"
)
_END = re.compile(r"[ \u3000]*[日号]")
_ONLY_DAY = re.compile(rf"{_DAY}[ \u3000]*[日号]")
_POINTED = re.compile(r"(?P<m>\d{1,2})[./-](?P<d>\d{1,2})(?![\d./-])")
_MONTH = re.compile(
    r"(?<!\d)(?P<y>20\d{2}|19\d{2})[ \u3000]*年[ \u3000]*\d{1,2}[ \u3000]*月(?![ \u3000]*\d)"
)
_RECURRING = re.compile(r"(?:每|当|次|翌|上一?|下一?|逢)个?年(?:度|的)?[ \u3000]*$")
_TIME = (
    r"(?:[ \u3000]*(?:[（(](?:星期|周)?[^）)\n]{1,6}[)）])?[ \u3000]*(?:凌晨|上午|中午|下午|晚上?|[0０]?时)?"
    r"[ \u3000]*\d{1,2}(?:[时点](?:\d{1,2}分?|整|半)?|[:：]\d{2}(?:[:：]\d{2})?))?"
)
_ENDING = r"[，,；;|\s]{0,4}(?:征集|征求意见|公示|公告|反馈|征询)?(?:结束|截止|终止)(?:时间|日期|日)?[:：|]?\s*"
_BRIDGE = re.compile(
    rf"{_TIME}(?P<link>{LINK.pattern}|\s*(?:[–―﹣﹘➝→]|起?到)\s*|(?P<labels>{_ENDING}))"
)
_BEGINNING = re.compile(r"(?:开始|起始|起止)(?:时间|日期|日)?[:：|]?\s*$")
_UNCLEAR_START = re.compile(
    r"(?:即日|今日|(?:公告|公布|发布|公示|通知|通告|刊登|刊发|印发|登报|挂网|上网|本[一-龥]{0,6})(?:之日|当日|当天))"
    r"(?:起算?|开始)?[，,]?\s*(?:至|到|—+|-+|止于|截至)\s*$"
)


@dataclass(frozen=True, slots=True)
class WrittenDay:
    """书写日期: the parts that the text gives; `year` and `month` are None where it leaves them out.

    `to` is the last day of a period that this one begins.
    `open` tells that a period without a written first day ends here (自公告之日起至…), `recurring`
    that it comes back every year (每年三月一日).
    """

    span: Span
    year: int | None
    month: int | None
    day: int | None
    to: WrittenDay | None = None
    open: bool = False
    recurring: bool = False

    def on(self, year: int, month: int | None = None) -> date | None:
        """The day, with the year (and month) given where the text has none; None: no such day."""
        try:
            return date(self.year or year, self.month or month or 0, self.day or 0)
        except ValueError:
            return None

    @property
    def whole(self) -> Span:
        """From its first sign to the last one of its period."""
        return Span(self.span.start, self.to.span.end) if self.to else self.span


def read_days(text: str) -> tuple[WrittenDay, ...]:
    """书写日期 in order: 2026年7月13日, 2026-07-13, 二〇二六年三月一日, 7月13日至31日."""
    half = plain(text)
    days: list[WrittenDay] = []
    end = 0
    for found in _starts(half):
        first = _written(found, half) if found.start() >= end else None
        if first is None:
            continue
        day = _with_end(first, half)
        if _RECURRING.search(half, max(found.start() - 8, 0), found.start()):
            day = replace(day, recurring=True)
        days.append(day)
        end = day.whole.end
    return tuple(days)


def year_marks(text: str) -> tuple[tuple[int, int], ...]:
    """年份标志: (place, year) of the months written with a year (2026年4月), outside of 《》."""
    half = plain(text)
    return tuple(
        (m.start(), int(m["y"]))
        for m in _MONTH.finditer(half)
        if half.count("《", 0, m.start()) <= half.count("》", 0, m.start())
    )


def _starts(text: str) -> Iterator[re.Match[str]]:
    full = list(_FULL.finditer(text))
    taken = [range(m.start(), m.end()) for m in full]
    short = [m for m in _SHORT.finditer(text) if not any(m.start() in r for r in taken)]
    yield from sorted((*full, *short), key=lambda m: m.start())


def _written(found: re.Match[str], text: str) -> WrittenDay | None:
    """A day on its own; 7月13 without 日 is one only where a period goes on behind it."""
    if found.re is _FULL:
        value = date_of(found)
        year = parse_number(re.sub("[ＯO]", "〇", found["y"]))
        month, day = (
            parse_number(found["m"] or found["m2"]),
            parse_number(found["d"] or found["d2"]),
        )
        if value is None and (year is None or year < 1900):
            return None
        return WrittenDay(Span(found.start(), found.end()), year, month, day)
    stop = _END.match(text, found.end())
    end = stop.end() if stop else found.end()
    if stop is None and not _goes_on(text, end):
        return None
    return WrittenDay(
        Span(found.start(), end), None, parse_number(found["m"]), parse_number(found["d"])
    )


def _goes_on(text: str, end: int) -> bool:
    link = _BRIDGE.match(text, end)
    return link is not None and _last(text, link.end(), pointed=False) is not None


def _with_end(first: WrittenDay, text: str) -> WrittenDay:
    start, end = first.span.start, first.span.end
    link = _BRIDGE.match(text, end)
    labelled = link is not None and link["labels"] is not None
    if link is None or (labelled and not _BEGINNING.search(text, max(start - 8, 0), start)):
        before = text[max(start - 30, 0) : start]
        return replace(first, open=_UNCLEAR_START.search(before) is not None)
    pointed = re.search(r"\d[./-]\d{1,2}$", first.span.of(text)) is not None
    return replace(first, to=_last(text, link.end(), pointed=pointed))


def _last(text: str, at: int, *, pointed: bool) -> WrittenDay | None:
    """The last day of a period, which may leave out what the first one has said."""
    full = _FULL.match(text, at)
    if full:
        return _written(full, text)
    short = _SHORT.match(text, at) or (_POINTED.match(text, at) if pointed else None)
    if short:
        stop = _END.match(text, short.end())
        month, day = parse_number(short["m"]), parse_number(short["d"])
        return WrittenDay(Span(at, stop.end() if stop else short.end()), None, month, day)
    only = _ONLY_DAY.match(text, at)
    if only:
        return WrittenDay(Span(at, only.end()), None, None, parse_number(only["d"]))
    return None
