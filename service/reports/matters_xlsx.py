"""Matters workbook (审查台账 xlsx): the ledger's list as an office files and prints it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from service.reports.sheets import (
    describe,
    guide,
    headings,
    page,
    put,
    row_height,
    saved,
)

if TYPE_CHECKING:
    from service.ledger.records import Matter

COLUMNS = (
    ("编号", 11),
    ("事项名称", 40),
    ("文书类型", 14),
    ("送审部门", 16),
    ("状态", 9),
    ("承办人", 9),
    ("立项日期", 11.5),
    ("要求答复日期", 11.5),
    ("办结日期", 11.5),
    ("最近审查日期", 11.5),
    ("审查结论", 12),
    ("严重", 6),
    ("重要", 6),
    ("一般", 6),
    ("提示", 6),
)
"""Headings and widths in characters; the last four count the findings of the newest review."""
NAME = "审查台账"
_LEFT = (2, 4)


def render_matters(matters: Sequence[Matter], moment: datetime) -> bytes:
    """审查台账 xlsx of matters in their order; days are those of the server's time zone.

    Titles never become formulas.
    """
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = NAME
    headings(sheet, COLUMNS)
    for row, matter in enumerate(matters, 2):
        values = _values(matter)
        for column, value in enumerate(values, 1):
            put(sheet, row, column, value, centred=column not in _LEFT)
        sheet.row_dimensions[row].height = row_height(values, COLUMNS)
    guide(sheet, len(COLUMNS), len(matters) + 1)
    said = moment.astimezone()
    page(sheet, f"{NAME}（{len(matters)} 件，{said:%Y-%m-%d %H:%M} 导出）")
    describe(book, NAME, said.date())
    return saved(book)


def _values(matter: Matter) -> tuple[Any, ...]:
    review = matter.review
    counts = (review.critical, review.major, review.minor, review.notice) if review else (None,) * 4
    return (
        matter.number,
        matter.title,
        matter.kind.label if matter.kind else None,
        matter.department,
        matter.status.label,
        matter.reviewer,
        _day(matter.created_at),
        matter.due,
        _day(matter.ended_at),
        _day(review.created_at if review else None),
        review.conclusion if review else None,
        *counts,
    )


def _day(moment: datetime | None) -> Any:  # noqa: ANN401
    return moment.astimezone().date() if moment else None
