"""Dates (日期): days that no calendar has (FR-12, N17)."""

from __future__ import annotations

from collections.abc import Iterator

from models.checks.draft import Draft, Fine, Issue
from models.contracts.figures.calendar import read_dates
from models.finding import Severity


def check_dates(draft: Draft) -> Iterator[Issue | Fine]:
    """日期: impossible ones, each of them."""
    found = list(read_dates(draft.text))
    wrong = [d for d in found if d.value is None]
    rule = "N16" if draft.is_contract else "FR-12"
    for written in wrong:
        yield Issue(
            "consistency:date",
            rule,
            rule,
            Severity.MAJOR,
            f"{draft.place(written.span)}的日期“{written.span.of(draft.text)}”在日历上不存在。",
            "核对并改为正确的日期。",
            written.span,
            source="arithmetic",
            confidence=1.0,
        )
    if found and not wrong:
        yield Fine("日期", f"文中{len(found)}个日期均为有效日期")
