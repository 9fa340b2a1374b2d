"""Comment periods (征求意见期间): from when to when a notice asks the public, in natural days."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from corpus.document import Document
from models.checks.procedure.timeline import sentences_with_days, signature_of
from models.contracts.figures.calendar import in_words
from models.packages.types import Moment
from models.packages.workdays import add_working_days, natural_days, working_days

ASKING = re.compile("征求|征集|反馈|公示|意见|期限|时间|截止")
_INSIDE = re.compile("部门|会签|各单位|书面征求[^。；]{0,20}(?:局|委|办)")
_UNTIL = re.compile("前|截止|截至|止|为止|之前")
_SLACK = 1
_MONTH = 30


@dataclass(frozen=True, slots=True)
class Asked:
    """征求意见期间: `days` with the first and the last counted.

    `misstated` says that the length the notice states is another one, "" where it agrees. `told`:
    the paper names both days itself.
    """

    document: Document
    sentence: str
    first: date | None
    last: date
    days: int
    misstated: str = ""
    told: bool = False

    @property
    def words(self) -> str:
        """The period as it is named to the user."""
        return f"{in_words(self.first) if self.first else ''}至{in_words(self.last)}"


def asked_periods(notice: Document) -> Iterator[Asked]:
    """征求意见期间 of a notice; a last day without a first runs from the notice's own date."""
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
    elif last and _UNTIL.search(sentence) and (signed and signed < last):
        yield Asked(notice, sentence, signed, last, natural_days(signed, last))
    elif last is None and moment.length:
        start = first or signed
        end = _end(start, moment) if start else None
        if start and end:
            yield Asked(notice, sentence, start, end, natural_days(start, end))


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
