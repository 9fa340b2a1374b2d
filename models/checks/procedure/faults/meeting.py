"""Faults of the collective decision (集体审议的瑕疵): another topic, no result, who spoke last."""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.document import Document
from models.checks.procedure.fault import Case, Fault
from models.checks.procedure.issuer import issuer_kind
from models.checks.procedure.minutes import about_draft, adopts
from models.checks.procedure.speakers import HEAD, head_before_others
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
_FULL = re.compile("(?:常务|全体)(?:扩大)?会|政府常务")
_OTHER_MEETING = re.compile(
    "党组(?:扩大)?会议?|[县市区州]委常委会(?:会议)?|班子(?:成员)?(?:扩大)?会议?|党委会议?|(?:局|委|县|区|市)?(?:长|主任)?(?:办公|局务|委务)会议?|书记[^。\\n]{0,4}会议?|领导小组[^。\\n]{0,6}会议?|联席会议?|"
    "[一-龥]{0,8}(?:会|会议)(?=记录|纪要)"
)
_ROUND = re.compile("传阅|圈阅|传签|会签|流转|书面(?:征求|审议|表决)|微信群|签报|批示")
_MET = re.compile("召开|主持|出席|参会|列席|次(?:常务|全体|办公)?会")
_MEETING_KIND = re.compile("常务会|全体会|办公会|局务会|党组会|联席会")
_REPORTED = re.compile("审议结果的?报告")
_UNIFIED = re.compile("由[^。；，\\n]{2,30}委员会[^。；，\\n]{0,8}统一审议")
_COMMITTEE = re.compile("[一-龥]{2,40}委员会(?=[\\n　 （(]|$)")
_FIRST = re.compile(
    f"{HEAD}[^。；\\n]{{0,12}}(?:首先|先行|率先|最先|带头|先)(?:作|做)?(?:发言|定调|拍板|表态|发表|表明|讲话|谈|提出)|"
    f"{HEAD}[^。；\\n]{{0,8}}(?:指出|表示|认为|表态|提出|强调)[^\\n]{{0,60}}?(?:随后|接着|之后|然后|其后)[^。；\\n]{{0,30}}(?:发言|表示|发表|赞同|同意)|"
    f"{HEAD}[^。；，\\n]{{0,4}}[：:][^。；\\n]{{0,10}}我(?:先|带个头|首先)(?:谈|说|讲|表|定)"
)
_LAST = re.compile("最后(?:发言|发表|总结|表态|作)|末位")
_BLANK_DAY = re.compile("[_＿ 　]{2,}年?[_＿ 　]*月[_＿ 　]+日")
_AWAY = re.compile(
    "(?:组成人员|成员|委员)[^。；\\n\\d]{0,8}(\\d+)\\s*[人名][^。；\\n]{0,16}?(\\d+)\\s*[人名][^。；，\\n]{0,4}(?:请假|缺席|未到|未出席)"
)
_DUE = re.compile("应(?:到|出席|参会)[^。；\\n\\d]{0,10}(\\d+)\\s*[人名]")
_CAME = re.compile(
    "(?:实到|实际(?:出席|到会|参会)|(?<!应)到会|(?<![应际])出席)[^。；，\\n\\d]{0,10}(\\d+)\\s*[人名]"
)


def adopted(case: Case) -> Iterator[Fault]:
    """没有审议结果: the minutes do not deal with this draft, or tell no decision on it."""
    papers = _minutes(case)
    package = case.view.package
    if not papers or any(adopts(package, shown.document) for shown in papers):
        return
    yield _fault(papers[0].document, about_draft(package, papers[0].document))


def by_the_right_meeting(case: Case) -> Iterator[Fault]:
    """会议不对: a special or working meeting does not stand in for the meeting of the body.

    A government decides at its executive or plenary meeting.
    """
    papers = _minutes(case)
    if not papers:
        return
    shown, text = papers[0], papers[0].text
    if all(_LESSER.search(s.text[:_HEADING]) and not _BODY.search(s.text) for s in papers):
        found = _LESSER.search(text)
        message = "由专题会、协调会决定，应当由常务会议、全体会议（部门为办公会议）集体审议决定"
        yield _at(message, shown, found)
    elif all(_ROUND.search(s.text) and not _MET.search(s.text) for s in papers):
        message = "以传阅、会签等书面方式代替会议，没有经会议集体审议决定"
        yield _at(message, shown, _ROUND.search(text))
    elif issuer_kind(case.view) == "government" and not any(_FULL.search(s.text) for s in papers):
        found = _OTHER_MEETING.search(text)
        if found:
            message = f"由{found[0]}决定，政府文件应当由常务会议或者全体会议集体审议决定"
            yield _at(message, shown, found)


def _at(message: str, shown: Shown, found: re.Match[str] | None) -> Fault:
    place = (found.start(), found.end()) if found else (shown.start, shown.end)
    return Fault(message, quote(shown.document, *place))


def adoption_day_agrees(case: Case) -> Iterator[Fault]:
    """通过日期不一: the document or its order names another day of adoption than the minutes."""
    held = [d for s in _minutes(case) for d in days_saying(s.document, _HELD)]
    days = {d.day for d in held} | {d.day for s in _minutes(case) for d in signature_of(s.document)}
    orders = [m.document for m in case.view.package.playing("EV-16", "EV-14")]
    kinds = {m[0] for s in _minutes(case) for m in _MEETING_KIND.finditer(s.text[:_HEADING])}
    others = [m.document for m in case.view.package.playing("EV-29", "EV-13", "EV-18")]
    for paper in (case.view.package.main, *orders, *others):
        for dated in days_saying(paper, _PASSED):
            told_of = _MEETING_KIND.search(dated.evidence.quote)
            if paper in others and not (told_of and told_of[0] in kinds):
                continue
            if days and dated.day not in days:
                told = f"{in_words(dated.day)}通过，与会议纪要的日期（{in_words(min(days))}）不一致"
                yield Fault(f"“{paper.name}”写{told}", dated.evidence)
                return
            break


def chief_speaks_last(case: Case) -> Iterator[Fault]:
    """首长先发言: the head of the executive gave the opinion before the others."""
    for shown in _minutes(case):
        found = _FIRST.search(shown.text)
        remark = head_before_others(shown.text)
        place = found.span() if found else (remark.start, remark.end) if remark else None
        if place and not _LAST.search(shown.text):
            message = "行政首长先发表意见，应当在其他组成人员之后最后发表"
            yield Fault(message, quote(shown.document, *place))


def undated(case: Case) -> Iterator[Fault]:
    """会议日期空白: the minutes have blanks for the day, or the number, of the meeting."""
    for shown in _minutes(case):
        found = _BLANK_DAY.search(shown.text[:_HEADING])
        if found and next(days_saying(shown.document, _HELD), None) is None:
            message = f"“{shown.document.name}”没有填写会议日期"
            yield Fault(message, quote(shown.document, found.start(), found.end()))


def enough_members(case: Case) -> Iterator[Fault]:
    """到会不足: no more than half of the members were there."""
    for shown in _minutes(case):
        away = _AWAY.search(shown.text)
        if away and int(away[2]) * 2 >= int(away[1]):
            message = f"组成人员{away[1]}人，缺席{away[2]}人，到会没有过半数"
            yield Fault(message, quote(shown.document, away.start(), away.end()))
        due, came = _DUE.search(shown.text), _CAME.search(shown.text)
        if due and came and int(came[1]) * 2 <= int(due[1]):
            message = f"应到{due[1]}人，实到{came[1]}人，没有过半数"
            yield Fault(message, quote(shown.document, came.start(), came.end()))


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
