"""Credentials (凭据): sessions and API keys, failed logins, the code of the first run."""

from __future__ import annotations

from datetime import datetime
from typing import Any, cast

from sqlalchemy import CursorResult, delete, select, update

from service.ledger.actor import Actor
from service.ledger.errors import NotFound
from service.ledger.records import ApiKey, WebSession
from service.ledger.repositories.base import Repository
from service.ledger.tables import ApiKeyRow, FailedLoginRow, SessionRow, SetupCodeRow
from service.ledger.values import cut, line, new_id

_ONLY = 1
"""The key of the one set-up code."""


class Credentials(Repository):
    """凭据仓储: hashes come in, never secrets."""

    def open_session(
        self, token_hash: str, user_id: str, expires_at: datetime, address: str
    ) -> WebSession:
        """登录会话 begins."""
        moment = self._clock()
        row = SessionRow(
            token_hash=token_hash,
            user_id=user_id,
            created_at=moment,
            seen_at=moment,
            expires_at=expires_at,
            address=cut(address),
        )
        self._session.add(row)
        self._session.flush()
        return _session(row)

    def session(self, token_hash: str) -> WebSession | None:
        """Return a session, expired or not."""
        row = self._session.get(SessionRow, token_hash)
        return _session(row) if row else None

    def touch_session(self, token_hash: str) -> None:
        """Note that it was used now."""
        self._session.execute(
            update(SessionRow)
            .where(SessionRow.token_hash == token_hash)
            .values(seen_at=self._clock())
        )

    def close_session(self, token_hash: str) -> None:
        """登录会话 ends."""
        self._session.execute(delete(SessionRow).where(SessionRow.token_hash == token_hash))

    def close_sessions(self, user_id: str) -> None:
        """All sessions of a user end."""
        self._session.execute(delete(SessionRow).where(SessionRow.user_id == user_id))

    def add_key(
        self,
        actor: Actor,
        user_id: str,
        name: str,
        secret_hash: str,
        scopes: frozenset[str],
        expires_at: datetime,
    ) -> ApiKey:
        """接口密钥 for a user.

        Raises:
            BadRecord: no name.
        """
        row = ApiKeyRow(
            id=new_id(),
            user_id=user_id,
            name=line(name, "密钥名称"),
            secret_hash=secret_hash,
            scopes=" ".join(sorted(scopes)),
            created_at=self._clock(),
            expires_at=expires_at,
            used_at=None,
            revoked_at=None,
        )
        self._session.add(row)
        self._session.flush()
        self._audit.record(actor, "key.add", ("key", row.id), detail={"scopes": row.scopes})
        return _key(row)

    def key(self, key_id: str) -> tuple[ApiKey, str] | None:
        """Return a key and the hash of its secret, None if there is none."""
        row = self._session.get(ApiKeyRow, key_id)
        return (_key(row), row.secret_hash) if row else None

    def keys_of(self, user_id: str) -> tuple[ApiKey, ...]:
        """Return a user's keys, newest first, with those that ended."""
        rows = self._session.scalars(
            select(ApiKeyRow)
            .where(ApiKeyRow.user_id == user_id)
            .order_by(ApiKeyRow.created_at.desc(), ApiKeyRow.id)
        )
        return tuple(map(_key, rows))

    def use_key(self, key_id: str) -> None:
        """Note that it was used now."""
        self._session.execute(
            update(ApiKeyRow).where(ApiKeyRow.id == key_id).values(used_at=self._clock())
        )

    def revoke_key(self, actor: Actor, key_id: str, *, owner: str | None = None) -> None:
        """撤销密钥; `owner` limits it to one user's keys.

        Raises:
            NotFound: no such key of that user.
        """
        row = self._session.get(ApiKeyRow, key_id)
        if row is None or (owner is not None and row.user_id != owner):
            raise NotFound("接口密钥")
        row.revoked_at = row.revoked_at or self._clock()
        self._audit.record(actor, "key.revoke", ("key", key_id))

    def add_failure(self, account: str, address: str) -> None:
        """登录失败 under the hash of an account name, from an address."""
        self._session.add(FailedLoginRow(account=account, address=cut(address), at=self._clock()))

    def failures(
        self, since: datetime, *, account: str | None = None, address: str | None = None
    ) -> tuple[datetime, ...]:
        """Return the moments of failed logins, oldest first."""
        statement = select(FailedLoginRow.at).where(FailedLoginRow.at > since)
        if account is not None:
            statement = statement.where(FailedLoginRow.account == account)
        if address is not None:
            statement = statement.where(FailedLoginRow.address == cut(address))
        return tuple(self._session.scalars(statement.order_by(FailedLoginRow.at)))

    def forget_failures(self, account: str, address: str | None = None) -> None:
        """Forget an account's failed logins, from one address or from all."""
        statement = delete(FailedLoginRow).where(FailedLoginRow.account == account)
        if address is not None:
            statement = statement.where(FailedLoginRow.address == cut(address))
        self._session.execute(statement)

    def set_setup_code(self, code_hash: str, expires_at: datetime) -> None:
        """初始化码: the former one is void."""
        self.drop_setup_code()
        self._session.add(
            SetupCodeRow(id=_ONLY, code_hash=code_hash, expires_at=expires_at, attempts=0)
        )
        self._session.flush()

    def setup_code(self) -> tuple[str, datetime, int] | None:
        """Return the code's hash, its end and how often it was tried, locked for this transaction."""
        row = self._session.scalars(
            select(SetupCodeRow).where(SetupCodeRow.id == _ONLY).with_for_update()
        ).one_or_none()
        return (row.code_hash, row.expires_at, row.attempts) if row else None

    def try_setup_code(self) -> None:
        """Count one more try."""
        self._session.execute(update(SetupCodeRow).values(attempts=SetupCodeRow.attempts + 1))

    def drop_setup_code(self) -> bool:
        """Delete the code; returns whether there was one."""
        done = self._session.execute(delete(SetupCodeRow).where(SetupCodeRow.id == _ONLY))
        return bool(cast("CursorResult[Any]", done).rowcount)


def _session(row: SessionRow) -> WebSession:
    return WebSession(row.user_id, row.created_at, row.seen_at, row.expires_at, row.address)


def _key(row: ApiKeyRow) -> ApiKey:
    return ApiKey(
        id=row.id,
        user_id=row.user_id,
        name=row.name,
        scopes=frozenset(row.scopes.split()),
        created_at=row.created_at,
        expires_at=row.expires_at,
        used_at=row.used_at,
        revoked_at=row.revoked_at,
    )
