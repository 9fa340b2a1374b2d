"""Faults of hearings (听证的瑕疵): announced or provided with papers too late, or not open."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from corpus.document import Document
from corpus.numbering import parse_number
from models.checks.procedure.fault import Case, Fault
from models.checks.procedure.timeline import (
    STAMP,
    Dated,
    days_saying,
    sentences_with_days,
    signature_of,
)
from models.checks.procedure.view import Shown, quote
from models.contracts.figures.calendar import in_words
from models.finding import Evidence
from models.packages.signed import signatures
from models.packages.types import Moment
from models.packages.workdays import natural_days

_HELD = (
    re.compile("(?:举行|召开)(?=[^。；\\n]{0,30}听证)|(?<=听证会)(?:举行|召开)"),
    re.compile("举行|召开"),
    re.compile("(?<!送达)(?<!签收)(?<!领取)(?<!报名)(?<!公告)(?<!发布)(?<!寄出)时间"),
)
_SENT = re.compile(
    "送达|发送|送交|送到|寄送|寄给|寄出|寄达|发给|发放|分发|派发|签收|领取|印发|提供给|收到(?=[^。；\\n]{0,8}(?:材料|草案|文本))|推送|转交"
)
_PAPERS = re.compile("材料|草案|方案|说明|文本|文件|资料")
_DAY_COLUMN = re.compile("(?:签收|送达|领取|收到|寄出|发放)(?:日期|时间)")
_AT_LAST = re.compile(
    "(?:当天|当日|现场|会上|入场时|会前(?:半小时|一小时|片刻|十分钟)|开会(?:时|前))[^。；\\n]{0,14}"
    "(?:发放|发给|领取|领到|分发|发了|发到|拿到|收到|才看到)|"
    "(?:前天|昨天|昨日|昨晚|前一天|前一日|头一天|头天|今天|今早|临时|刚刚?)[^。；\\n]{0,10}"
    "(?:拿到|收到|领到|送达|发到|看到|发)[^。；\\n]{0,6}"
)
_CLOSED = re.compile(
    "(?:代表|参加人|参加人员)[^。；\\n]{0,24}(?:均|全部|都|全)(?:为|是|系|由|来自)[^。；\\n]{0,24}"
    "(?:干部|工作人员|职工|公务员|局|机关|单位)|(?:不|未)公开(?:举行|遴选|产生|报名)|"
    "(?:无|没有)[^。；\\n]{0,12}(?:群众|公众|利害关系人|企业|市民|居民|村民|消费者|农户)[^。；\\n]{0,8}(?:代表|参加|到会|报名)|"
    "(?:代表|参加人)[^。；\\n]{0,12}由[^。；\\n]{2,16}(?:指定|内定|直接确定|选定|安排)"
)
_CHOSEN_FAIRLY = re.compile("公开报名|遴选|随机|抽取|推荐")
_ENCLOSED = re.compile(
    "(?:现将|随函|随文|附上)[^。；\\n]{0,24}"
    "(?:材料|草案|方案|说明|文本)[^。；\\n]{0,10}(?:发|送|寄|印|附)"
)
_TAKING_PART = re.compile("(?:参加人员?|参会人员|听证代表|听证参加人)[：:]([^\\n。]+)")
_OFFICE = re.compile("局|政府|委员会|办公室|厅|街道办|管委会|人大|政协")
_FEWEST = 3
_NOTICED = re.compile("公告")
_LEAD = re.compile(
    "(?:听证会?|会议)(?:召开|举行)?前[ 　]*(\\d{1,2}|[一二两三四五六七八九十]{1,3})[ 　]*(?:个工作)?[日天]|"
    "提前[ 　]*(?:了)?(\\d{1,2}|[一二两三四五六七八九十]{1,3})[ 　]*(?:个工作)?[日天]"
)
_NOTICE = re.compile(
    "(?:公告|公布|发布|通知)(?:日期|时间|于|[：:])|(?:发布|公布|刊登|张贴)[^。；\\n]{0,6}公告"
)


def materials_sent_ahead(case: Case) -> Iterator[Fault]:
    """送达过迟: hearing materials reach the participants at least the set days ahead."""
    yield from _ahead(case, "lead")
    for shown in case.shown:
        found = _AT_LAST.search(shown.text) if shown.material else None
        if found and _PAPERS.search(quote(shown.document, *found.span()).quote):
            yield Fault("听证材料临近听证才发给参加人", quote(shown.document, *found.span()))
            return


def notice_ahead(case: Case) -> Iterator[Fault]:
    """公告过迟: the hearing is announced at least the set days ahead."""
    yield from _ahead(case, "notice")


def hearing_open(case: Case) -> Iterator[Fault]:
    """听证不公开: all who took part belong to the authorities, or were picked behind closed doors."""
    for shown in case.shown:
        found = _CLOSED.search(shown.text) if shown.material else None
        if found and not _CHOSEN_FAIRLY.search(found[0]):
            message = f"“{shown.document.name}”的听证参加人不是公开产生的利害关系人、公众代表"
            yield Fault(message, quote(shown.document, *found.span()))
            return
        listed = _TAKING_PART.search(shown.text) if shown.material else None
        people = re.split("[、，；]", listed[1]) if listed else []
        if listed and len(people) >= _FEWEST and all(_OFFICE.search(one) for one in people):
            message = f"“{shown.document.name}”的听证参加人都是机关人员，没有利害关系人、公众代表"
            yield Fault(message, quote(shown.document, *listed.span()))
            return


def _told_in_days(case: Case, what: str) -> Iterator[Fault]:
    """The lead as a paper states it: 听证会前3日送达、公告提前15日发布."""
    for shown in (s for s in case.shown if s.material is not None):
        for found in _LEAD.finditer(shown.text):
            evidence = quote(shown.document, *found.span())
            number = parse_number(found[1] or found[2]) or 0
            right = _NOTICED if what == "notice" else _SENT
            about_days = number and right.search(evidence.quote)
            if about_days and number < (case.step.deadline_days or 0):
                word = "听证公告" if what == "notice" else "听证材料送达"
                yield Fault(f"{word}只提前{number}日，不足{case.step.deadline_days}日", evidence)
                return


def _ahead(case: Case, what: str) -> Iterator[Fault]:
    wanted = case.step.deadline_days
    held = _held(case)
    yield from _told_in_days(case, what)
    if not wanted or held is None:
        return
    told = _told(case, held) if what == "lead" else _noticed(case, held)
    if told is None:
        return
    days = natural_days(told.day, held) - 1
    if days < wanted:
        word = "听证材料送达" if what == "lead" else "听证公告"
        apart = f"距听证会（{in_words(held)}）{days}日，不足{wanted}日"
        yield Fault(f"{word}（{in_words(told.day)}）{apart}", told.evidence)


def _held(case: Case) -> date | None:
    """The day of the hearing: the one before the word that tells of it, else the one behind."""
    papers = [s for s in case.shown if "听证" in s.text]
    found = (_day_of(shown, words) for words in _HELD for shown in papers)
    return next((day for day in found if day), None)


def _day_of(shown: Shown, words: re.Pattern[str]) -> date | None:
    """The day in the first sentence that says one of the words; a label's day is behind it."""
    for sentence, moments in sentences_with_days(shown.document):
        said = words.search(sentence)
        if said is None:
            continue
        start = shown.text.find(sentence) + said.start()
        label = "时间" in said[0]
        days = sorted(moments, key=lambda m: (_is_behind(m, start) != label, _apart(m, start)))
        first = next((m.first for m in days if m.first), None)
        if first:
            return first
    return None


def _is_behind(moment: Moment, place: int) -> bool:
    return moment.span.start > place


def _apart(moment: Moment, place: int) -> int:
    return abs(moment.span.start - place)


def _told(case: Case, held: date) -> Dated | None:
    """The day on which the papers were sent to the participants; by a list, to the last of them."""
    listed = [d for s in case.shown for d in _listed_days(s.document) if d.day <= held]
    if listed:
        return max(listed, key=lambda one: one.day)
    told = [d for s in case.shown for d in _nearest(s.document) if d.day < held]
    told += [d for s in case.shown if _ENCLOSED.search(s.text) for d in signature_of(s.document)]
    told = [d for d in told if d.day < held]
    about = [d for d in told if _PAPERS.search(d.evidence.quote)]
    return min(about or told, key=lambda one: one.day, default=None)


def _nearest(paper: Document) -> Iterator[Dated]:
    """In each sentence that tells of sending, the day nearest to the word."""
    seen: set[str] = set()
    for dated in days_saying(paper, _SENT):
        if dated.evidence.quote not in seen:
            seen.add(dated.evidence.quote)
            yield dated


def _listed_days(paper: Document) -> Iterator[Dated]:
    """The days in a list of receipt."""
    if not any(_DAY_COLUMN.search(line) and re.search("[|\\t]", line) for line in _lines(paper)):
        return
    for sentence, moments in sentences_with_days(paper):
        if re.search("[|\\t]", sentence):
            for moment in moments:
                if moment.first:
                    yield Dated(moment.first, Evidence(paper.name, sentence.strip()))


def _lines(paper: Document) -> list[str]:
    return paper.text.split("\n")


def _noticed(case: Case, held: date) -> Dated | None:
    """The day of the notice: as told, else that of the first signature before the hearing."""
    told = [d for s in case.shown for d in days_saying(s.document, _NOTICE) if d.day < held]
    signed = [
        Dated(m.first, quote(s.document, m.span.start, m.span.end))
        for s in case.shown
        for m in signatures(s.document)
        if m.first and m.first < held
    ]
    stamped = [d for s in case.shown for d in days_saying(s.document, STAMP) if d.day < held]
    return min((*told, *signed, *stamped), key=lambda one: one.day, default=None)
