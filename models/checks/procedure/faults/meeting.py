"""Faults of the collective decision (集体审议的瑕疵): another topic, no result, who spoke last."""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.document import Document
from models.checks.procedure.fault import Case, Fault
from models.checks.procedure.minutes import about_draft, adopts
from models.checks.procedure.timeline import days_saying, signature_of
from models.checks.procedure.view import Shown, quote
from models.contracts.figures.calendar import in_words

_HEADING = 200
_HELD = re.compile("召开|主持|会议|时\\s*间|常务会|办公会|联席会")
_PASSED = re.compile("(?:会议|常务会|办公会|联席会)[^。；\\n]{0,10}(?:审议)?通过")
_LESSER = re.compile("专题(?:会|办公会|协调会)|协调会|碰头会|工作例会|调度会|推进会")
_BODY = re.compile(
    "第[^\\n]{1,8}次(?:常务|全体|办公)会|(?:常务|全体|办公|局务|委务|厅务|党政联席|党组|党委)会(?:议)?"
    "(?:审议|研究|讨论|通过|决定|纪要)"
)
_REPORTED = re.compile("审议结果的?报告")
_UNIFIED = re.compile("由[^。；，\\n]{2,30}委员会[^。；，\\n]{0,8}统一审议")
_COMMITTEE = re.compile("[一-龥]{2,40}委员会(?=[\\n　 （(]|$)")
_HEAD = "(?:县长|市长|区长|镇长|乡长|州长|省长|主席|局长|行政首长|主要负责人)"
_FIRST = re.compile(f"{_HEAD}[^。；\\n]{{0,12}}(?:首先|先行|率先|最先|先)(?:发言|表态|发表|表明)")
_LAST = re.compile("最后(?:发言|发表|总结|表态|作)|末位")
_SEATS = re.compile(
    "应(?:到|出席)[^。；\\n]{0,8}?(\\d+)\\s*[人名][^。；\\n]{0,6}"
    "实(?:到|际出席)[^。；\\n]{0,4}?(\\d+)\\s*[人名]"
)


def adopted(case: Case) -> Iterator[Fault]:
    """没有审议结果: the minutes do not deal with this draft, or tell no decision on it."""
    papers = _minutes(case)
    package = case.view.package
    if not papers or any(adopts(package, shown.document) for shown in papers):
        return
    yield _fault(papers[0].document, about_draft(package, papers[0].document))


def by_the_right_meeting(case: Case) -> Iterator[Fault]:
    """会议不对: a special or working meeting does not stand in for the meeting of the body."""
    papers = _minutes(case)
    if papers and all(
        _LESSER.search(s.text[:_HEADING]) and not _BODY.search(s.text) for s in papers
    ):
        shown = papers[0]
        found = _LESSER.search(shown.text)
        place = (found.start(), found.end()) if found else (shown.start, shown.end)
        message = "由专题会、协调会决定，应当由常务会议、全体会议（部门为办公会议）集体审议决定"
        yield Fault(message, quote(shown.document, *place))


def adoption_day_agrees(case: Case) -> Iterator[Fault]:
    """通过日期不一: the document or its order names another day of adoption than the minutes."""
    held = [d for s in _minutes(case) for d in days_saying(s.document, _HELD)]
    days = {d.day for d in held} | {d.day for s in _minutes(case) for d in signature_of(s.document)}
    orders = [m.document for m in case.view.package.playing("EV-16", "EV-14")]
    for paper in (case.view.package.main, *orders):
        for dated in days_saying(paper, _PASSED):
            if days and dated.day not in days:
                told = f"{in_words(dated.day)}通过，与会议纪要的日期（{in_words(min(days))}）不一致"
                yield Fault(f"“{paper.name}”写{told}", dated.evidence)
                return
            break


def chief_speaks_last(case: Case) -> Iterator[Fault]:
    """首长先发言: the head of the executive gave the opinion before the others."""
    for shown in _minutes(case):
        found = _FIRST.search(shown.text)
        if found and not _LAST.search(shown.text):
            message = "行政首长先发表意见，应当在其他组成人员之后最后发表"
            yield Fault(message, quote(shown.document, found.start(), found.end()))


def enough_members(case: Case) -> Iterator[Fault]:
    """到会不足: no more than half of the members were there."""
    for shown in _minutes(case):
        found = _SEATS.search(shown.text)
        if found and int(found[2]) * 2 <= int(found[1]):
            message = f"应到{found[1]}人，实到{found[2]}人，没有过半数"
            yield Fault(message, quote(shown.document, found.start(), found.end()))


def _minutes(case: Case) -> list[Shown]:
    return [s for s in case.shown if s.material is not None and s.material.plays("EV-12")]


def _fault(minutes: Document, parts: list[str]) -> Fault:
    if not parts:
        found = re.search("[^。\n]*(?:审议|研究|讨论)[^。\n]*", minutes.text)
        place = (found.start(), found.end()) if found else (0, 1)
        return Fault(f"“{minutes.name}”没有审议本件", quote(minutes, *place))
    found = re.search("听取|汇报|研究|讨论|审议", parts[0])
    start = minutes.text.find(parts[0]) + (found.start() if found else 0)
    message = f"“{minutes.name}”没有审议通过或者原则同意的结果"
    return Fault(message, quote(minutes, start, start + 1))


def by_the_law_committee(case: Case) -> Iterator[Fault]:
    """统一审议主体不对: the report on the result comes from another committee than that for law."""
    for shown in case.shown:
        found = _REPORTED.search(shown.text)
        signer = _COMMITTEE.search(shown.text, found.end()) if found else None
        signer = _UNIFIED.search(shown.text) or signer
        if signer and "法制" not in signer[0]:
            message = "统一审议和审议结果的报告应由法制委员会作出"
            yield Fault(message, quote(shown.document, signer.start(), signer.end()))
