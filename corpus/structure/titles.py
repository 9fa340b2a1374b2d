"""Titles (标题): what a document calls itself."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.span import Span
from corpus.structure.lines import BLANK, Line, squeeze

KINDS = [
    "条例",
    "办法",
    "规定",
    "细则",
    "通知",
    "意见",
    "决定",
    "公告",
    "通告",
    "方案",
    "合同",
    "合同书",
    "协议",
    "协议书",
    "报告",
    "规则",
    "规范",
    "规程",
    "标准",
    "决议",
    "通报",
    "批复",
    "函",
    "命令",
    "令",
    "法",
    "法典",
    "解释",
    "章程",
    "制度",
    "准则",
    "指引",
    "指南",
    "规划",
    "计划",
    "纲要",
    "要点",
    "清单",
    "目录",
    "措施",
    "安排",
    "意向书",
    "备忘录",
    "建议",
    "议案",
    "答复",
    "答复函",
    "纪要",
    "公报",
    "说明",
    "修正案",
    "意见书",
    "办法",
    "守则",
    "预案",
    "举措",
    "政策",
    "工作规则",
    "裁量基准",
    "基准",
    "公约",
    "规约",
    "承诺书",
    "须知",
    "请示",
    "总结",
    "编",
    "总则",
    "责任书",
    "补充规定",
]
_SUFFIX = "|".join(sorted(set(KINDS), key=len, reverse=True))
_STATUS = rf"(?:[{BLANK}]*[（(〔\[][^（）()〕\]]{{1,30}}[）)〕\]])*"
_TITLE = re.compile(rf"[^。；：:;！？\n]{{0,110}}(?:{_SUFFIX})(?:》|[》”])?{_STATUS}[{BLANK}]*")


_COMPLETE = re.compile(
    "的[一-龥]{0,6}(?:通知|意见|决定|公告|通告|通报|批复|函|规定|办法|方案|报告|答复|解释|决议|请示|规则|命令|细则|说明)"
    r"(?:[（(][^）)]*[）)])*$"
)
_SHORTEST = 4
_DECREE = re.compile(r"令(?:[（(]?第.{1,12}号[）)]?)?$|^公告$")
_UNFINISHED = re.compile("(?:关于|印发|发布|公布|转发|的|、|和|及)$")
_REST = re.compile("的|[》〉]|《[^》]*》的?(?:通知|公告|决定|命令|令)")
_NO_TITLE = re.compile(
    r"^第.{1,8}号$|[〔\[【]\d{4}[〕\]】]|^目[\s\u3000]*录$|^[（(]\d{4}年|^(?!.*关于).{2,40}文件$|^附[件：:]|^合同编号|"
    r"^代?(?:[省州盟市县旗区镇乡局厅][\s\u3000]*长|主[\s\u3000]*任)[\s\u3000]*(?:[一-龥×](?<!令)[\s\u3000]*){0,3}$|"
    r"^\d{4}年|[\\>|\t]|[-=—_|+ ]+$|^(?:甲|乙)方"
)


def is_title(words: str) -> bool:
    """标题: tell whether a line reads like the title of an official document or contract."""
    return len(words) <= 160 and _TITLE.fullmatch(squeeze(words)) is not None


@dataclass(frozen=True, slots=True)
class Titled:
    """标题: the words of a title and where they stand, None if only a hint gave them."""

    title: str
    span: Span | None


def find_title(text: str, head: Sequence[Line], hint: str = "") -> Titled:
    """标题: the title in the first lines of a document; it may run over several lines."""
    lines = list(head[:40])
    hinted = _hinted(text, lines, hint)
    if hinted and not _DECREE.search(hinted.title):
        return _whole(hinted, lines)
    found = _searched(lines)
    if found and not (hinted and _DECREE.search(found.title)):
        return found
    if hinted:
        return hinted
    if hint.strip():
        return Titled(hint.strip(), None)
    return _first_line(lines)


def _searched(lines: Sequence[Line]) -> Titled | None:
    """The first title among the lines; an order (令) only where there is no other."""
    decree: Titled | None = None
    for i, line in enumerate(lines):
        if _is_no_title_line(line):
            continue
        count = _title_lines(lines, i)
        if count:
            titled = _titled(lines[i : i + count])
            if len(titled.title) < _SHORTEST:
                continue
            if not _DECREE.search(titled.title):
                return titled
            decree = decree or titled
    return decree


def _titled(lines: Sequence[Line]) -> Titled:
    return Titled(_join(lines), Span(lines[0].start, lines[-1].end))


def _whole(hinted: Titled, lines: Sequence[Line]) -> Titled:
    """A hinted title, with the lines above it where it is only the last part of a title."""
    span = hinted.span
    at = next((i for i, x in enumerate(lines) if span and x.start <= span.start < x.end), 0)
    for first in range(max(at - 3, 0), at):
        if _is_no_title_line(lines[first]):
            continue
        count = _title_lines(lines, first)
        part = lines[first : first + count]
        if part and span and part[-1].end >= span.end and _is_last_part(part[: at - first], hinted):
            return _titled(part)
    return hinted


def _is_last_part(above: Sequence[Line], hinted: Titled) -> bool:
    """Tell whether the lines above end in the middle of a title."""
    return bool(_UNFINISHED.search(above[-1].words) or _REST.match(hinted.title))


def _hinted(text: str, lines: Sequence[Line], hint: str) -> Titled | None:
    """The hint, if the head of the text has it word for word and it reads like a title."""
    words = hint.strip()
    if not words or not is_title(words):
        return None
    stop = lines[-1].end if lines else 0
    at = text.find(words, 0, stop)
    return Titled(words, Span(at, at + len(words))) if at >= 0 else None


def _title_lines(lines: Sequence[Line], i: int) -> int:
    """Return how many lines from `i` on make a title, 0 if they make none."""
    best = 0
    for count in range(1, 5):
        part = lines[i : i + count]
        if len(part) < count or any(_is_no_title_line(x) for x in part[1:]):
            break
        if best and not _goes_on(part[:-1], part[-1]):
            break
        if is_title(_join(part)):
            best = count
    return best


def _goes_on(above: Sequence[Line], below: Line) -> bool:
    """Tell whether a title that could end on the lines above goes on below."""
    if below.words.startswith(("的", "（", "(", "关于")):
        return True
    if above[-1].words.endswith(("的", "、", "关于印发", "印发")):
        return True
    so_far = _join(above)
    return "关于" in so_far and _COMPLETE.search(so_far) is None


def _is_no_title_line(line: Line) -> bool:
    words = line.words
    if line.mark is not None or len(words) > 90 or words[-1] in "。；，：:;,":
        return True
    return _NO_TITLE.search(words) is not None


def _join(lines: Sequence[Line]) -> str:
    joined = "".join(line.words for line in lines)
    return re.sub(f"[{BLANK}]+", "", joined) if not re.search("[A-Za-z]", joined) else joined


def _first_line(lines: Sequence[Line]) -> Titled:
    for line in lines[:5]:
        if line.mark is None and len(line.words) <= 60 and line.words[-1] not in "。；，：":
            return Titled(_join([line]), Span(line.start, line.end))
    return Titled("", None)
