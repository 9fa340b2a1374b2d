"""Dues (期限): when a duty is to be performed, read from its clause."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass, replace
from datetime import date

from models.contracts.figures.calendar import date_of
from models.contracts.figures.numerals import plain
from models.contracts.obligations.time_words import (
    AFTER,
    AHEAD,
    BEFORE,
    DAY,
    EVERY,
    FOLLOWING,
    SO_LONG_BEFORE,
    WITHIN,
    read_period,
)
from models.contracts.obligations.types import Due

_JOINED = re.compile(
    r"(?:在|于)(?P<event>[^，,。；]{2,16}?(?<!提)(?:前|后))(?=[^，,。；]{2,30}[，,]并)"
)
"""在进场前配齐人员，并…: the event goes for both deeds."""
_EVENT_END = re.compile(
    r"(?:(?:质保|保修|保证|维护|维保|运维)期(?:限)?内|之日|之后|以后|后|时|前|完毕|期满|届满|合格|完成|的同时)$"
)
_IN_TERM = re.compile(r"(?:质保|保修|质量保证|维保)期(?:限)?内")
_PREPOSITION = re.compile(r"(?:至少|应)?(?:自|从|于|在)?(?:不晚于|不迟于|至迟)?$")
_HEAD = re.compile(r"^(?:并|且|则|即|如果?|若|但|其中|同时|以及)[，,]?")


@dataclass(frozen=True, slots=True)
class Found:
    """期限所在: the due and where its words stand in the clause (`end` 0 for elsewhere)."""

    due: Due
    start: int = 0
    end: int = 0


def read_due(text: str, verb: int) -> Found:
    """期限 of the deed at `verb` in a clause.

    A written day goes before a period after an event, that before a rhythm, an event comes last.
    """
    half = plain(text)
    for read in (_day, _after, _ahead, _rhythm, _within):
        found = read(half, verb)
        if found is not None:
            lead = _PREPOSITION.search(half, 0, found.start)
            return replace(found, start=lead.start() if lead else found.start)
    return _event(half, verb)


def _day(text: str, verb: int) -> Found | None:
    for found in DAY.finditer(text):
        if found["tail"] == "起" or re.match(
            r"\s*(?:至|到|—|-|签订|签署|生效)", text[found.end() :]
        ):
            continue
        value = _month_end(found) if found["y2"] else date_of(found)
        if value is None or abs(found.start() - verb) > 70:
            continue
        words = f"{value.year}年{value.month}月{value.day}日{found['tail'] or ''}"
        return Found(Due(text=words, day=value), found.start(), found.end())
    return None


def _month_end(found: re.Match[str]) -> date | None:
    year, month = int(found["y2"]), int(found["m2"])
    if not 1 <= month <= 12:
        return None
    return date(year, month, calendar.monthrange(year, month)[1])


def _after(text: str, verb: int) -> Found | None:
    found = _nearest(AFTER, text, verb)
    if found is None or _is_negative(text, found.end()):
        return None
    start = _segment_start(text, found.start())
    trigger = _cleaned(text[start : found.start()])
    link = found["link"]
    if link.startswith("签"):
        trigger, link = trigger + link, "后"
    if not trigger:
        trigger = _cleaned(_last_segment(text[:start]) or "")
    words = tidy(f"{trigger}{link}{_amount(found)}内")
    at = max(text.rfind(trigger, start, found.start()), start) if trigger else found.start()
    return Found(Due(words, f"{trigger}{link}", read_period(found)), at, found.end())


def _ahead(text: str, verb: int) -> Found | None:
    found = _nearest(BEFORE, text, verb)
    if found is not None and not re.match(r"(?:内|以内)(?:未|仍|不)", text[found.end() :]):
        start = _segment_start(text, found.start())
        trigger = _cleaned(text[start : found.end("event")])
        words = tidy(f"{trigger}前{_amount(found)}")
        return Found(Due(words, trigger, read_period(found), before=True), start, found.end())
    found = _nearest(AHEAD, text, verb)
    if found is None:
        return _so_long_before(text, verb)
    start = _segment_start(text, found.start())
    event = _event_of(text[: found.start()]) or _change(text[: found.start()])
    words = tidy(f"{event}，提前{_amount(found)}" if event else f"提前{_amount(found)}")
    return Found(Due(words, event, read_period(found), before=True), found.start(), found.end())


def _change(head: str) -> str:
    """更换项目经理，须提前…: the change that is to be announced."""
    segments = re.split("[，,：:]", head)
    last = segments[-2] if len(segments) > 1 else ""
    return _cleaned(last) if re.search("更换|变更|调整|转让|解除|终止|续|退|停|检修", last) else ""


def _so_long_before(text: str, verb: int) -> Found | None:
    """开工三日前, 会议召开5日前."""
    found = _nearest(SO_LONG_BEFORE, text, verb)
    if found is None or re.search("每|逾期|[月年度]$", found["event"]):
        return None
    event = _cleaned(found["event"])
    words = tidy(f"{event}{_amount(found)}前")
    return Found(Due(words, event, read_period(found), before=True), found.start(), found.end())


def _rhythm(text: str, verb: int) -> Found | None:
    following = FOLLOWING.search(text)
    if following:
        words = tidy(following[0])
        return Found(
            Due(words, every=f"每{following['unit2']}"), following.start(), following.end()
        )
    near = [
        m for m in EVERY.finditer(text)
        if m.start() <= verb + 24 and not re.match("逾期|迟延|延迟|超过", text[m.end() :])
    ]  # fmt: skip
    if not near:
        return None
    found = max(near, key=lambda m: (bool(m["day"]), m.start()))
    words = tidy(found["every"] + (found["day"] or ""))
    return Found(Due(words, every=found["every"]), found.start(), found.end())


def _within(text: str, verb: int) -> Found | None:
    found = _nearest(WITHIN, text, verb)
    if found is None or found["not"]:
        return None
    head = text[: found.start()]
    event = _event_of(head)
    words = tidy(f"{event}，{_amount(found)}内" if event else f"{_amount(found)}内")
    return Found(Due(words, event, read_period(found)), found.start(), found.end())


def _event(text: str, verb: int) -> Found:
    """An event alone: 设备交付后支付, 每次付款前开具."""
    head = text[:verb]
    inner = re.search(
        r"(?P<event>[^，,。；：:]{2,36}?(?:之日|之后|以后|后|(?<!小)时(?!间|限|候)|之前|(?<!提)前(?!款|期)|的同时|(?:质保|保修|保证|维护|维保|运维|租赁|服务)期(?:限)?内))(?=[^，,。；]{0,12}$)",
        head,
    )
    if inner and not re.search("必要时|前述|今后|届时|随时|及时|(?<!合)同时$|此时", inner["event"]):
        event = _cleaned(inner["event"])
        if len(event) > 2:
            at = max(text.find(event, inner.start("event")), inner.start("event"))
            return Found(Due(tidy(event), event), at, inner.end())
    joined = _JOINED.search(head)
    event = _cleaned(joined["event"]) if joined else _event_of(head)
    return Found(Due(tidy(event), event)) if event else Found(Due())


def _event_of(head: str) -> str:
    """The nearest earlier segment that names an event: 安装完毕后，… or 需续租的，…."""
    segments = re.split("[，,：:]", head)
    for segment in reversed(segments[:-1]):
        if _EVENT_END.search(segment) or segment.endswith("的") or _IN_TERM.search(segment):
            return _cleaned(segment)
    return ""


def _nearest(pattern: re.Pattern[str], text: str, verb: int) -> re.Match[str] | None:
    """The last match before the deed, else the first one soon behind it."""
    matches = list(pattern.finditer(text))
    earlier = [m for m in matches if m.end() <= verb + 2]
    later = [m for m in matches if verb < m.start() and _belongs(text, verb, m)]
    chosen = earlier[-1:] or later[:1]
    return chosen[0] if chosen else None


def _belongs(text: str, verb: int, found: re.Match[str]) -> bool:
    """A time behind the deed: in its segment, after 并, or in a segment that only says 完成."""
    comma = re.search("[，,](?!并)", text[verb : found.start() + 1])
    return comma is None or re.match(r"[^，,]{0,3}完成[。；;]?$", text[found.end() :]) is not None


def _is_negative(text: str, end: int) -> bool:
    return re.match("未|仍|没有|不能", text[end:]) is not None


def _segment_start(text: str, at: int) -> int:
    return max(text.rfind(mark, 0, at) for mark in "，,；;。：:") + 1


def _last_segment(head: str) -> str:
    pieces = [p for p in re.split("[，,；;。：:]", head) if p.strip()]
    return pieces[-1] if pieces else ""


def _cleaned(words: str) -> str:
    """An event without the party and 应当在 before it."""
    words = _HEAD.sub("", words.strip())
    found = re.search(
        r"(?:应当|(?<![供对响相适])应|须|需要?(?=在|于|自|从)|必须|将|同意|负责(?!人))(?:自(?!行)|从|于|在)?|(?:^|方|人|商|费|款|金|果|告|%|％)(?:自(?!行)|从|于|在)|^(?:自(?!行)|从|于|在)",
        words,
    )
    if found and found.end() < len(words):
        words = words[found.end() :]
    words = _HEAD.sub("", words).strip(" \u3000：:")
    return words[:-1] if words.endswith("的") else words


def _amount(found: re.Match[str]) -> str:
    return re.sub(r"[（(].*?[)）]", "", found["period"])


def tidy(words: str) -> str:
    """整理: without blanks and brackets that say nothing; what is left blank is ＿＿."""
    words = re.sub(r"[（(]含本数[)）]", "", words)
    words = re.sub(r"[ \u3000]{2,}|[_＿]{2,}|[【\[]\s*[】\]]", "＿＿", words)
    return re.sub(r"\s", "", words).strip("，,")
