"""Ledger rows (台账数据): the obligations of a contract as plain data for JSON."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from models.contracts.obligations import Due, Obligation

Json = dict[str, Any]


def ledger_rows(found: Iterable[Obligation]) -> list[Json]:
    """台账数据: one object a duty, in document order; keys are English, values for people Chinese.

    `amount` is a decimal number of yuan and `share` a fraction of the price, both as strings (exact),
    None where the contract gives none. Days are written YYYY-MM-DD.
    """
    return [_row(one) for one in found]


def _row(one: Obligation) -> Json:
    return {
        "number": one.number,
        "party": {"role": one.role, "name": one.name},
        "counterparty": {"role": one.counterparty, "name": one.counterparty_name},
        "kind": one.kind.value,
        "kind_name": one.kind.label,
        "action": one.action,
        "due": _due(one.due),
        "due_date": _day(one.due.day),
        "amount": None if one.amount is None else f"{one.amount:.2f}",
        "share": None if one.share is None else str(one.share),
        "clause": one.place,
        "locator": {
            "article": one.locator.article,
            "paragraph": one.locator.paragraph,
            "item": one.locator.item,
            "eid": one.locator.eid,
        },
        "span": {"start": one.span.start, "end": one.span.end},
        "quote": one.quote,
    }


def _due(due: Due) -> Json:
    period = due.period
    return {
        "text": due.text,
        "trigger": due.trigger,
        "period": {"count": period.count, "unit": period.unit} if period else None,
        "before": due.before,
        "every": due.every,
        "ground": due.ground,
    }


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
