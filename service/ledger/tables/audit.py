"""Audit (审计): who saw, decided, exported or changed what; the database refuses to change it."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from service.ledger.tables.base import Base, Line, Ref


class AuditRow(Base):
    """审计记录: `detail` is a small JSON object without words of a draft."""

    __tablename__ = "audit"
    __table_args__ = (
        Index(None, "department_id", "at"),
        Index(None, "subject", "subject_id"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(index=True)
    user_id: Mapped[Ref | None] = mapped_column(ForeignKey("users.id"), index=True)
    via: Mapped[Line]
    address: Mapped[Line]
    action: Mapped[Line]
    subject: Mapped[Line]
    subject_id: Mapped[Line]
    department_id: Mapped[Ref | None] = mapped_column(ForeignKey("departments.id"))
    detail: Mapped[str]
