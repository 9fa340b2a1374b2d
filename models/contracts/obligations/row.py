"""Row (台账行): a duty as it is found, before it is numbered, dated and placed."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from corpus.span import Span
from models.contracts.obligations.types import Due, Duty


@dataclass(frozen=True, slots=True)
class Row:
    """台账行: `article` marks the 条 it stands in, `sentence` is the sentence to quote."""

    role: str
    kind: Duty
    action: str
    due: Due
    amount: Decimal | None
    share: Decimal | None
    span: Span
    article: str
    sentence: Span | None = None
