"""Remarks (需要说明的事项): what is open, what was not read or not looked at, what follows."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from corpus.document import UnreadKind
from models.conclusion import is_content_unread
from models.coverage import not_covered
from models.review import Review
from service.reports import materials, wording
from service.reports.filing_text import filing_lines
from service.reports.opinion.annexes import annex_mark
from service.reports.opinion.content import counted
from service.reports.opinion.settle import Settled
from service.reports.opinion.text import ordinal, sentence

Json = dict[str, Any]
_BY_MACHINE = "机器未能认定，请人工判断"
"""How a message of a check says that it did not decide; an opinion is not the machine's."""


def remarks(settled: Settled) -> list[Json]:
    """说明事项: parts with `number`, `heading` and `lines`; empty parts are left out."""
    review = settled.review
    parts = (
        ("尚未处理的审查发现", list(_pending(settled))),
        ("须由审查人员判断的事项", list(_open(settled))),
        ("没有完成或者没有读到的内容", list(_unread(review))),
        ("本次没有纳入审查的内容", [sentence(one) for one in not_covered(review.submission.kind)]),
        ("公布后的备案、评估", _filing(settled)),
    )
    kept = [(heading, lines) for heading, lines in parts if lines]
    return [
        {"number": ordinal(number), "heading": heading, "lines": _numbered(lines)}
        for number, (heading, lines) in enumerate(kept, 1)
    ]


def _pending(settled: Settled) -> Iterator[str]:
    if settled.pending:
        yield (
            f"另有{len(settled.pending)}项审查发现（{counted(settled.pending)}）审查人员尚未处理，"
            "没有列入本意见；结论已经计入。"
        )


def _open(settled: Settled) -> Iterator[str]:
    document = settled.review.submission.document
    for entry in settled.undecided:
        message = entry.message.replace(_BY_MACHINE, "须由审查人员判断")
        yield sentence(f"{wording.place(entry, document)}：{message}")
    if not materials.is_draft_only(settled.review):
        names = [
            step.name
            for step in settled.review.steps
            if step.status == "undecided" and step.step_id not in settled.waived
        ]
        if names:
            yield (
                f"程序环节{len(names)}项须由审查人员判断是否适用，或者尚未到办理的时候："
                f"{'、'.join(names)}（见{annex_mark(settled, 'steps')}）。"
            )


def _unread(review: Review) -> Iterator[str]:
    for failure in review.failures:
        yield sentence(failure.message)
    for one in review.unread:
        if is_content_unread(one) or one.kind is UnreadKind.HEADER:
            yield sentence(f"{one.note}（{one.count}处）" if one.count > 1 else one.note)


def _filing(settled: Settled) -> list[str]:
    filing = settled.review.filing
    if filing is None or settled.conclusion in ("不合法", "未能完成审查"):
        return []
    return [sentence(line) for line in filing_lines(filing)]


def _numbered(lines: list[str]) -> list[str]:
    return lines if len(lines) == 1 else [f"{n}. {line}" for n, line in enumerate(lines, 1)]
