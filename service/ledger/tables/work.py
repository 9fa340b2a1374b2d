"""Work (任务): jobs with leases, and the keys under which a request was already served."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from service.ledger.tables.base import Base, Digest, Id, Line, Ref, words
from service.ledger.words import JobStatus


class JobRow(Base):
    """任务: the review of one version.

    While it runs, `lease` is the secret of the worker that has it, `leased_until` the moment from
    which others may take it, `node` the server that the worker runs in.
    """

    __tablename__ = "jobs"
    __table_args__ = (Index(None, "status", "created_at"),)

    id: Mapped[Id]
    version_id: Mapped[Ref] = mapped_column(ForeignKey("versions.id"), index=True)
    status: Mapped[JobStatus] = mapped_column(words(JobStatus, "status"))
    progress: Mapped[int]
    stage: Mapped[Line]
    attempts: Mapped[int]
    lease: Mapped[Line | None]
    leased_until: Mapped[datetime | None]
    node: Mapped[Line | None]
    error: Mapped[Line | None]
    created_by: Mapped[Ref] = mapped_column(ForeignKey("users.id"))
    created_at: Mapped[datetime]
    started_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]


class IdempotencyRow(Base):
    """幂等键: what a request with this key made; `request` is the hash of what was asked."""

    __tablename__ = "idempotency_keys"

    user_id: Mapped[Id] = mapped_column(ForeignKey("users.id"))
    key: Mapped[Line] = mapped_column(primary_key=True)
    request: Mapped[Digest]
    made: Mapped[str]
    created_at: Mapped[datetime] = mapped_column(index=True)
