"""Obligations (履约义务): who owes what to whom, until when, for how much, under which clause."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Literal

from corpus.span import Span
from models.finding import Locator

Unit = Literal["minute", "hour", "day", "workday", "week", "month", "quarter", "year"]


class Duty(StrEnum):
    """义务类型."""

    PAYMENT = "payment"
    DELIVERY = "delivery"
    ACCEPTANCE = "acceptance"
    INVOICE = "invoice"
    GUARANTEE = "guarantee"
    NOTICE = "notice"
    WARRANTY = "warranty"
    HANDOVER = "handover"
    CONFIDENTIALITY = "confidentiality"
    REPORT = "report"
    OTHER = "other"

    @property
    def label(self) -> str:
        """The Chinese name."""
        return _LABEL[self]


_LABEL = {
    Duty.PAYMENT: "付款",
    Duty.DELIVERY: "交付",
    Duty.ACCEPTANCE: "验收",
    Duty.INVOICE: "开票",
    Duty.GUARANTEE: "担保",
    Duty.NOTICE: "通知",
    Duty.WARRANTY: "质保",
    Duty.HANDOVER: "移交",
    Duty.CONFIDENTIALITY: "保密",
    Duty.REPORT: "报告",
    Duty.OTHER: "其他",
}


@dataclass(frozen=True, slots=True)
class Period:
    """期间: a number of units; `count` is None where the contract leaves it blank."""

    count: int | None
    unit: Unit


@dataclass(frozen=True, slots=True)
class Due:
    """期限或触发条件.

    `text` is what a ledger shows ("" where the contract sets neither time nor event). `trigger` is
    the event that starts the period, or before which it ends (`before`). `every` is the rhythm of
    a recurring duty (每月). `day` is the last day to perform: written in the contract, or worked
    out; then `ground` says in Chinese from what. None where the event has no date yet.
    """

    text: str = ""
    trigger: str = ""
    period: Period | None = None
    before: bool = False
    every: str = ""
    day: date | None = None
    ground: str = ""

    @property
    def is_set(self) -> bool:
        """Whether the contract names a time or an event."""
        return bool(self.text)

    @property
    def is_definite(self) -> bool:
        """Whether it can be followed: a period, a rhythm or a day, not an event alone."""
        return self.period is not None or self.day is not None or bool(self.every)


@dataclass(frozen=True, slots=True)
class Obligation:
    """履约义务: one row of the ledger.

    `role` and `counterparty` are the words of the contract (甲方; 双方), the names "" where it
    leaves them blank. `action` is a short phrase without the party. `amount` is in yuan, written
    or `share` of the price; `share` is a fraction of one. `place` names the clause in words.
    `quote == document.text[span]`.
    """

    number: int
    role: str
    name: str
    counterparty: str
    counterparty_name: str
    kind: Duty
    action: str
    due: Due
    amount: Decimal | None
    share: Decimal | None
    locator: Locator
    place: str
    span: Span
    quote: str
