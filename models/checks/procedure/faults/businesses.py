"""Faults of hearing businesses (听取企业意见的瑕疵): none came, called off, nothing recorded."""

from __future__ import annotations

import re
from collections.abc import Iterator

from models.checks.procedure.fault import Case, Fault
from models.checks.procedure.faults.papers import no_reply
from models.checks.procedure.view import Shown, quote

_WHO = "(?:企业|公司|协会|商会|经营者|经营户|商户|业主|经营主体|市场主体)"
_ABSENT = re.compile(
    f"(?:未|没有)(?:邀请|通知|请|安排|吸收)[^。；\\n]{{0,24}}{_WHO}|"
    f"(?:没有|无){_WHO}[^。；\\n]{{0,8}}(?:参加|到会|出席|到场|派员|反馈)|"
    f"{_WHO}[^。；\\n]{{0,16}}(?:均|都|全部)?(?:未|没有|无人)(?:能)?(?:到会|参加|出席|到场|派员|派人|反馈|回复|回应)|"
    "座谈会?[^。；\\n]{0,20}(?:取消|未(?:能)?(?:如期)?(?:召开|举行|开成)|没有(?:开|召开|举行)成?|流会)"
)
_HEARD = re.compile(
    f"{_WHO}[^。；\\n]{{0,20}}(?:发言|提出|建议|反映|表示)|(?:改|另|后)[^。；\\n]{{0,20}}(?:召开|走访|书面|问卷|电话)"
)
_UNWRITTEN = re.compile(
    "(?:会议|座谈)?(?:记录|纪要|发言(?:情况|摘要)?|意见(?:和|及)?建议)"
    "[ 　]*[：:|][ 　]*[（(\\[【]?(?:待|空|未|暂缺|后补)"
)
_EMPTY_ROW = re.compile("^[ 　]*(?:\\d{0,2}[ 　]*)[|\\t][|\\t 　]*$", re.M)
_EMPTY_ROWS = 2


def businesses_absent(case: Case) -> Iterator[Fault]:
    """没有听到企业意见: the record says that none was asked or came, and tells of no other hearing."""
    for shown in _papers(case):
        found = _ABSENT.search(shown.text)
        if found and not _HEARD.search(shown.text[found.end() :]):
            message = f"“{shown.document.name}”写明没有企业或者行业协会商会参加"
            yield Fault(message, quote(shown.document, found.start(), found.end()))


def businesses_silent(case: Case) -> Iterator[Fault]:
    """企业没有答复: every paper of the step tells only that no answer came."""
    found = [next(no_reply(Case(case.step, case.view, (shown,))), None) for shown in _papers(case)]
    if found and all(found):
        yield from found[:1]  # type: ignore[misc]


def nothing_recorded(case: Case) -> Iterator[Fault]:
    """没有记录: the sheet of a meeting has only empty rows, or its record is still to be written."""
    for shown in _papers(case):
        empty = list(_EMPTY_ROW.finditer(shown.text))
        found = _UNWRITTEN.search(shown.text) or (empty[0] if len(empty) >= _EMPTY_ROWS else None)
        if found and (len(empty) < _EMPTY_ROWS or not _rows(shown.text)):
            message = f"“{shown.document.name}”没有填写，看不出听取了谁的什么意见"
            yield Fault(message, quote(shown.document, found.start(), found.end()))


def _rows(text: str) -> int:
    """Rows of a table that are filled in, its heading left out."""
    rows = [
        ln for ln in text.split("\n") if re.search("[|\t]", ln) and re.search("[^|\t 　\\d]", ln)
    ]
    return max(len(rows) - 1, 0)


def _papers(case: Case) -> list[Shown]:
    return list({s.document.name: s for s in case.shown if s.material is not None}.values())
