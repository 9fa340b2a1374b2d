"""Figures (统计): the office's year counted by the database; only of the actor's departments."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Label, Subquery, case, func, select

from models.finding import Severity
from service.ledger.actor import Actor
from service.ledger.records.figures import (
    Concluded,
    DueDeadline,
    FindingCount,
    LateMatter,
    MonthCount,
    Period,
    Unpublished,
)
from service.ledger.repositories.base import Repository, visible
from service.ledger.tables import (
    DecisionRow,
    DepartmentRow,
    MatterRow,
    ReviewDeadlineRow,
    ReviewItemRow,
    ReviewRow,
    UserRow,
)
from service.ledger.words import DeadlineKind, ItemKind, MatterStatus, Verdict

_RANKS = {one.value: rank for rank, one in enumerate(Severity)}
_BY_RANK = tuple(Severity)
_ENDED = tuple(one for one in MatterStatus if one.ended)


class Figures(Repository):
    """统计仓储. `department_id` narrows what the actor sees to one department."""

    def years(self, actor: Actor) -> tuple[int, int] | None:
        """有审查的年份: the years of the first and the last review, None without any."""
        statement = (
            select(func.min(ReviewRow.created_at), func.max(ReviewRow.created_at))
            .join(MatterRow, MatterRow.id == ReviewRow.matter_id)
            .where(visible(actor))
        )
        first, last = self._session.execute(statement).one()
        return (first.astimezone().year, last.astimezone().year) if first else None

    def months(
        self, actor: Actor, period: Period, department_id: str | None
    ) -> tuple[MonthCount, ...]:
        """月度件数 of matters by the moment of their first review."""
        first = _first_reviews()
        month = _month(first.c.at, period)
        statement = (
            select(month, MatterRow.kind, DepartmentRow.name, func.count())
            .join(first, first.c.matter_id == MatterRow.id)
            .join(DepartmentRow, DepartmentRow.id == MatterRow.department_id)
            .where(*_scope(actor, department_id), *_within(first.c.at, period))
            .group_by(month, MatterRow.kind, DepartmentRow.name)
            .order_by(month, MatterRow.kind, DepartmentRow.name)
        )
        return tuple(MonthCount(*row) for row in self._rows(statement))

    def findings(
        self, actor: Actor, period: Period, department_id: str | None
    ) -> tuple[FindingCount, ...]:
        """问题数 of the matters first reviewed in the period: each finding of a matter once.

        A finding is the same in all reviews of its matter by its fingerprint; its severity is the
        gravest that any of them gave it. The last decision counts, whenever it was made.
        """
        found = _findings_of(actor, period, department_id)
        said = _last_verdict(found)
        each = select(found.c.category, found.c.rank, found.c.newest, said).subquery()
        outcome = case(
            (each.c.verdict == Verdict.ADOPT, "adopt"),
            (each.c.verdict == Verdict.MODIFY, "modify"),
            (each.c.verdict == Verdict.REJECT, "reject"),
            (each.c.newest == 1, "open"),
            else_="gone",
        )
        columns = (each.c.category, each.c.rank, outcome)
        statement = select(*columns, func.count()).group_by(*columns).order_by(*columns)
        return tuple(
            FindingCount(category, _BY_RANK[rank], became, number)
            for category, rank, became, number in self._session.execute(statement)
        )

    def concluded(
        self, actor: Actor, period: Period, department_id: str | None
    ) -> tuple[Concluded, ...]:
        """办结 in the period."""
        statement = select(MatterRow.created_at, MatterRow.ended_at, MatterRow.due).where(
            MatterRow.status == MatterStatus.CONCLUDED,
            *_scope(actor, department_id),
            *_within(MatterRow.ended_at, period),
        )
        return tuple(Concluded(*row) for row in self._rows(statement))

    def late(
        self, actor: Actor, today: date, department_id: str | None, most: int
    ) -> tuple[tuple[LateMatter, ...], int]:
        """逾期事项 on a day, the longest overdue first, and how many there are in all."""
        conditions = (
            MatterRow.due < today,
            MatterRow.status.not_in(_ENDED),
            *_scope(actor, department_id),
        )
        statement = (
            select(
                MatterRow.id,
                MatterRow.number,
                MatterRow.title,
                DepartmentRow.name,
                UserRow.name,
                MatterRow.due,
            )
            .join(DepartmentRow, DepartmentRow.id == MatterRow.department_id)
            .outerjoin(UserRow, UserRow.id == MatterRow.reviewer_id)
            .where(*conditions)
            .order_by(MatterRow.due, MatterRow.number)
        )
        total = self._session.scalar(select(func.count(MatterRow.id)).where(*conditions))
        rows = self._rows(statement.limit(most))
        return tuple(LateMatter(*row) for row in rows), total or 0

    def deadlines(
        self,
        actor: Actor,
        days: tuple[date, date],
        department_id: str | None,
        most: int,
        *,
        latest_first: bool = False,
    ) -> tuple[tuple[DueDeadline, ...], int]:
        """到期期限 between two days that nothing shows as done, and how many in all.

        Those of each matter's newest review count; withdrawn matters have none.
        """
        conditions = (
            ReviewDeadlineRow.due.between(*days),
            ReviewDeadlineRow.done.is_(False),
            MatterRow.status != MatterStatus.WITHDRAWN,
            *_scope(actor, department_id),
        )
        newest = ReviewDeadlineRow.review_id == MatterRow.review_id
        order = ReviewDeadlineRow.due.desc() if latest_first else ReviewDeadlineRow.due
        statement = (
            select(
                MatterRow.id,
                MatterRow.number,
                MatterRow.title,
                ReviewDeadlineRow.kind,
                ReviewDeadlineRow.name,
                ReviewDeadlineRow.due,
                ReviewDeadlineRow.sure,
            )
            .join(ReviewDeadlineRow, newest)
            .where(*conditions)
            .order_by(order, MatterRow.number, ReviewDeadlineRow.place)
        )
        counted = select(func.count(MatterRow.id)).join(ReviewDeadlineRow, newest)
        total = self._session.scalar(counted.where(*conditions))
        rows = self._rows(statement.limit(most))
        return tuple(DueDeadline(*row) for row in rows), total or 0

    def unpublished(
        self, actor: Actor, department_id: str | None, most: int
    ) -> tuple[tuple[Unpublished, ...], int]:
        """待公布: concluded matters to be filed once published, newest first, and how many."""
        conditions = (
            ReviewDeadlineRow.kind == DeadlineKind.FILING,
            ReviewDeadlineRow.due.is_(None),
            ReviewDeadlineRow.days.is_not(None),
            ReviewDeadlineRow.done.is_(False),
            MatterRow.status == MatterStatus.CONCLUDED,
            *_scope(actor, department_id),
        )
        newest = ReviewDeadlineRow.review_id == MatterRow.review_id
        statement = (
            select(
                MatterRow.id,
                MatterRow.number,
                MatterRow.title,
                ReviewDeadlineRow.name,
                ReviewDeadlineRow.days,
                MatterRow.ended_at,
            )
            .join(ReviewDeadlineRow, newest)
            .where(*conditions)
            .order_by(MatterRow.ended_at.desc(), MatterRow.number, ReviewDeadlineRow.place)
        )
        counted = select(func.count(MatterRow.id)).join(ReviewDeadlineRow, newest)
        total = self._session.scalar(counted.where(*conditions))
        rows = self._rows(statement.limit(most))
        return tuple(Unpublished(*row) for row in rows), total or 0

    def _rows(self, statement: Any) -> list[Any]:  # noqa: ANN401 - any select
        return list(self._session.execute(statement).all())


def _scope(actor: Actor, department_id: str | None) -> list[ColumnElement[bool]]:
    narrowed = [MatterRow.department_id == department_id] if department_id is not None else []
    return [visible(actor), *narrowed]


def _within(moment: Any, period: Period) -> tuple[ColumnElement[bool], ...]:  # noqa: ANN401 - any column of moments
    return moment >= period.start, moment < period.end


def _first_reviews() -> Subquery:
    return (
        select(ReviewRow.matter_id, func.min(ReviewRow.created_at).label("at"))
        .group_by(ReviewRow.matter_id)
        .subquery()
    )


def _month(moment: Any, period: Period) -> ColumnElement[int]:  # noqa: ANN401 - any column of moments
    """The month of a moment in the office's time zone, which databases do not know."""
    ends = (*period.months[1:], period.end)
    return case(*((moment < end, number) for number, end in enumerate(ends, 1)), else_=0)


def _findings_of(actor: Actor, period: Period, department_id: str | None) -> Subquery:
    """Each finding of a matter once: its category, gravest rank, and whether it is there now."""
    first = _first_reviews()
    is_newest = case((ReviewRow.id == MatterRow.review_id, 1), else_=0)
    return (
        select(
            ReviewRow.matter_id,
            ReviewItemRow.fingerprint,
            func.max(ReviewItemRow.category).label("category"),
            func.min(case(_RANKS, value=ReviewItemRow.severity, else_=_RANKS["notice"])).label(
                "rank"
            ),
            func.max(is_newest).label("newest"),
        )
        .join(ReviewRow, ReviewRow.id == ReviewItemRow.review_id)
        .join(MatterRow, MatterRow.id == ReviewRow.matter_id)
        .join(first, first.c.matter_id == MatterRow.id)
        .where(
            ReviewItemRow.kind == ItemKind.FINDING,
            *_scope(actor, department_id),
            *_within(first.c.at, period),
        )
        .group_by(ReviewRow.matter_id, ReviewItemRow.fingerprint)
        .subquery()
    )


def _last_verdict(found: Subquery) -> Label[Verdict | None]:
    """The last decision on each finding, by its index: a join of both would take no index."""
    return (
        select(DecisionRow.verdict)
        .where(
            DecisionRow.matter_id == found.c.matter_id,
            DecisionRow.fingerprint == found.c.fingerprint,
        )
        .order_by(DecisionRow.id.desc())
        .limit(1)
        .scalar_subquery()
        .label("verdict")
    )
