"""Matters (审查事项): matters, the versions handed in, their files and the bytes of these."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, LargeBinary, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.submission import Kind
from service.ledger.tables.base import Base, Digest, Id, Line, Ref, words
from service.ledger.words import FileRole, MatterStatus


class SerialRow(Base):
    """年度流水号: the last number given in a year."""

    __tablename__ = "serials"

    year: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    last: Mapped[int]


class MatterRow(Base):
    """审查事项: `review_id` is the newest review (no foreign key: reviews point here)."""

    __tablename__ = "matters"
    __table_args__ = (
        Index(None, "department_id", "created_at"),
        Index(None, "status", "due"),
    )

    id: Mapped[Id]
    number: Mapped[Line] = mapped_column(unique=True)
    title: Mapped[Line]
    kind: Mapped[Kind | None] = mapped_column(words(Kind, "kind", checked=False))
    department_id: Mapped[Ref] = mapped_column(ForeignKey("departments.id"))
    status: Mapped[MatterStatus] = mapped_column(words(MatterStatus, "status"))
    due: Mapped[date | None]
    reviewer_id: Mapped[Ref | None] = mapped_column(ForeignKey("users.id"), index=True)
    review_id: Mapped[Ref | None]
    created_by: Mapped[Ref] = mapped_column(ForeignKey("users.id"))
    created_at: Mapped[datetime] = mapped_column(index=True)
    changed_at: Mapped[datetime]
    ended_at: Mapped[datetime | None] = mapped_column(index=True)


class VersionRow(Base):
    """送审稿版本: numbered from 1 in its matter; `options` is the JSON of how to review it."""

    __tablename__ = "versions"
    __table_args__ = (UniqueConstraint("matter_id", "number"),)

    id: Mapped[Id]
    matter_id: Mapped[Ref] = mapped_column(ForeignKey("matters.id"))
    number: Mapped[int]
    note: Mapped[Line]
    options: Mapped[str]
    created_by: Mapped[Ref] = mapped_column(ForeignKey("users.id"))
    created_at: Mapped[datetime]


class FileRow(Base):
    """文件 of a version: the draft (place 0) or a material; these facts outlive the bytes."""

    __tablename__ = "files"
    __table_args__ = (UniqueConstraint("version_id", "place"),)

    id: Mapped[Id]
    version_id: Mapped[Ref] = mapped_column(ForeignKey("versions.id"))
    place: Mapped[int]
    role: Mapped[FileRole] = mapped_column(words(FileRole, "role"))
    name: Mapped[Line]
    sha256: Mapped[Digest]
    size: Mapped[int]
    deleted_at: Mapped[datetime | None]


class ContentRow(Base):
    """文件内容: the bytes, deleted by policy."""

    __tablename__ = "contents"

    file_id: Mapped[Id] = mapped_column(ForeignKey("files.id"))
    data: Mapped[bytes] = mapped_column(LargeBinary)
