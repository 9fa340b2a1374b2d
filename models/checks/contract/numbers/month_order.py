"""Order of months (年月先后, N17): works that end before they begin, dated by months or days."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from corpus.span import Span
from models.checks.contract.numbers.view import Numbers, Said, issue
from models.checks.draft import Issue
from models.contracts.figures.numerals import plain
from models.contracts.figures.sentences import Sentence

_MONTH = re.compile(
    r"(?<!\d)(?P<year>20\d{2})\s*年\s*(?P<month>1[0-2]|0?[1-9])\s*月"
    r"(?:\s*(?P<day>\d{1,2})\s*日)?(?:月?[底末初]|上旬|中旬|下旬)?"
)
_LINK = re.compile(r"\s*(?:起|开始)?[，,]?\s*(?:至|到|[-—–~～]+)\s*")
_START = r"开工|动工|启动|开建|破土|进场施工|开始(?:建设|施工)"
_FINISH = r"竣工|完工|建成|投产|投入(?:使用|运营|生产|运行)|投运|达产|交付使用|开业"
_AFTER = re.compile(
    rf"^(?:以?前|之前|起|内)?[^，。；\d]{{0,8}}?(?:(?P<start>{_START})|(?P<finish>{_FINISH}))(?!后|令|报告|通知|之日起)"
)
_BEFORE = re.compile(
    rf"(?:(?P<start>{_START})|(?P<finish>{_FINISH}))(?:日期|时间|日)?[^，。；\d一-龥]{{0,2}}"
    r"(?:为|于|是|定于|在)?[^，。；\d一-龥]{0,2}$"
)
_OTHER = re.compile(r"实际|如|若|逾期|原|曾|已于|变更")


@dataclass(frozen=True, slots=True)
class _Moment:
    """年月 with the day where it is written; `begins` tells a start from an end."""

    when: tuple[int, int, int | None]
    span: Span
    begins: bool


def check_month_order(view: Numbers) -> Said:
    """2029年1月开工，2028年12月底前建成; 2027年3月至2026年9月."""
    for sentence in view.figures.sentences:
        yield from _ranges(view, sentence)
        if sentence.is_row or _OTHER.search(sentence.text):
            continue
        begun: _Moment | None = None
        for moment in _moments(sentence):
            if moment.begins:
                begun = moment
            elif begun is not None:
                if _is_before(moment.when, begun.when):
                    yield _reversed(view, begun.span, moment.span, ("开工", "竣工投产"))
                begun = None


def _ranges(view: Numbers, sentence: Sentence) -> Said:
    base = sentence.span.start
    for one, other in pairwise(_MONTH.finditer(plain(sentence.text))):
        if one["day"] or other["day"]:  # whole days are the business of other checks
            continue
        linked = _LINK.fullmatch(sentence.text, one.end(), other.start())
        if linked and _is_before(_when(other), _when(one)):
            first = Span(base + one.start(), base + one.end())
            second = Span(base + other.start(), base + other.end())
            yield _reversed(view, first, second, ("起始", "终止"))


def _moments(sentence: Sentence) -> list[_Moment]:
    found, base = [], sentence.span.start
    text = plain(sentence.text)
    for month in _MONTH.finditer(text):
        told = _AFTER.match(text[month.end() :]) or _BEFORE.search(text[: month.start()])
        if told:
            span = Span(base + month.start(), base + month.end())
            found.append(_Moment(_when(month), span, bool(told["start"])))
    return found


def _when(found: re.Match[str]) -> tuple[int, int, int | None]:
    return int(found["year"]), int(found["month"]), int(found["day"]) if found["day"] else None


def _is_before(one: tuple[int, int, int | None], other: tuple[int, int, int | None]) -> bool:
    """Whether `one` is surely earlier: the days count where both are written."""
    if one[:2] != other[:2]:
        return one[:2] < other[:2]
    return one[2] is not None and other[2] is not None and one[2] < other[2]


def _reversed(view: Numbers, first: Span, second: Span, names: tuple[str, str]) -> Issue:
    begin, end = names
    return issue(
        "N17",
        second,
        f"日期先后颠倒：{view.place(second)}的{end}时间“{second.of(view.text)}”早于"
        f"{begin}时间“{first.of(view.text)}”。",
        "核对两处年月，改正起止先后。",
        confidence=0.9,
    )
