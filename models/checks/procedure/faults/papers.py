"""Faults of papers (材料本身的瑕疵): unsigned, undated, or dated where they cannot be."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from models.checks.procedure.fault import Case, Fault
from models.checks.procedure.timeline import (
    Milestone,
    sentences_with_days,
    signature_of,
)
from models.checks.procedure.view import Shown, quote
from models.contracts.figures.calendar import in_words
from models.finding import Evidence
from models.packages.types import Moment

_NEAR = timedelta(days=120)

_UNSIGNED = re.compile(
    "未署(?:单位|名|日期)|未(?:加)?盖(?:公|印)?章|没有(?:文号、)?(?:署名|盖章|签名|签字|落款|印章)|"
    "未签(?:名|字|署)?(?=[\\s。；，）)]|$)|(?:待|尚未)(?:签[字名]|盖章)|无(?:签名|签字|落款|盖章)|"
    "签(?:名|字|署)[^。\\n]{0,4}(?:留白|空白)|"
    "(?:签[署名字]|盖章)[^\\n]{0,8}[：:|\\t ]?[（(\\[［](?:空|空白|未填|未签|无|待补)[）)\\]］]",
    re.M,
)
_BLANK_NAME = re.compile(
    "(?:签名|签字|签章|签署|署名)(?:（[^）\\n]*）)?[：:][ 　]*(?=[ 　_＿]*$|[年|\\t]|[ 　]{4,}|[_＿]{3,})|"
    "[（(](?:签名|签字|签署|盖章|签章)[）)][：:][ 　_＿]*$|[：:][ 　]*(?:未签|待签)(?=[ 　）)]*$)|"
    "^[ 　]*[一-龥·]{2,4}[：:][ 　]*[_＿]{2,}|"
    "(?:^|[|\\t 　])签[ 　]*发(?:人|意见)?[ 　]*[：:|\\t]?[ 　]*"
    "(?:[（(\\[［][ 　]*(?:空白|空|未签)?[ 　]*[）)\\]］]|[_＿]{3,}|(?<=[：:|\\t])(?=[ 　]*$))",
    re.M,
)
_BLANK_RESULT = re.compile(
    "(?:结论|等级|审[核查]意见|论证意见|评估意见)[ 　]*[：:|\\t][ 　]*"
    "(?:[（(\\[［][^）)\\]］\\n]{0,3}(?:待|空|未|暂)[^）)\\]］\\n]{0,8}[）)\\]］]|[_＿]{2,}|待(?:定|研究|补|填))"
)
_SIMILAR = "名称相近"
_NO_REPLY = re.compile(
    "(?:未见?|没有|尚未|仍未)(?:收到)?(?:书面)?(?:回复|复函|答复|反馈|回音)(?:意见)?(?=[。；，,\\s）)]|$)"
)
_BLANK_DATE = re.compile("年[ 　_＿]{1,}月[ 　_＿]{1,}日")
_PAST = re.compile("召开|收悉|来函|送来|参加了|走访|开展了|听取了|举行|进行了|组织了|形成了|调研")
_FUTURE = re.compile(
    "请于|拟于|将于|定于|截止|之前|日前|起施行|计划|准备|安排在|预计|届满|至20|目标"
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
            if late and re.search("召开|举行|通过|审议", sentence) and not _FUTURE.search(sentence):
                told = f"所记日期{in_words(late[0])}晚于审查基准日{in_words(case.view.as_of)}"
                message = f"“{shown.document.name}”{told}"
                yield Fault(message, Evidence(shown.document.name, sentence.strip()))
                break


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
        found = _UNSIGNED.search(shown.text) or next(iter(blank_signatures(shown.text)), None)
        place = (found.start(), found.end()) if found else _blank_seal(shown.text)
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
        found = _BLANK_RESULT.search(shown.text)
        if found:
            message = f"“{shown.document.name}”的结论、等级或者意见没有填写"
            yield Fault(message, quote(shown.document, found.start(), found.end()))


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
        if found:
            message = f"“{shown.document.name}”没有得到答复"
            yield Fault(message, quote(shown.document, found.start(), found.end()))


def not_sealed(case: Case) -> Iterator[Fault]:
    """注明未盖章: a paper that itself says that it was not signed or sealed."""
    for shown in _materials(case):
        found = _UNSIGNED.search(shown.text)
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


def _blank_seal(text: str) -> tuple[int, int] | None:
    """A row of a table with an opinion whose cell for the seal or the signature is empty."""
    column, width, at = -1, 0, 0
    for line in text.split("\n"):
        cells = re.split("[|\t]", line)
        named = [i for i, cell in enumerate(cells) if re.search("盖章|签章|印章|公章", cell)]
        if len(cells) >= 3 and column < 0 and named and len(cells[named[0]].strip()) < 8:
            column, width = named[0], len(cells)
        elif column >= 0 and len(cells) in (width, width - 1) and cells[0].strip():
            seal = cells[column].strip() if column < len(cells) else ""
            if not seal and sum(bool(c.strip()) for c in cells) >= 2:
                return at, at + len(line)
        at += len(line) + 1
    return None


def blank_signatures(text: str) -> list[re.Match[str]]:
    """Places to sign that are left blank; a heading above a list of names is none."""
    return [found for found in _BLANK_NAME.finditer(text) if not _heads_a_list(text, found)]


def _heads_a_list(text: str, found: re.Match[str]) -> bool:
    line = text[text.rfind("\n", 0, found.start()) + 1 : found.start()]
    if "未签" in found[0] or re.search("[：:|\t]", line) or len(line.strip()) > 12:
        return False
    return (
        re.match(
            "[ 　]*\n[ 　]*(?!专家|成员|组长|签)[一-龥·]{2,4}(?:[ 　（(：:，、]|$)",
            text[found.end() :],
        )
        is not None
    )


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
    for shown in _materials(case):
        signed = next(signature_of(shown.document), None)
        if signed is None:
            continue
        for sentence, moments in sentences_with_days(shown.document):
            asked = [m.first for m in moments if m.first and m.first > signed.day]
            if asked and re.search("来函|收悉|函悉|《关于征求", sentence):
                dates = f"落款{in_words(signed.day)}早于所答复来函的{in_words(asked[0])}"
                message = f"“{shown.document.name}”{dates}，日期矛盾"
                yield Fault(message, signed.evidence)
                break
