"""Reckoning (期日推算): days that follow from the day of signing, of effect and the term."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass, replace
from datetime import date, timedelta

from models.contracts.figures.calendar import DATE, date_of
from models.contracts.figures.numerals import plain
from models.contracts.obligations.types import Due, Period
from models.contracts.types import Contract

_SIGNED = re.compile(
    r"(?:签订|签署|签约|订立|签字)(?:日期|时间|日)[ \u3000]*[：:][ \t\u3000]*(?P<rest>[^\n]{0,40})"
)
_SIGN_DATE = re.compile(
    r"^[ \t\u3000]*日[ \u3000]*期[ \u3000]*[：:][ \t\u3000]*(?P<rest>[^\n]{0,60})", re.M
)
_SIGNED_IN = re.compile(
    rf"(?:本(?:合同|协议))?(?:由双方)?(?:于|在){DATE.pattern}(?:在[一-龥]{{2,16}})?(?:签订|签署|订立)"
)
_EFFECT = re.compile(rf"(?:自|从|于){DATE.pattern}(?:之日)?(?:起)?生效")
_ON_SIGNING = re.compile(
    r"(?:签字|盖章|签订|签署|签章)[^。；\n]{0,16}(?:之日|后|时)?(?:起)?(?:即)?(?:成立并)?生效"
)
_TERM = re.compile(
    r"(?P<label>[一-龥]{0,6}(?:期限|有效期|租期|服务期|租赁期|合同期|承包期|经营期|借款期|委托期|使用期))"
    r"(?:[^。；\n]{0,24}?|[^。；\n]{0,6}\n)"
    rf"(?:自|从)?[ \u3000]*{DATE.pattern}[ \u3000]*(?:零时)?(?:起|始|开始)?[，,]?(?:至|到|—|-|~)"
    r"[ \u3000]*(?P<to>[^。；\n]{6,16}日)"
)
_FILLERS = "(?:自|于|在|本|经|双方|甲乙双方|正式|合同|协议|书|之|签字|签章|盖章|并|、)*"
_AT_SIGNING = re.compile(rf"{_FILLERS}(?:签订|签署|签字|订立|签约|签章|盖章){_FILLERS}")
_AT_EFFECT = re.compile(rf"{_FILLERS}(?:生效|成立)")
_ALONE = re.compile(rf"^[ \t\u3000]*{DATE.pattern}[ \t\u3000]*$", re.M)
_TAIL = 400
_AT_END = re.compile(r"(?:(?:期限|期|租期)(?:届)?满|到期)(?:之?日)?$")
_OTHER_TERM = re.compile("质|保|缺陷|试|维|试用|付款|建设|公示|异议|工期|宽限")
_LINKS = re.compile(r"(?:之日后|之日起|之日|当日起|次日起|之后|以后|起|后|前)+$")


@dataclass(frozen=True, slots=True)
class Starts:
    """起算日: None where the contract does not tell (a blank date of signing)."""

    signed: date | None
    effective: date | None
    term_start: date | None
    term_end: date | None


def read_starts(contract: Contract) -> Starts:
    """起算日 of a contract. Two dates of signing count as the later one, a blank one as none."""
    text = plain(contract.text)
    signed = _signed(text)
    written = _EFFECT.search(text)
    effective = date_of(written) if written else None
    if effective is None and signed and _ON_SIGNING.search(text):
        effective = signed
    term = _TERM.search(text)
    start = date_of(term) if term else None
    close = DATE.search(term["to"]) if term else None
    return Starts(signed, effective, start, date_of(close) if close else None)


def _signed(text: str) -> date | None:
    within = _SIGNED_IN.search(text)
    if within:
        return date_of(within)
    found = [m["rest"] for m in _SIGNED.finditer(text)] or [
        m["rest"] for m in _SIGN_DATE.finditer(text)
    ]
    days = [date_of(m) for rest in found for m in DATE.finditer(rest)]
    if not found:
        return _alone(text)
    if not days or len(days) < len(found) or None in days:
        return None
    return max(day for day in days if day)


def _alone(text: str) -> date | None:
    """A date on a line of its own below the names of the parties."""
    start = max(len(text) - _TAIL, 0)
    days = [date_of(found) for found in _ALONE.finditer(text, start)]
    return max((day for day in days if day), default=None)


def reckon(due: Due, starts: Starts) -> Due:
    """期日推算: the due with the day that follows from `starts`, unchanged where none follows."""
    if (
        due.day is None
        and due.period is None
        and re.search("(?:签订|签署)(?:本?(?:合同|协议))?(?:时|当日|之日)", due.text)
    ):
        return replace(due, day=starts.signed, ground="签订日" if starts.signed else "")
    if (
        due.day
        or due.period is None
        or due.period.count is None
        or due.period.unit in ("hour", "minute")
    ):
        return due
    start, name = _start(due, starts)
    if start is None:
        return due
    day = earlier(start, due.period) if due.before else later(start, due.period)
    note = "，未扣除法定节假日" if due.period.unit == "workday" else ""
    return replace(
        due, day=day, ground=f"按{name}{start.year}年{start.month}月{start.day}日推算{note}"
    )


def _start(due: Due, starts: Starts) -> tuple[date | None, str]:
    trigger = _LINKS.sub("", due.trigger.strip("，,"))
    renewal = due.before and re.search("续[租签约订]", trigger)
    if renewal or (_AT_END.search(trigger) and not _OTHER_TERM.search(trigger)):
        return starts.term_end, "期限届满日"
    if due.before:
        return None, ""
    if _AT_SIGNING.fullmatch(trigger):
        return starts.signed, "签订日"
    if _AT_EFFECT.fullmatch(trigger):
        return starts.effective, "生效日"
    return None, ""


def later(day: date, period: Period) -> date:
    """Count a period from a day, which itself is not counted; a shorter month ends on its last."""
    count = period.count or 0
    if period.unit == "workday":
        return _workdays(day, count, 1)
    if period.unit in ("day", "week"):
        return day + timedelta(days=count * (7 if period.unit == "week" else 1))
    return _months(day, count * {"month": 1, "quarter": 3, "year": 12}.get(period.unit, 0))


def earlier(day: date, period: Period) -> date:
    """Count a period back from a day."""
    count = period.count or 0
    if period.unit == "workday":
        return _workdays(day, count, -1)
    if period.unit in ("day", "week"):
        return day - timedelta(days=count * (7 if period.unit == "week" else 1))
    return _months(day, -count * {"month": 1, "quarter": 3, "year": 12}.get(period.unit, 0))


def _workdays(day: date, count: int, step: int) -> date:
    while count > 0:
        day += timedelta(days=step)
        count -= day.weekday() < 5
    return day


def _months(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))
