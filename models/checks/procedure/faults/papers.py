"""Faults of papers (材料本身的瑕疵): unsigned, undated, or dated where they cannot be."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from models.checks.procedure.fault import Case, Fault
from models.checks.procedure.marks import (
    blank_cells,
    blank_result,
    blank_signatures,
    unsigned_words,
)
from models.checks.procedure.timeline import (
    Dated,
    Milestone,
    sentences_with_days,
    signature_of,
)
from models.checks.procedure.view import Shown, quote
from models.contracts.figures.calendar import in_words
from models.finding import Evidence
from models.packages.types import Moment

_NEAR = timedelta(days=120)

_SIMILAR = "名称相近"
_NO_REPLY = re.compile(
    "(?:未见?|没有|尚未|仍未|还未|均未|没(?!有)|未予|未作|无(?=回)|逾期未|一直没有)(?:收到)?(?:任何|书面|其|该会|对方)?"
    "(?:的)?(?:回复|复函|回函|答复|反馈|回音|回信|回应|回执|表态)(?:意见|材料)?(?=[。；，,\\s）)]|$)|"
    "(?:座谈|沟通|走访|协商|征询)会?[^。；\\n]{0,12}(?:改期|延期|推迟|取消|未能?(?:举行|召开|开展|成行)|"
    "尚未(?:举行|召开|开展))|(?:未|没有|尚未)(?:再)?(?:举行|召开|开展|进行)[^。；\\n]{0,8}(?:座谈|沟通|协商|征询)"
)
_REQUEST = re.compile(
    "请[^。；\\n]{0,30}(?:函复|反馈|回复|复函|提出(?:书面)?意见|书面意见)|征求[^。；\\n]{0,40}意见的函"
)
_ANSWER = re.compile(
    "收悉|复函|回函(?!件?地址)|函复如下|(?:无|没有)(?:不同|其他|修改)?意见|同意|建议|座谈|"
    "采纳|发言|提出了?[^。；\\n]{0,10}意见(?!建议)"
)
_HEAD = 80
_LETTER = re.compile("关于(?:书面)?(?:征求|征询)[^\\n]{0,60}意见(?:建议)?的(?:函|通知)(?!的)")
_REPLY = re.compile("复函|回函|反馈意见|的回复|意见反馈")
_ASKS_PARTY = re.compile("请示|呈报|报告")
_AGREES = re.compile(
    "(?:县委|市委|区委|州委|省委|党委|常委会?|书记|党组)[^。；\\n]{0,16}同意|(?:原则)?同意(?:你|县|市|区|该|印发|出台|实施|所报|按)|"
    "批复(?!为盼|。)|(?:常委会|党委会|党组会)[^。；\\n]{0,20}(?:研究|审议|听取|通过|审定)|(?<!请)批示|圈阅|已阅|阅示意见"
)
_BLANK_DATE = re.compile("年[ 　_＿]{1,}月[ 　_＿]{1,}日")
_PAST = re.compile(
    "召开|收悉|来函|送来|参加了|走访|开展了|听取了|举行|进行了|组织了|形成了|调研|回收|访谈|踏勘|现场查看|"
    "专家评审|评审会|论证会|座谈会|"
    "(?:^|[|\\t　 ])[ 　]*(?:(?:会议|论证|座谈|评审|调研|听证)(?:时间|日期)|时间)[ 　]*[：:|]|"
    "查看|质询|勘察|考察|到会|赶赴"
)
_EVENTS = re.compile("召开|举行|通过|审议")
_MAIL_EVENTS = re.compile("召开|举行|通过|审议|^[ 　]*(?:发送)?(?:时间|日期)[ 　]*[：:]")
_FUTURE = re.compile(
    "请于|建议[于在自]|(?:底|旬)前|拟于|将于|定于|截止|之前|日前|起施行|计划|准备|安排在|预计|届满|至20|目标"
)


def after_review_date(case: Case) -> Iterator[Fault]:
    """落款在审查基准日之后: a paper dated after the day of the review."""
    for shown in _materials(case):
        signed = next(signature_of(shown.document), None)
        if signed and signed.day > case.view.as_of:
            yield Fault(
                f"“{shown.document.name}”落款日期{in_words(signed.day)}晚于审查基准日{in_words(case.view.as_of)}",
                signed.evidence,
            )
            continue
        for sentence, moments in sentences_with_days(shown.document):
            late = [m.first for m in moments if m.first and m.first > case.view.as_of]
            if late and _happened(shown.text).search(sentence) and not _FUTURE.search(sentence):
                told = f"所记日期{in_words(late[0])}晚于审查基准日{in_words(case.view.as_of)}"
                message = f"“{shown.document.name}”{told}"
                yield Fault(message, Evidence(shown.document.name, sentence.strip()))
                break


def _happened(text: str) -> re.Pattern[str]:
    """Words of a sentence whose day is past; in a printed mail also the line of its time."""
    return _MAIL_EVENTS if "发件人" in text else _EVENTS


def signed_before_events(case: Case) -> Iterator[Fault]:
    """落款早于所记事项: a paper that tells of what happened after its own date."""
    for shown in _materials(case):
        signed = next(signature_of(shown.document), None)
        if signed is None:
            continue
        for sentence, moments in sentences_with_days(shown.document):
            later = [m.first for m in moments if m.first and _is_later(m, signed.day)]
            if later and _PAST.search(sentence) and not _FUTURE.search(sentence):
                name = shown.document.name
                message = f"“{name}”落款日期{in_words(signed.day)}早于其中所记的{in_words(later[0])}，日期矛盾"
                yield Fault(message, Evidence(name, sentence.strip()))
                break


def _is_later(moment: Moment, day: date) -> bool:
    """Whether a moment is after a day; one far off whose year is a guess may be of the year before."""
    if moment.first is None or moment.first <= day:
        return False
    return not moment.guessed_year or moment.first - day < _NEAR


def before_the_draft(case: Case) -> Iterator[Fault]:
    """早于草案形成: an assessment of the draft that is dated before the drafting began."""
    start = case.view.timeline.get(Milestone.START) or case.view.timeline.get(Milestone.DRAFTED)
    if start is None:
        return
    for shown in _materials(case):
        signed = next(signature_of(shown.document), None)
        if signed and signed.day < start.day:
            dates = f"日期{in_words(signed.day)}早于{in_words(start.day)}启动起草或者草案形成"
            message = f"“{shown.document.name}”{dates}，日期矛盾"
            yield Fault(message, signed.evidence)


def unsigned(case: Case) -> Iterator[Fault]:
    """没有署名盖章: a paper that says or shows itself to be unsigned, or has a blank for the date."""
    for shown in _materials(case):
        found = unsigned_words(shown.text) or next(iter(blank_signatures(shown.text)), None)
        cells = blank_cells(shown.text, "盖章|签章|印章|公章")
        place = found.span() if found else next(cells, None)
        if place:
            yield Fault(
                f"“{shown.document.name}”有应签名、盖章而未签的地方", quote(shown.document, *place)
            )
            continue
        blank = _BLANK_DATE.search(shown.text)
        if blank and next(signature_of(shown.document), None) is None:
            yield Fault(
                f"“{shown.document.name}”没有填写日期",
                quote(shown.document, blank.start(), blank.end()),
            )


def blank_conclusion(case: Case) -> Iterator[Fault]:
    """结论空白: the place for the conclusion, grade or opinion is blank or put off."""
    for shown in _materials(case):
        place = blank_result(shown.text)
        if place:
            message = f"“{shown.document.name}”的结论、等级或者意见没有填写"
            yield Fault(message, quote(shown.document, *place))


def named_otherwise(case: Case) -> Iterator[Fault]:
    """名称不同: every paper of the step has another, if similar, document in its title."""
    papers = [s.material for s in _materials(case) if s.material is not None]
    if papers and all(m.relation == "unclear" and _SIMILAR in m.relation_reason for m in papers):
        first = papers[0]
        message = f"“{first.name}”{first.relation_reason.rstrip('，请核对')}，不能确认针对本件"
        yield Fault(message, quote(first.document, 0, 1))


def no_reply(case: Case) -> Iterator[Fault]:
    """没有答复: opinions were asked for and no answer is told."""
    for shown in _materials(case):
        found = _NO_REPLY.search(shown.text)
        if found is None and not _ANSWER.search(shown.text.replace("函复", "")):
            found = _REQUEST.search(shown.text)
        if found:
            message = f"“{shown.document.name}”没有得到答复"
            yield Fault(message, quote(shown.document, found.start(), found.end()))


def not_sealed(case: Case) -> Iterator[Fault]:
    """注明未盖章: a paper that itself says that it was not signed or sealed."""
    for shown in _materials(case):
        found = unsigned_words(shown.text)
        if found:
            message = f"“{shown.document.name}”注明没有签名、盖章"
            yield Fault(message, quote(shown.document, found.start(), found.end()))


def after_the_decision(case: Case) -> Iterator[Fault]:
    """先决定后办理: every paper of the step is dated after the meeting that decided."""
    decided = case.view.timeline.get(Milestone.DECIDED)
    dated = [d for s in _materials(case) for d in (next(signature_of(s.document), None),) if d]
    if decided and dated and all(one.day > decided.day for one in dated):
        first = min(dated, key=lambda one: one.day)
        dates = f"日期{in_words(first.day)}晚于{in_words(decided.day)}集体审议"
        message = f"“{first.evidence.file}”{dates}，次序颠倒"
        yield Fault(message, first.evidence)


def about_another(case: Case) -> Iterator[Fault]:
    """针对另一文件: a paper of the same role in the package that is about another document."""
    roles = {r.evidence_id for s in _materials(case) if s.material for r in s.material.roles[:1]}
    for material in case.view.package.materials:
        first = material.roles[0].evidence_id if material.roles else ""
        if material.relation == "other" and first in roles:
            found = re.search("[^\n]*《[^\n]*", material.text) or re.search("[^\n]+", material.text)
            at = found.start() if found else 0
            yield Fault(
                f"“{material.name}”{material.relation_reason}，不能证明本件的这一步骤",
                quote(material.document, at, at + 1),
            )


def _materials(case: Case) -> list[Shown]:
    """The papers among the evidence, each once; the main draft itself is left out."""
    kept = {one.document.name: one for one in case.shown if one.material is not None}
    return list(kept.values())


def replied_before_asked(case: Case) -> Iterator[Fault]:
    """复函早于来函: a reply dated before the letter that it answers."""
    asked = _first_asked(case)
    for shown in _materials(case):
        signed = next(signature_of(shown.document), None)
        if signed is None:
            continue
        for sentence, moments in sentences_with_days(shown.document):
            late = [m.first for m in moments if m.first and m.first > signed.day]
            if late and re.search("来函|收悉|函悉|《关于征求", sentence):
                yield _too_early(shown, signed, late[0])
                break
        else:
            is_reply = _REPLY.search(shown.text[:_HEAD]) and not _LETTER.search(shown.text[:_HEAD])
            if asked and is_reply and signed.day < asked:
                yield _too_early(shown, signed, asked)


def _first_asked(case: Case) -> date | None:
    """The day of the first letter among the evidence that asks for opinions."""
    letters = [s for s in _materials(case) if _LETTER.search(s.text[:_HEAD])]
    days = [d.day for s in letters for d in signature_of(s.document)]
    return min(days, default=None)


def _too_early(shown: Shown, signed: Dated, asked: date) -> Fault:
    dates = f"落款{in_words(signed.day)}早于所答复来函的{in_words(asked)}"
    return Fault(f"“{shown.document.name}”{dates}，日期矛盾", signed.evidence)


def never_answered(case: Case) -> Iterator[Fault]:
    """只请示没有批复: the party committee was asked, and no paper tells that it agreed."""
    told = [s for s in case.shown if s.material is not None]
    asked = told and all(_ASKS_PARTY.search(s.text[:_HEAD]) for s in told)
    if asked and not any(_AGREES.search(s.text) for s in told):
        message = f"只有“{told[0].document.name}”，没有党委的批复或者会议意见"
        yield Fault(message, quote(told[0].document, 0, 1))
