"""Faults of experts and hearings (论证、听证的瑕疵): not all signed, called too late."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from models.checks.procedure.fault import Case, Fault
from models.checks.procedure.faults.papers import blank_signatures
from models.checks.procedure.timeline import Dated, days_saying
from models.checks.procedure.view import quote
from models.contracts.figures.calendar import in_words
from models.packages.signed import signatures
from models.packages.workdays import natural_days

_HELD = re.compile("举行|召开|时间")
_SENT = re.compile("送达|发送|送交|寄送")
_NOTICE = re.compile("(?:公告|公布|发布|通知)(?:日期|时间|于|[：:])|(?:发布|公布)(?:听证)?公告")


def all_signed(case: Case) -> Iterator[Fault]:
    """专家未全部署名: named experts without a signature."""
    for shown in case.shown:
        blanks = blank_signatures(shown.text)
        if blanks:
            message = f"“{shown.document.name}”有{len(blanks)}名专家没有署名"
            yield Fault(message, quote(shown.document, blanks[0].start(), blanks[0].end()))


def materials_sent_ahead(case: Case) -> Iterator[Fault]:
    """送达过迟: hearing materials reach the participants at least the set days ahead."""
    yield from _ahead(case, "lead")


def notice_ahead(case: Case) -> Iterator[Fault]:
    """公告过迟: the hearing is announced at least the set days ahead."""
    yield from _ahead(case, "notice")


def _ahead(case: Case, what: str) -> Iterator[Fault]:
    wanted = case.step.deadline_days
    held = _held(case)
    if not wanted or held is None:
        return
    told = _told(case, held) if what == "lead" else _noticed(case, held)
    if told is None:
        return
    days = natural_days(told.day, held) - 1
    if days < wanted:
        word = "听证材料送达" if what == "lead" else "听证公告"
        apart = f"距听证会（{in_words(held)}）{days}日，不足{wanted}日"
        yield Fault(f"{word}（{in_words(told.day)}）{apart}", told.evidence)


def _held(case: Case) -> date | None:
    """The day of the hearing."""
    papers = [s.document for s in case.shown if "听证" in s.text]
    days = (d.day for paper in papers for d in days_saying(paper, _HELD))
    return next(days, None)


def _told(case: Case, held: date) -> Dated | None:
    """The day on which the papers were sent to the participants."""
    told = [d for s in case.shown for d in days_saying(s.document, _SENT) if d.day <= held]
    return min(told, key=lambda one: one.day, default=None)


def _noticed(case: Case, held: date) -> Dated | None:
    """The day of the notice: as told, else that of the first signature before the hearing."""
    told = [d for s in case.shown for d in days_saying(s.document, _NOTICE) if d.day < held]
    signed = [
        Dated(m.first, quote(s.document, m.span.start, m.span.end))
        for s in case.shown
        for m in signatures(s.document)
        if m.first and m.first < held
    ]
    return min((*told, *signed), key=lambda one: one.day, default=None)
