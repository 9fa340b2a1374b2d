"""Fetch (取一页): the rows of one page, and how many there are in all."""

from __future__ import annotations

from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from service.ledger.paging import Paging


def fetch(session: Session, statement: Any, paging: Paging) -> tuple[list[Any], int]:  # noqa: ANN401 - any select
    """取一页 of a select, and the number of its rows without paging."""
    counted = select(func.count()).select_from(statement.order_by(None).subquery())
    total = session.scalar(counted) or 0
    rows = session.execute(statement.offset(paging.skipped).limit(paging.size)).all()
    return list(rows), total
