"""Content (内容审查): the findings about the text, the gravest first."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from typing import Any

from corpus.document import Document
from models.finding import Finding, Severity
from models.review import Review
from models.versions.identity import sentence_around
from service.reports import wording
from service.reports.opinion.bases import Quoter
from service.reports.opinion.settle import Settled
from service.reports.opinion.text import excerpt, flat, ordinal, sentence
from service.reports.passages import about
from service.reports.wording import Labels

Json = dict[str, Any]
_LONGEST_QUOTE, _TELLING = 300, 16
_NUMBERED = re.compile("[（(]?[一二三四五六七八九十百0-9]")


def content(settled: Settled, labels: Labels, quoter: Quoter) -> Json:
    """内容审查: `summary`, `findings` and `cleared` (what was found in order, in one sentence)."""
    chosen = [f for f in settled.findings if not _is_procedural(f, settled.review)]
    ordered = sorted(chosen, key=lambda finding: finding.severity.rank)
    return {
        "summary": _summary(ordered, settled),
        "findings": [
            _entry(number, finding, settled.review, labels, quoter)
            for number, finding in enumerate(ordered, 1)
        ],
        "cleared": _cleared(settled.review),
    }


def _is_procedural(finding: Finding, review: Review) -> bool:
    """Whether the step of the procedure says the same."""
    return any(step.step_id == finding.check_id for step in review.steps)


def _entry(number: int, finding: Finding, review: Review, labels: Labels, quoter: Quoter) -> Json:
    place = _set_off(wording.place(finding, review.submission.document))
    category = wording.category(finding, labels)
    return {
        "number": ordinal(number),
        "place": place,
        "category": category,
        "severity": finding.severity.label,
        "quote": _quote(finding, review.submission.document),
        "message": sentence(wording.problem(finding)),
        **quoter.cite(finding.basis, about(finding, category)),
        "suggestion": sentence(finding.suggestion),
    }


def _set_off(place: str) -> str:
    """A place that begins with a number stands in quotes: it follows the number of the problem."""
    return f"“{place}”" if _NUMBERED.match(place) else place


def _quote(finding: Finding, document: Document) -> str:
    """The words themselves, or their sentence where a word or a figure alone tells nothing."""
    if finding.span is None or len(finding.quote) >= _TELLING:
        return excerpt(finding.quote, _LONGEST_QUOTE)
    around = sentence_around(document.text, finding.span).of(document.text)
    return flat(around if len(around) <= _LONGEST_QUOTE // 2 else finding.quote)


def counted(findings: Iterable[Finding]) -> str:
    """计数: 严重2项、重要1项."""
    found = Counter(finding.severity for finding in findings)
    return "、".join(f"{s.label}{found[s]}项" for s in Severity if found[s])


def _summary(findings: list[Finding], settled: Settled) -> str:
    if not findings:
        return _clean(settled)
    told = f"经审查文稿内容，提出意见{len(findings)}项，其中{counted(findings)}。"
    if any(finding.severity.is_flag for finding in findings):
        return f"{told}严重、重要的，应当修改；一般和提示的，建议修改。"
    return f"{told}没有严重、重要的问题，以下意见供修改文稿时参考。"


def _clean(settled: Settled) -> str:
    if settled.review.failures or not settled.review.submission.document.text.strip():
        return "有检查没有完成，不能就文稿内容提出完整的意见，见第五部分。"
    rest = "；另有事项须由审查人员判断，见第五部分" if settled.undecided or settled.pending else ""
    return f"经审查文稿内容，在本次审查范围内没有需要列出的问题{rest}。"


def _cleared(review: Review) -> str:
    found = Counter(wording.CLEARED_BY.get(c.cleared_by, c.cleared_by) for c in review.cleared)
    if not found:
        return ""
    parts = "、".join(f"{flat(name)}{count}项" for name, count in found.items())
    return f"经核对没有问题的事项{len(review.cleared)}项（{parts}），不逐项列出。"
