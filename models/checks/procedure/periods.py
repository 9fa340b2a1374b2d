"""Comment periods (征求意见期间): from when to when a notice asks the public, in natural days."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from corpus.document import Document
from models.checks.procedure.timeline import sentences_with_days, signature_of
from models.contracts.figures.calendar import in_words
from models.packages.types import Moment
from models.packages.workdays import add_working_days, natural_days, working_days

ASKING = re.compile("征求|征集|反馈|公示|意见|期限|时间|截止|留言|建言|建议")
_INSIDE = re.compile("部门|会签|各单位|书面征求[^。；]{0,20}(?:局|委|办)")
_UNTIL = re.compile("前|截止|截至|止|为止|之前")
_BEGINS = re.compile(
    "(?:开始|起始|起|上线|征集开始)(?:日期|时间|日)?[ 　]*[：:|\\t]?[ 　]*$|(?:自|从)[ 　]*$"
)
_BEGUN = re.compile(
    "^[ 　]*(?:\\d{1,2}[:：]\\d\\d(?:[:：]\\d\\d)?)?[ 　]*(?:起|开始|以来|上网|上线|挂出|挂网|发布)"
)
_ENDS = re.compile(
    "(?:结束|截止|下线|终止|关闭|届满|止|延长(?:至|到)|延期至|顺延至|截至)(?:日期|时间|日)?"
    "(?:延长|顺延|推迟)?[至到为]?[ 　]*[：:|\\t]?[ 　]*$"
)
_ENDED = re.compile(
    "^[ 　]*(?:（[^）]{1,8}）)?(?:\\d{1,2}[:：]\\d\\d(?:[:：]\\d\\d)?|\\d{1,2}时)?"
    "[ 　]*(?:截止|结束|止|为止|前|届满|撤网|撤下|取下|下线|下架|关闭)"
)
_TO = re.compile("[\\])）】 　]*(?:至|到|[-—~～–]+)[\\[（(【 　]*")
_END_LABEL = re.compile("(?:结束|截止|终止|下线)(?:日期|时间|日)")
_SLACK = 1
_MONTH = 30


@dataclass(frozen=True, slots=True)
class Asked:
    """征求意见期间: `days` with the first and the last counted.

    `misstated` says that the length the notice states is another one, "" where it agrees. `told`:
    the paper names both days itself; `dated`: it names the last one, that is not counted out.
    """

    document: Document
    sentence: str
    first: date | None
    last: date
    days: int
    misstated: str = ""
    told: bool = False
    dated: bool = True

    @property
    def words(self) -> str:
        """The period as it is named to the user."""
        return f"{in_words(self.first) if self.first else ''}至{in_words(self.last)}"


def asked_periods(notice: Document) -> Iterator[Asked]:
    """征求意见期间 of a notice; a last day without a first runs from the notice's own date.

    Where the first and the last day stand apart, in cells or sentences (开始日期, 结束日期, 延长至),
    they make one period, up to the last of the ends.
    """
    said = list(_said_in_sentences(notice))
    apart = None if any(period.told for period in said) else _apart(notice)
    yield from [apart] if apart else said


def _apart(notice: Document) -> Asked | None:
    """The period whose two ends are named in different places, None where one end is not."""
    firsts, lasts = list[date](), list[tuple[date, str]]()
    for sentence, moments in sentences_with_days(notice):
        for one, next_one in pairwise(moments):
            if (
                one.first
                and next_one.last
                and _TO.fullmatch(notice.text, one.span.end, next_one.span.start)
            ):
                firsts.append(one.first)
                lasts.append((next_one.last, sentence))
        for moment in moments:
            begins, ends = _role_of(notice.text, moment)
            if begins and moment.first:
                firsts.append(moment.first)
            if ends and moment.last:
                lasts.append((moment.last, sentence))
    if not firsts or not lasts or not ASKING.search(notice.text):
        return None
    first, (last, words) = min(firsts), max(lasts)
    if first >= last:
        return None
    return Asked(notice, words, first, last, natural_days(first, last), told=True)


def _role_of(text: str, moment: Moment) -> tuple[bool, bool]:
    """Whether a day, by the words before and after it, begins and whether it ends a period."""
    start, end = moment.span.start, moment.span.end
    if moment.first != moment.last:
        labelled = bool(_END_LABEL.search(text[start:end]))
        return labelled, labelled
    before, after = text[max(start - 10, 0) : start], text[end : end + 12]
    if _BEGINS.search(before) or _BEGUN.search(after):
        return True, False
    return False, bool(_ENDS.search(before) or _ENDED.search(after))


def _said_in_sentences(notice: Document) -> Iterator[Asked]:
    signed = next(signature_of(notice), None)
    for sentence, moments in sentences_with_days(notice):
        if not ASKING.search(sentence) or _INSIDE.search(sentence):
            continue
        dated = [m for m in moments if m.first and m.last and m.first < m.last]
        for moment in dated or moments:
            yield from _asked(notice, sentence, moment, signed.day if signed else None)


def _asked(notice: Document, sentence: str, moment: Moment, signed: date | None) -> Iterator[Asked]:
    first, last = moment.first, moment.last
    if first and last and first < last:
        days = natural_days(first, last)
        yield Asked(notice, sentence, first, last, days, _misstated(moment, days), told=True)
    elif last and (first is None or _UNTIL.search(sentence)) and (signed and signed < last):
        yield Asked(notice, sentence, signed, last, natural_days(signed, last))
    elif last is None and moment.length:
        start = first or signed
        end = _end(start, moment) if start else None
        if start and end:
            yield Asked(notice, sentence, start, end, natural_days(start, end), dated=False)


def _end(start: date, moment: Moment) -> date | None:
    length = moment.length or 0
    if moment.unit == "working":
        return add_working_days(start, length - 1)  # the first day counts
    return start + timedelta(days=length * (_MONTH if moment.unit == "month" else 1) - 1)


def _misstated(moment: Moment, days: int) -> str:
    if moment.length is None or moment.first is None or moment.last is None:
        return ""
    real = days if moment.unit == "natural" else None
    if moment.unit == "working":
        real = working_days(moment.first, moment.last)
    if real is None or abs(real - moment.length) <= _SLACK:
        return ""
    return f"与所写的{moment.length}{'日' if moment.unit == 'natural' else '个工作日'}不符"
