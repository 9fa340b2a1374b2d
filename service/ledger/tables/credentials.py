"""Credentials (凭据): sessions, API keys, failed logins, the one-time code of the first run.

Of every secret only a hash is kept.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from service.ledger.tables.base import Base, Digest, Id, Line, Ref


class SessionRow(Base):
    """登录会话."""

    __tablename__ = "sessions"

    token_hash: Mapped[Digest] = mapped_column(primary_key=True)
    user_id: Mapped[Ref] = mapped_column(ForeignKey("users.id"), index=True)
    created_at: Mapped[datetime]
    seen_at: Mapped[datetime]
    expires_at: Mapped[datetime] = mapped_column(index=True)
    address: Mapped[Line]


class ApiKeyRow(Base):
    """接口密钥: `scopes` are words with a blank between."""

    __tablename__ = "api_keys"

    id: Mapped[Id]
    user_id: Mapped[Ref] = mapped_column(ForeignKey("users.id"), index=True)
    name: Mapped[Line]
    secret_hash: Mapped[Digest]
    scopes: Mapped[str]
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]
    revoked_at: Mapped[datetime | None]


class FailedLoginRow(Base):
    """登录失败记录: `account` is a hash, so that a password typed as a name is not kept."""

    __tablename__ = "failed_logins"
    __table_args__ = (
        Index(None, "account", "at"),
        Index(None, "address", "at"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    account: Mapped[Digest]
    address: Mapped[Line]
    at: Mapped[datetime]


class SetupCodeRow(Base):
    """初始化码: at most one; it makes the first administrator."""

    __tablename__ = "setup_codes"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    code_hash: Mapped[Digest]
    expires_at: Mapped[datetime]
    attempts: Mapped[int]
