"""Search of matters (台账检索): a query as conditions and an order of SQL."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import ColumnElement, func, or_
from sqlalchemy.orm import InstrumentedAttribute

from service.ledger.errors import BadRecord
from service.ledger.records.matters import MatterQuery
from service.ledger.tables import MatterRow, ReviewRow

_COUNTS = {
    "critical": ReviewRow.critical,
    "major": ReviewRow.major,
    "minor": ReviewRow.minor,
    "notice": ReviewRow.notice,
}
_SORTS: dict[str, tuple[InstrumentedAttribute[Any], ...]] = {
    "created": (MatterRow.created_at,),
    "changed": (MatterRow.changed_at,),
    "due": (MatterRow.due,),
    "number": (MatterRow.number,),
    "title": (MatterRow.title,),
    "severity": (ReviewRow.critical, ReviewRow.major, ReviewRow.minor, ReviewRow.notice),
}


def conditions(query: MatterQuery) -> list[ColumnElement[bool]]:
    """检索条件, all of which must hold.

    Raises:
        BadRecord: an unknown severity.
    """
    return [*_words(query), *_days(query), *_findings(query)]


def order(query: MatterQuery) -> list[ColumnElement[Any]]:
    """排序: matters without a value come last; equal ones by number.

    Raises:
        BadRecord: an unknown order.
    """
    columns = _SORTS.get(query.sort)
    if columns is None:
        raise BadRecord("没有这种排序")
    wanted = [c.asc() if query.ascending else c.desc() for c in columns]
    last = MatterRow.number.asc() if query.ascending else MatterRow.number.desc()
    return [*(one.nulls_last() for one in wanted), last]


def local_moment(day: date) -> datetime:
    """一天的开始, in the server's time zone."""
    return datetime.combine(day, time.min).astimezone()


def _words(query: MatterQuery) -> Iterator[ColumnElement[bool]]:
    for word in query.text.split():
        yield or_(
            MatterRow.title.icontains(word, autoescape=True),
            MatterRow.number.icontains(word, autoescape=True),
        )
    if query.kinds:
        yield MatterRow.kind.in_(sorted(query.kinds))
    if query.statuses:
        yield MatterRow.status.in_(sorted(query.statuses))
    if query.department_id is not None:
        yield MatterRow.department_id == query.department_id
    if query.reviewer_id is not None:
        yield MatterRow.reviewer_id == query.reviewer_id


def _days(query: MatterQuery) -> Iterator[ColumnElement[bool]]:
    start, end = query.created
    if start is not None:
        yield MatterRow.created_at >= local_moment(start)
    if end is not None:
        yield MatterRow.created_at < local_moment(end + timedelta(days=1))
    start, end = query.due
    if start is not None:
        yield MatterRow.due >= start
    if end is not None:
        yield MatterRow.due <= end


def _findings(query: MatterQuery) -> Iterator[ColumnElement[bool]]:
    for severity, least in query.at_least:
        if severity not in _COUNTS:
            raise BadRecord("没有这种严重程度")
        yield func.coalesce(_COUNTS[severity], 0) >= least
    if query.conclusion:
        yield ReviewRow.conclusion == query.conclusion
