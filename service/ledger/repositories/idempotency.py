"""Idempotency (幂等): the same request under the same key makes one thing."""

from __future__ import annotations

from sqlalchemy import select, update
from sqlalchemy.dialects import postgresql, sqlite

from service.ledger.actor import Actor
from service.ledger.errors import Conflict
from service.ledger.repositories.base import Repository, user_of
from service.ledger.tables import IdempotencyRow
from service.ledger.values import line


class Idempotency(Repository):
    """幂等键仓储: claim first, do the work in the same transaction, then say what it made."""

    def claim(self, actor: Actor, key: str, request: str) -> str | None:
        """占用 a key for a request (its hash); returns what it made before, None if it is new.

        Of two at once, the second waits for the first's transaction.

        Raises:
            BadRecord: no key, or a very long one.
            Conflict: the key was used for another request.
        """
        user, word = user_of(actor), line(key, "幂等键")
        is_sqlite = self._session.get_bind().dialect.name == "sqlite"
        insert = sqlite.insert if is_sqlite else postgresql.insert
        statement = (
            insert(IdempotencyRow)
            .values(user_id=user, key=word, request=request, made="", created_at=self._clock())
            .on_conflict_do_nothing()
            .returning(IdempotencyRow.key)
        )
        if self._session.scalar(statement) is not None:
            return None
        found = self._session.execute(
            select(IdempotencyRow.request, IdempotencyRow.made).where(
                IdempotencyRow.user_id == user, IdempotencyRow.key == word
            )
        ).one()
        if found.request != request:
            raise Conflict("同一个幂等键已用于另一请求")
        return str(found.made)

    def made(self, actor: Actor, key: str, thing: str) -> None:
        """登记 what the request made, e.g. a job's id."""
        self._session.execute(
            update(IdempotencyRow)
            .where(
                IdempotencyRow.user_id == user_of(actor),
                IdempotencyRow.key == line(key, "幂等键"),
            )
            .values(made=thing)
        )
