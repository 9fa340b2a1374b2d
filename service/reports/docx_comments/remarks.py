"""Remarks (批注内容): what a comment says."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from models.conclusion import EXPLANATIONS, conclude
from models.finding import Finding, LegalBasis, Severity
from models.review import Review
from service.reports import wording
from service.reports.citing import cited
from service.reports.passages import about, one_line, passage
from service.reports.wording import Labels

_QUOTED, _WORDS = 200, 80
_CONTROL = re.compile(r"[^\t\n\x20-\x7e\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_BIDI = re.compile(r"[\u202a-\u202e\u2066-\u2069]")


@dataclass(frozen=True, slots=True)
class Remark:
    """批注内容: a bold first line and the lines below it."""

    head: str
    lines: tuple[str, ...]


def remark(
    finding: Finding, number: int, review: Review, labels: Labels, notes: Sequence[str] = ()
) -> Remark:
    """批注 on a finding; `number` is that of the other reports, `notes` are on its place."""
    place = wording.place(finding, review.submission.document)
    head = f"{number}.【{finding.severity.label}】{place} {wording.category(finding, labels)}"
    subject = about(finding, wording.category(finding, labels))
    lines = _lines(finding, review, subject, notes)
    return Remark(clean(head), tuple(clean(line) for line in lines))


def overview(review: Review) -> Remark:
    """总批注: the conclusion, and what has no comment: what is open, unread or was not done."""
    conclusion = conclude(review)
    lines = [EXPLANATIONS[conclusion], _counts(review), *_open(review)]
    lines += [f"未读内容：{one.note}" for one in review.unread]
    lines += [f"检查未完成：{one.message}" for one in review.failures]
    cutoff = _day(review.library_cutoff) if review.library_cutoff else "不明"
    lines.append(
        f"审查基准日{_day(review.as_of)}，法规库收录截止{cutoff}；机器辅助意见，供审查人员参考。"
    )
    head = f"{wording.report_name(review)}（机器辅助）结论：{conclusion}"
    return Remark(clean(head), tuple(clean(line) for line in lines))


def clean(text: str) -> str:
    """Leave out what XML cannot hold and what turns the direction of writing."""
    return _BIDI.sub("", _CONTROL.sub("", text)).strip()


def _lines(finding: Finding, review: Review, subject: str, notes: Sequence[str]) -> Iterator[str]:
    yield f"问题：{wording.problem(finding)}"
    if finding.basis:
        yield f"依据（截至{_day(review.as_of)}）：{_basis(finding.basis[0], subject)}"
    if finding.basis[1:]:
        yield f"另见：{cited(finding.basis[1:])}"
    if finding.suggestion:
        yield f"建议：{finding.suggestion}"
    for note in notes:
        yield f"说明：{note}"
    if notes and finding.quote:
        yield f"原文：“{_short(finding.quote, _WORDS)}”"


def _basis(basis: LegalBasis, subject: str) -> str:
    named = f"{wording.basis_title(basis)}（{wording.basis_state(basis)}）"
    words = one_line(basis.quoted_text)
    return f"{named}“{passage(words, subject, _QUOTED)}”" if words else named


def _counts(review: Review) -> str:
    counts = [(s.label, sum(f.severity is s for f in review.findings)) for s in Severity]
    shown = "、".join(f"{name} {count} 条" for name, count in counts if count)
    return f"问题 {len(review.findings)} 条" + (f"（{shown}），均已批注。" if shown else "。")


def _open(review: Review) -> Iterator[str]:
    if review.undecided:
        document = review.submission.document
        places = dict.fromkeys(wording.place(one, document) for one in review.undecided)
        yield f"未能判断 {len(review.undecided)} 处，须人工核对：{'、'.join(places)}。"


def _short(text: str, limit: int) -> str:
    flat = one_line(text)
    return flat if len(flat) <= limit else flat[: limit - 1] + "…"


def _day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
