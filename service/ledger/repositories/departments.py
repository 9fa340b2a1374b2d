"""Departments (部门)."""

from __future__ import annotations

from sqlalchemy import select

from service.ledger.actor import Actor
from service.ledger.errors import NotFound
from service.ledger.records import Department
from service.ledger.repositories.base import Repository
from service.ledger.tables import DepartmentRow
from service.ledger.values import line, new_id


class Departments(Repository):
    """部门仓储: departments are disabled, never deleted."""

    def add(self, actor: Actor, name: str) -> Department:
        """新建部门.

        Raises:
            BadRecord: no name.
            Conflict: there is one of this name.
        """
        word = line(name, "部门名称")
        row = DepartmentRow(id=new_id(), name=word, created_at=self._clock(), disabled_at=None)
        with self._first(f"已有部门“{word}”"):
            self._session.add(row)
        self._audit.record(actor, "department.add", ("department", row.id), department_id=row.id)
        return department_of(row)

    def rename(self, actor: Actor, department_id: str, name: str) -> Department:
        """改名.

        Raises:
            NotFound, BadRecord, Conflict: as `get` and `add`.
        """
        row, word = self._row(department_id), line(name, "部门名称")
        with self._first(f"已有部门“{word}”"):
            row.name = word
        self._audit.record(actor, "department.rename", ("department", row.id), department_id=row.id)
        return department_of(row)

    def disable(self, actor: Actor, department_id: str, *, disabled: bool = True) -> Department:
        """停用 or use again; a disabled department takes no new matters.

        Raises:
            NotFound: no such department.
        """
        row = self._row(department_id)
        row.disabled_at = self._clock() if disabled else None
        action = "department.disable" if disabled else "department.enable"
        self._audit.record(actor, action, ("department", row.id), department_id=row.id)
        return department_of(row)

    def get(self, department_id: str) -> Department:
        """Return one.

        Raises:
            NotFound: no such department.
        """
        return department_of(self._row(department_id))

    def named(self, name: str) -> Department:
        """Return the one of this name.

        Raises:
            NotFound: there is none.
        """
        row = self._session.scalars(
            select(DepartmentRow).where(DepartmentRow.name == line(name, "部门名称"))
        ).one_or_none()
        if row is None:
            raise NotFound(f"部门“{name.strip()[:40]}”")
        return department_of(row)

    def all(self) -> tuple[Department, ...]:
        """Return all, by name."""
        rows = self._session.scalars(select(DepartmentRow).order_by(DepartmentRow.name))
        return tuple(map(department_of, rows))

    def _row(self, department_id: str) -> DepartmentRow:
        row = self._session.get(DepartmentRow, department_id)
        if row is None:
            raise NotFound("部门")
        return row


def department_of(row: DepartmentRow) -> Department:
    """The record of a row."""
    return Department(row.id, row.name, row.disabled_at is not None)
