"""Places (部门): departments of the office, added, renamed and disabled."""

from __future__ import annotations

from service.ledger import Actor, Ledger
from service.ledger.records import Department


class Places:
    """部门 over one ledger; the actor comes from `Principal.actor("department.manage")`."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def all(self) -> tuple[Department, ...]:
        """全部部门, by name."""
        with self._ledger.read() as work:
            return work.departments.all()

    def add(self, actor: Actor, name: str) -> Department:
        """新建部门.

        Raises:
            BadRecord, Conflict: as `Departments.add`.
        """
        with self._ledger.write() as work:
            return work.departments.add(actor, name)

    def rename(self, actor: Actor, department_id: str, name: str) -> Department:
        """改名.

        Raises:
            NotFound, BadRecord, Conflict: as `Departments.rename`.
        """
        with self._ledger.write() as work:
            return work.departments.rename(actor, department_id, name)

    def disable(self, actor: Actor, department_id: str, *, disabled: bool) -> Department:
        """停用 or use again; a disabled department takes no new matters.

        Raises:
            NotFound: no such department.
        """
        with self._ledger.write() as work:
            return work.departments.disable(actor, department_id, disabled=disabled)
