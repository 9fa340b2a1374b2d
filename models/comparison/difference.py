"""Difference (差异): one point in which a clause departs from the superior provision."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from corpus.span import Span

DifferenceType = Literal["body", "definition", "sanction", "condition"]
"""冲突类型: the four types of LCR-CN; Chinese names in `models/neural/clauses/labels.py`."""

Kind = Literal[
    "fine_above",
    "fine_below",
    "fine_multiple",
    "stage_dropped",
    "sanction_added",
    "period_longer",
    "period_shorter",
    "period_unit",
    "quantity_changed",
    "condition_added",
    "alternatives_joined",
    "exception_dropped",
    "filing_to_approval",
    "fee_added",
    "duty_waived",
    "list_member_dropped",
    "list_member_added",
    "body_other",
    "body_lower",
    "liability_changed",
    "modality_changed",
]


@dataclass(frozen=True, slots=True)
class Difference:
    """差异: type, kind, both wordings with their offsets, and one Chinese sentence.

    `draft_span` and `law_span` are offsets in the texts given to `compare`; `draft_text` and
    `law_text` are the words there. A law span may be empty where the law is silent.
    """

    type: DifferenceType
    kind: Kind
    draft_text: str
    law_text: str
    draft_span: Span
    law_span: Span
    message: str


def difference(
    type_: DifferenceType,
    kind: Kind,
    draft: tuple[str, Span],
    law: tuple[str, Span],
    message: str,
) -> Difference:
    """差异 at two places; each side is (whole text, span)."""
    (draft_text, draft_span), (law_text, law_span) = draft, law
    return Difference(
        type_,
        kind,
        draft_span.of(draft_text),
        law_span.of(law_text),
        draft_span,
        law_span,
        message,
    )
