"""Faults of replies (部门回复的瑕疵): bodies asked that did not answer, replies that are not there."""

from __future__ import annotations

import re
from collections.abc import Iterator

from models.checks.procedure.fault import Case, Fault
from models.checks.procedure.view import Shown, quote

_N = "([0-9]+|[一二两三四五六七八九十]{1,3})"
_WHO = "(?:个|家)?(?:有关|相关|市直|县直|区直|市级|县级|成员)?(?:部门|单位|局|机关)"
_SILENT = re.compile(
    "(?<!如)(?<!若)(?:未予|未能?|没有|尚未|仍未|均未|一直没有?|迟迟未)(?:按[期时])?(?:书面)?"
    "(?:回复|回函|复函|反馈|答复|回音|表态|签署意见|收到[^。；\\n]{0,14}(?:回复|回函|复函|反馈|意见))"
)
_TERMS = re.compile(
    "视为|视同|逾期|如|若|(?:反馈|回复|答复)的(?:[，,。]|$)|不同意见|修改意见|意见建议"
)
_LATER = re.compile("补(?:交|报|送|回|来|充)|催(?:办|要|告)|后(?:于|经|已)|随后|现已|均已|已全部")
_SENT = re.compile(
    f"(?:发函|去函|发出|发送|印送|书面征求|征求|送达|分送|征询)[^。；，,\\n]{{0,12}}?{_N}\\s*{_WHO}|"
    f"(?:发送|送达|征求|发函)(?:意见)?(?:单位|部门)[^。；，,\\n\\d]{{0,4}}{_N}\\s*[个家]|"
    f"向[^。；，,\\n]{{0,24}}?{_N}\\s*(?:个|家){_WHO}|(?:发函|去函|征求意见函|发出)[^。；，,\\n]{{0,4}}?{_N}\\s*[份件]"
)
_GOT = re.compile(
    f"(?:收到|收回|回收|反馈|回函|复函|回复)[^。；\\n]{{0,12}}?{_N}\\s*(?:[份件家个]|{_WHO})|"
    f"{_N}\\s*(?:份|件|{_WHO})[^。；，,\\n]{{0,8}}(?:作出|书面|已)(?:回复|回函|复函|反馈|答复)"
)
_LISTED = re.compile(
    "^[ 　]*(?:\\d{1,2}|[（(][一二三四五六七八九十\\d]+[）)]|[一二三四五六七八九十]+)[.．、）)|\\t 　]"
    "[^\\n]{0,20}(?:局|委|办|厅|中心|公司|部|院|会|政府)[^\\n]*(?:意见|同意|建议)",
    re.M,
)
_PARTIAL = re.compile("摘录|节录|摘要|部分|等[\\d一二三四五六七八九十]*(?:个|家)|略|主要意见")
_SPLIT = re.compile("(?:无|没有)(?:不同|修改)?意见[^。；，（(\\n\\d]{0,6}\\d+\\s*[个家份]")
_FEWEST = 2
_OPINION_HEAD = re.compile("[^，。]{0,6}意见(?:和建议|建议)?|办理结果|会签结果|反馈情况")
_BODY = re.compile("(?:局|委|办|厅|中心|部|院|会|公司|政府)$")
_STOPPED = re.compile(
    "(?:流程|会签)?(?:状态|进度)[ 　]*[：:|][ 　]*"
    "(?:已)?(?:终止|中止|未办?结|办理中|撤回|撤销|退回|进行中|待办|超时)"
)
_SPOKEN = re.compile(
    "(?:未|没有|尚未)(?:出具|形成|提供|取得|给出|收到)[^。；，\\n]{0,6}书面|书面(?:意见|材料|的)?(?:后补|待补|以后再|稍后|回头)|"
    "未(?:逐一|正式|专门)?发函[^。；\\n]{0,40}(?:当面|电话|口头|沟通)|"
    "(?:当面|电话|口头)(?:进行)?(?:了)?(?:沟通|征求|协商)[^。；\\n]{0,30}(?:没有意见|没意见|同意|无意见)|"
    "(?:稍后|回头|以后|改日)[^。；\\n]{0,8}书面|(?:电话|口头|微信)(?:答复|回复|表示|告知|征求|询问|咨询)[^。；\\n]{0,30}(?:同意|没有?(?:意见|问题)|可以|应该|合法)"
)
_LETTER = re.compile("请[^。；\\n]{0,30}(?:函复|反馈|回复|复函|提出(?:书面)?意见)")
_ANSWERED = re.compile(
    "收悉|回函|复函|(?:无|没有|没)(?:不同|其他|修改)?意见|同意|建议[^。；\\n]{2,}|采纳|已反馈|回复(?:如下|情况)|[（(](?:章|印章|盖章|公章)[）)][^\\n]*\\n[^\\n]*[局委][：:]"
)
_WRITTEN = re.compile(
    "书面(?:来函|回函|复函|确认|补)|补(?:送|交|发|来)[^。；\\n]{0,10}(?:函|书面)|(?:均|已)(?:加)?盖(?:有)?(?:公|印)?章"
)
_REFUSAL = re.compile(
    "(?<![无未没])(?<!没有)(?<!如)(?:不(?:予)?(?:同意|赞成|赞同|支持|认可)(?!见)|"
    "(?<![不无])(?:持|有|提出)(?:反对|保留)意见|保留(?:不同)?意见|不予会签|拒绝会签|(?:表示|明确|坚决|我[局委办])反对)|"
    "(?:暂)?不(?:宜|应|建议)(?:出台|制定|印发|实施|设立|列入|写入)|请(?:不要|勿|不予)(?:写入|列入|纳入|出台)|"
    "(?:建议|应当?|希望)(?:暂缓|缓|推迟|不予?|不再|停止)(?:出台|制定|印发|发布|实施)|"
    "否则(?:不签|不予|不同意|不会签)|务必(?:删除|删去|取消|撤销)|"
    "(?:难以|无法|无力|不能)(?:同意|落实|保障|承担|执行|配合)"
)
_SETTLED = re.compile(
    "协调|协商|沟通|达成一致|专题会|采纳|修改后同意|仲裁|裁定|已按[^。；\\n]{0,10}(?:意见|建议)|会商|无异议|表示同意"
)
_AWAITED = re.compile(
    "(?:残疾人|残联|妇女|妇联|老龄|老年人|共青团|团委|工会|外商投资企业|外资企业|商会)[^。；\\n]{0,14}"
    "(?:[（(\\[]?(?:意见|回函|回复|材料)?(?:待补|待反馈|待回复|待定|后补|暂缺|空白|未填)|"
    "[|\\t：:][ 　]*[（(\\[][ 　]*[）)\\]])"
)


def bodies_silent(case: Case) -> Iterator[Fault]:
    """部门没有回复: a body that was asked gave no answer, and nothing tells that it did later."""
    for shown in _letters(case):
        for found in _SILENT.finditer(shown.text):
            sentence = _around(shown.text, found)
            if not _TERMS.search(sentence) and not _LATER.search(shown.text[found.start() :]):
                message = f"“{shown.document.name}”有被征求意见的单位没有回复"
                yield Fault(message, quote(shown.document, found.start(), found.end()))
                return


def replies_listed(case: Case) -> Iterator[Fault]:
    """回函不全: fewer replies than bodies asked, or fewer listed than said to have come."""
    for shown in _letters(case):
        sent, got = _SENT.search(shown.text), _GOT.search(shown.text)
        asked, came = _count(sent), _count(got)
        if sent and got and came < asked and not _explained(shown.text):
            message = (
                f"“{shown.document.name}”征求{asked}个单位意见，只有{came}个回复，其余没有说明"
            )
            yield Fault(message, quote(shown.document, got.start(), got.end()))
            continue
        listed = len(_LISTED.findall(shown.text))
        if (
            got
            and _FEWEST <= listed < came
            and not _SPLIT.search(shown.text)
            and not _PARTIAL.search(shown.text)
        ):
            message = f"“{shown.document.name}”称收到{came}个单位回复，所列只有{listed}个"
            yield Fault(message, quote(shown.document, got.start(), got.end()))


def refusals_settled(case: Case) -> Iterator[Fault]:
    """分歧没有协调: a body does not agree, and no paper tells how that was settled."""
    letters = _letters(case)
    notes = [m.text for m in case.view.package.playing("EV-01", "EV-29", "EV-10")]
    told = "\n".join([*(shown.text for shown in letters), *notes])
    for shown in letters:
        found = _REFUSAL.search(shown.text)
        if found and not _SETTLED.search(told):
            message = f"“{shown.document.name}”有单位不同意，材料没有说明怎样协调"
            yield Fault(message, quote(shown.document, found.start(), found.end()))


def only_asked(case: Case) -> Iterator[Fault]:
    """只有去函: every paper is a letter that asks, and none holds an answer."""
    letters = _letters(case)
    asked = [(s, m) for s in letters if (m := _LETTER.search(s.text))]
    if asked and len(asked) == len(letters) and not any(_ANSWERED.search(s.text) for s in letters):
        shown, found = asked[0]
        message = f"“{shown.document.name}”只是征求意见的函，没有有关部门的回复"
        yield Fault(message, quote(shown.document, found.start(), found.end()))


def countersigning_open(case: Case) -> Iterator[Fault]:
    """会签没有办结: a row without an opinion, or a flow that was stopped or is still going on."""
    for shown in _letters(case):
        place = _row_without_opinion(shown.text)
        stopped = _STOPPED.search(shown.text)
        place = place or (stopped.span() if stopped else None)
        if place:
            message = f"“{shown.document.name}”有单位没有签署意见，或者会签没有办结"
            yield Fault(message, quote(shown.document, *place))


def _row_without_opinion(text: str) -> tuple[int, int] | None:
    """A row of a table of bodies whose cell for the opinion is empty."""
    column, at = -1, 0
    for line in text.split("\n"):
        cells = [cell.strip(" 　_＿/—-") for cell in re.split("[|\t]", line)]
        heads = [i for i, cell in enumerate(cells) if _OPINION_HEAD.fullmatch(cell)]
        if len(cells) >= 2 and heads:
            column = heads[0]
        elif len(cells) < 2:
            column = -1
        elif 0 < column < len(cells) and not cells[column] and _BODY.search(cells[column - 1]):
            return at, at + len(line)
        at += len(line) + 1
    return None


def only_spoken(case: Case) -> Iterator[Fault]:
    """只有口头意见: the opinion was given by word of mouth and never in writing."""
    for shown in case.shown:
        found = _SPOKEN.search(shown.text)
        if shown.material is not None and found and not _WRITTEN.search(shown.text[found.end() :]):
            message = f"“{shown.document.name}”只记有口头意见，没有书面意见"
            yield Fault(message, quote(shown.document, found.start(), found.end()))


def groups_awaited(case: Case) -> Iterator[Fault]:
    """群体意见待补: the place for the opinion of the group's organisation is still to be filled."""
    for shown in case.shown:
        found = _AWAITED.search(shown.text)
        if shown.material is not None and found:
            message = f"“{shown.document.name}”中有关群体组织的意见还没有取得"
            yield Fault(message, quote(shown.document, found.start(), found.end()))


def _explained(text: str) -> bool:
    return bool(re.search("视为|视同|其余|其他|另|未涉及|补", text))


def _count(found: re.Match[str] | None) -> int:
    from corpus.numbering import parse_number

    number = next((g for g in found.groups() if g), "") if found else ""
    return (parse_number(number) or 0) if number else 0


def _around(text: str, found: re.Match[str]) -> str:
    low = max(text.rfind(mark, 0, found.start()) for mark in "。；\n") + 1
    highs = [at for mark in "。；\n" if (at := text.find(mark, found.end())) >= 0]
    return text[low : min(highs, default=len(text))]


def _letters(case: Case) -> list[Shown]:
    return [s for s in case.shown if s.material is not None and s.material.plays("EV-05")]
