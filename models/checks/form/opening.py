"""Opening (目的依据与适用范围): article 1 and the scope (FR-05, FR-06)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from models.checks.draft import Draft, Fine, Issue
from models.finding import Severity
from models.submission import Kind

_PURPOSE = re.compile("为了?|旨在|目的")
_BASIS = re.compile("根据|依据|依照|按照|遵照|结合|贯彻|落实|实施")
_SCOPE = re.compile(
    "适用|遵守本|执行本|本[^，。；]{2,4}所称|本[^，。；]{2,4}所指|(?:本[省市县区州]|[省市县区州])行政区域内|按(?:照)?本"
)


def check_purpose(draft: Draft) -> Iterator[Issue | Fine]:
    """目的和依据 in the first article."""
    if not draft.is_regulation:
        return
    first = draft.articles[0]
    words = first.span.of(draft.text)
    if first.ordinal != 1:
        return
    if _BASIS.search(words):
        yield Fine("目的和依据", "第一条写明了制定依据", first.span)
        return
    missing = ["制定依据"] if _PURPOSE.search(words) else ["制定目的", "制定依据"]
    yield Issue(
        "FR-05",
        "FR-05",
        "FR-05",
        Severity.MINOR,
        f"第一条没有写明{'和'.join(missing)}，读者无从判断本文件依据什么制定、在多大范围内细化上位法。",
        "第一条改为“为了……，根据《……》等规定，结合本地实际，制定本……”，依据按效力从高到低排列。",
        first.span,
    )


def check_scope(draft: Draft) -> Iterator[Issue | Fine]:
    """适用范围 anywhere in the articles."""
    if not draft.is_regulation or draft.kind is Kind.LOCAL_REG:
        return
    hit = next((a for a in draft.articles if _SCOPE.search(a.span.of(draft.text))), None)
    if hit:
        yield Fine("适用范围", f"{draft.place(hit.span)}涉及适用范围", hit.span)
        return
    yield Issue(
        "FR-06",
        "FR-06",
        "FR-06",
        Severity.MINOR,
        "全文没有适用范围条款，适用于哪些人、哪些地域和事项不明确。",
        f"在第二条写明“在……行政区域内从事……活动，适用本{draft.genre[-2:]}”，并与标题一致。",
    )
