"""Day of signing (落款日期): when a material says that it was signed, filled in or issued."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from corpus.document import Document
from corpus.structure.lines import BLANK, Line, split_lines
from models.packages.dates import read_moments
from models.packages.types import Moment

_BODY = "政府|[部厅局署院委办会处科股室组队站所行镇乡]|中心|公司|集团|大学|学校|社区|街道|专班|委员会|事务所"
_SEAL = re.compile(
    r"印章|公章|盖章|签章|签名|签字|[（(]章[)）]|(?:审核|审查|负责|经办|记录|主持|填表|审批|拟稿|核稿)人"
)
_SIGNED = re.compile(rf"(?:{_BODY})(?:[（(][^）)]{{1,10}}[)）])*[{BLANK}、，,|]*$")
_NAME = re.compile(rf"(?:^|[{BLANK}，,、。：:|])[一-龥·]{{2,4}}[{BLANK}，,、|]*$")
_AFTER = re.compile(rf"[{BLANK}|]*(?:[（(](?:印章|公章|盖章|章)[)）]|[)）]|[{BLANK}|。])*$")
_LABEL = re.compile(
    rf"(?:(?:填报|填表|填写|编制|成文|落款|出具|制表|制作|签署|签发|审核|审查|初审|报送|上报|报告|记录|整理|送审|发文)"
    rf"(?:日期|时间)|日期)[{BLANK}]*[：:|]?[{BLANK}]*$"
)
_OTHER_LABEL = re.compile(
    "(?:反馈|截止|要求|公示|征集|征求|征询|开始|结束|施行|实施|生效|收到|登记|送出|会议|座谈|听证|发布|公布|公告|论证|评估|出版|拍卖)"
    rf"[一-龥]{{0,3}}(?:日期|时间)[{BLANK}]*[：:|]?[{BLANK}]*$"
)
_PRINTED = re.compile(rf"[{BLANK}]*印[{BLANK}]*发")


def signed_on(document: Document) -> Moment | None:
    """落款日期: the day in the signature block, else that of the last signature.

    Where nothing is signed: a labelled day (填报日期, 编制日期, 成文日期), then the day beside 印发.
    None where there is none of them; the day of a meeting is none. Where the text gives no year
    it is guessed from the days before it.
    """
    days = _days(document)
    block = document.metadata.signature_span
    in_block = [day for day in days if block and block.contains(day.span)]
    if in_block:
        return in_block[-1]
    lines = split_lines(document.text)
    for fits in (_is_signature, _is_labelled, _is_printed):
        found = [d for line, d in _by_line(lines, days) if fits(document.text, line, d)]
        if found:
            return found[-1]
    return None


def signatures(document: Document) -> tuple[Moment, ...]:
    """落款日期 of every paper that a file binds and of all who signed it, in order."""
    lines = split_lines(document.text)
    pairs = _by_line(lines, _days(document))
    return tuple(day for line, day in pairs if _is_signature(document.text, line, day))


def _days(document: Document) -> list[Moment]:
    return [m for m in read_moments(document.text) if m.first is not None and m.first == m.last]


def _by_line(lines: Sequence[Line], days: Sequence[Moment]) -> Iterator[tuple[Line, Moment]]:
    for day in days:
        line = next((x for x in lines if x.start <= day.span.start < x.end), None)
        if line is not None:
            yield line, day


def _is_signature(text: str, line: Line, day: Moment) -> bool:
    """A line that is a date, or ends with one behind a body, a seal or a name."""
    before, after = text[line.start : day.span.start], text[day.span.end : line.end]
    if not _AFTER.match(after):
        return False
    before = re.sub(rf"[（(]?[{BLANK}]*$", "", before)
    if not before or before in ("（", "("):
        return not after.strip() or line.words[0] not in "（("
    if re.search("日期|时间", before[-8:]):
        return False
    remark = before.count("（") > before.count("）")  # （采纳：给到2027年10月15日） is no name
    return any(sign.search(before) for sign in (_SIGNED, _SEAL, *(() if remark else (_NAME,))))


def _is_labelled(text: str, line: Line, day: Moment) -> bool:
    before = text[line.start : day.span.start]
    return bool(_LABEL.search(before)) and not _OTHER_LABEL.search(before)


def _is_printed(text: str, line: Line, day: Moment) -> bool:
    return bool(
        _PRINTED.match(text, day.span.end, line.end)
        or re.search(
            rf"印[{BLANK}]*发[{BLANK}]*(?:日期|时间)?[{BLANK}]*[|：:][{BLANK}]*$",
            text[line.start : day.span.start],
        )
    )
