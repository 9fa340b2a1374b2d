"""Matters (审查事项): opened, moved on, found again; only of the actor's departments."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select
from sqlalchemy.dialects import postgresql, sqlite

from models.submission import Kind
from service.ledger.actor import Actor
from service.ledger.errors import Conflict, NotFound
from service.ledger.fetch import fetch
from service.ledger.paging import Page
from service.ledger.records import Matter, MatterQuery, NewMatter
from service.ledger.repositories.base import Repository, user_of, visible
from service.ledger.repositories.matter_search import conditions, order
from service.ledger.repositories.review_rows import review_of
from service.ledger.tables import DepartmentRow, MatterRow, ReviewRow, SerialRow, UserRow
from service.ledger.values import line, new_id
from service.ledger.words import MOVES, MatterStatus

_MATTERS = (
    select(MatterRow, DepartmentRow.name, UserRow.name, ReviewRow)
    .join(DepartmentRow, DepartmentRow.id == MatterRow.department_id)
    .outerjoin(UserRow, UserRow.id == MatterRow.reviewer_id)
    .outerjoin(ReviewRow, ReviewRow.id == MatterRow.review_id)
)


class Matters(Repository):
    """审查事项仓储."""

    def open(self, actor: Actor, new: NewMatter) -> Matter:
        """立项: a new matter with the next number of the year.

        Raises:
            BadRecord: no title, or no person acts.
            NotFound: no such department, a disabled one, or one that the actor does not see.
        """
        title, author = line(new.title, "事项名称"), user_of(actor)
        department = self._session.get(DepartmentRow, new.department_id)
        if department is None or department.disabled_at or not actor.sees(department.id):
            raise NotFound("部门")
        moment = self._clock()
        row = MatterRow(
            id=new_id(),
            number=self._number(moment.astimezone().year),
            title=title,
            kind=new.kind,
            department_id=department.id,
            status=MatterStatus.RECEIVED,
            due=new.due,
            reviewer_id=None,
            review_id=None,
            created_by=author,
            created_at=moment,
            changed_at=moment,
            ended_at=None,
        )
        self._session.add(row)
        self._session.flush()
        self._told(actor, "matter.open", row)
        return self.get(actor, row.id)

    def get(self, actor: Actor, matter_id: str) -> Matter:
        """Return one.

        Raises:
            NotFound: none, or of another department.
        """
        row = self._session.execute(
            _MATTERS.where(MatterRow.id == matter_id, visible(actor))
        ).one_or_none()
        if row is None:
            raise NotFound("审查事项")
        return _matter(*row)

    def search(self, actor: Actor, query: MatterQuery) -> Page[Matter]:
        """台账检索 among the actor's departments."""
        statement = _MATTERS.where(visible(actor), *conditions(query)).order_by(*order(query))
        rows, total = fetch(self._session, statement, query.paging)
        return Page(tuple(_matter(*row) for row in rows), total, query.paging)

    def change(
        self, actor: Actor, matter_id: str, *, title: str, kind: Kind | None, due: date | None
    ) -> Matter:
        """修改 what the matter is called, what it is, and when it is due.

        Raises:
            NotFound, BadRecord: as `get` and `open`.
            Conflict: it has ended.
        """
        row = self._open_matter(actor, matter_id)
        row.title, row.kind, row.due = line(title, "事项名称"), kind, due
        return self._changed(actor, "matter.change", row)

    def assign(self, actor: Actor, matter_id: str, reviewer_id: str | None) -> Matter:
        """分派 to a reviewer, None takes it back.

        Raises:
            NotFound: as `get`, or no such user.
            Conflict: it has ended.
        """
        row = self._open_matter(actor, matter_id)
        if reviewer_id is not None and self._session.get(UserRow, reviewer_id) is None:
            raise NotFound("用户")
        row.reviewer_id = reviewer_id
        return self._changed(actor, "matter.assign", row, reviewer=reviewer_id or "")

    def move(self, actor: Actor, matter_id: str, status: MatterStatus) -> Matter:
        """流转 to another status.

        Raises:
            NotFound: as `get`.
            Conflict: a matter does not go there from where it is.
        """
        row = self._matter(actor, matter_id, lock=True)
        if status not in MOVES[row.status]:
            raise Conflict(f"{row.status.label}的事项不能转为{status.label}")
        before, row.status = row.status, status
        row.ended_at = self._clock() if status.ended else None
        return self._changed(actor, "matter.move", row, before=before.value, status=status.value)

    def _open_matter(self, actor: Actor, matter_id: str) -> MatterRow:
        row = self._matter(actor, matter_id, lock=True)
        if row.status.ended:
            raise Conflict(f"事项{row.status.label}")
        return row

    def _changed(self, actor: Actor, action: str, row: MatterRow, **detail: str) -> Matter:
        row.changed_at = self._clock()
        self._session.flush()
        self._told(actor, action, row, **detail)
        return self.get(actor, row.id)

    def _told(self, actor: Actor, action: str, row: MatterRow, **detail: str) -> None:
        self._audit.record(
            actor, action, ("matter", row.id), department_id=row.department_id, detail=detail
        )

    def _number(self, year: int) -> str:
        """Return the next number of the year; the row is locked until the transaction ends."""
        is_sqlite = self._session.get_bind().dialect.name == "sqlite"
        insert = sqlite.insert if is_sqlite else postgresql.insert
        statement = (
            insert(SerialRow)
            .values(year=year, last=1)
            .on_conflict_do_update(index_elements=["year"], set_={"last": SerialRow.last + 1})
            .returning(SerialRow.last)
        )
        return f"{year}-{self._session.scalar(statement):04d}"


def _matter(
    row: MatterRow, department: str, reviewer: str | None, last: ReviewRow | None
) -> Matter:
    return Matter(
        id=row.id,
        number=row.number,
        title=row.title,
        kind=row.kind,
        department_id=row.department_id,
        department=department,
        status=row.status,
        due=row.due,
        reviewer_id=row.reviewer_id,
        reviewer=reviewer,
        created_by=row.created_by,
        created_at=row.created_at,
        changed_at=row.changed_at,
        ended_at=row.ended_at,
        review=review_of(last) if last else None,
    )
