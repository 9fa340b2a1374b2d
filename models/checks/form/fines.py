"""Fine ranges (罚款幅度): the upper end more than ten times the lower one (FR-22).

Legal source: 行政处罚法 art. 5 (the penalty fits the act); 国发〔2024〕5号 (ten times at most).
A document that only repeats a statute's range cannot help it: hence a hint, given once.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.span import Span
from models.checks.content.limit import fine_ranges
from models.checks.draft import Draft, Fine, Issue
from models.finding import Severity
from models.submission import Kind

_SENTENCE = re.compile(r"[^。；\n]+")
_MOST = 10
_KINDS = frozenset({Kind.NORM_DOC, Kind.GOV_RULE, Kind.DEPT_RULE})


def check_fine_ratio(draft: Draft) -> Iterator[Issue | Fine]:
    """罚款幅度: all wide ranges of the draft in one hint."""
    if draft.kind not in _KINDS:
        return
    wide = [Span(m.start(), m.end()) for m in _SENTENCE.finditer(draft.text) if _is_wide(m[0])]
    if not wide:
        return
    first = wide[0]
    lead = len(first.of(draft.text)) - len(first.of(draft.text).lstrip())
    yield Issue(
        "FR-22",
        "FR-22",
        "FR-22",
        Severity.MINOR,
        f"{draft.places(wide)}罚款的上限超过下限的十倍，裁量空间过大，容易过罚不当。"
        "如属照录上位法幅度，可以不改，但宜分档细化。",
        "缩小幅度，或者按情节分档并写明各档适用的情形。",
        Span(first.start + lead, first.end),
        source="arithmetic",
        confidence=0.8,
    )


def _is_wide(sentence: str) -> bool:
    if "罚款" not in sentence:
        return False
    return any(r.low > 0 and r.high > r.low * _MOST for r in fine_ranges(sentence))
