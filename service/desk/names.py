"""Names (姓名): who people are and which departments there are, for pages that show no ids."""

from __future__ import annotations

from service.ledger import Actor, Ledger
from service.ledger.records import Department


class Names:
    """姓名 over one ledger."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def people(self) -> dict[str, str]:
        """姓名 by the id of an account; disabled ones too, their work is still theirs."""
        with self._ledger.read() as work:
            return {one.id: one.name for one in work.users.all()}

    def departments(self, actor: Actor) -> tuple[Department, ...]:
        """部门 that an actor sees and that take matters, by name."""
        with self._ledger.read() as work:
            every = work.departments.all()
        return tuple(one for one in every if actor.sees(one.id) and not one.disabled)
