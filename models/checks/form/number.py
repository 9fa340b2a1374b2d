"""Document number (发文字号): 机关代字〔年份〕顺序号, without 第, without leading zeros (FR-16)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.span import Span
from models.checks.draft import Draft, Fine, Issue
from models.finding import Severity
from models.submission import Kind

_OWN_LINE = re.compile(
    r"^[ \t\u3000]*(?:发文字号[:：]\s*|文号[:：]\s*)?[（(]?"
    r"(?P<all>(?P<body>[\u4e00-\u9fff]{2,12})\s*(?P<open>[〔\[【(（〈［])\s*"
    r"(?P<year>(?:19|20)\d{2})\s*年?\s*(?P<close>[〕\]】）)〉］])\s*"
    r"(?P<ordinal>第)?\s*(?P<zeros>0*)(?P<number>\d+)\s*号)[）)]?[ \t\u3000]*$",
    re.M,
)
_HEAD = 800
_KINDS = frozenset({Kind.NORM_DOC, Kind.MAJOR_DECISION})


def check_document_number(draft: Draft) -> Iterator[Issue | Fine]:
    """发文字号: the document's own number, on a line of its own near the top."""
    found = _OWN_LINE.search(draft.text[:_HEAD]) if draft.kind in _KINDS else None
    if found is None:
        return
    span = Span(found.start("all"), found.end("all"))
    faults = _faults(found)
    if not faults:
        yield _year_differs(draft, found, span) or Fine("发文字号", "发文字号写法规范", span)
        return
    right = f"{found['body']}〔{found['year']}〕{found['number']}号"
    yield Issue(
        "FR-16",
        "FR-16",
        "FR-16",
        Severity.MINOR,
        f"发文字号写法不规范：{'；'.join(faults)}。",
        f"改为“{right}”。",
        span,
    )


def _faults(found: re.Match[str]) -> list[str]:
    faults = []
    if (found["open"], found["close"]) != ("〔", "〕"):
        faults.append("年份应当用六角括号〔〕")
    if found["ordinal"]:
        faults.append("顺序号前不加“第”")
    if found["zeros"]:
        faults.append("顺序号不编虚位（不写成01）")
    return faults


def _year_differs(draft: Draft, found: re.Match[str], span: Span) -> Issue | None:
    issued = draft.document.metadata.issued_on
    if issued is None or issued.year == int(found["year"]):
        return None
    return Issue(
        "FR-27",
        "FR-27",
        "FR-27",
        Severity.NOTICE,
        f"发文字号的年份（{found['year']}）与成文日期的年份（{issued.year}）不一致。",
        "核对发文字号和成文日期，跨年印发的按实际印发年份重新编号。",
        span,
    )
