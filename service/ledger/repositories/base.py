"""Repository (仓储): what all repositories share: the session, the clock, the audit trail."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import ColumnElement, select, true
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from service.clock import Clock
from service.ledger.actor import Actor
from service.ledger.errors import BadRecord, Conflict, NotFound
from service.ledger.repositories.audit import AuditTrail
from service.ledger.tables import MatterRow


class Repository:
    """仓储 over one transaction; it gives records, never rows."""

    def __init__(self, session: Session, clock: Clock, audit: AuditTrail) -> None:
        self._session = session
        self._clock = clock
        self._audit = audit

    def _matter(self, actor: Actor, matter_id: str, *, lock: bool = False) -> MatterRow:
        """Return a matter that the actor may see.

        Raises:
            NotFound: none, or another department's.
        """
        statement = select(MatterRow).where(MatterRow.id == matter_id, visible(actor))
        if lock:
            statement = statement.with_for_update()
        found = self._session.scalars(statement).one_or_none()
        if found is None:
            raise NotFound("审查事项")
        return found

    @contextmanager
    def _first(self, said: str) -> Iterator[None]:
        """Insert or change something unique; if it is there already, say so.

        Raises:
            Conflict: it is.
        """
        try:
            with self._session.begin_nested():
                yield
                self._session.flush()
        except IntegrityError as error:
            raise Conflict(said) from error


def visible(actor: Actor) -> ColumnElement[bool]:
    """可见范围: the matters that an actor may see."""
    if actor.everywhere:
        return true()
    return MatterRow.department_id.in_(sorted(actor.departments))


def user_of(actor: Actor) -> str:
    """The user's id.

    Raises:
        BadRecord: the program itself acts, where only a person may.
    """
    if actor.user_id is None:
        raise BadRecord("这一操作须由具体人员进行")
    return actor.user_id
