"""Base (表基类): names of constraints, moments in UTC, and enumerations as checked words."""

from __future__ import annotations

from datetime import UTC, datetime
from enum import StrEnum
from typing import Annotated

from sqlalchemy import DateTime, Dialect, Enum, MetaData, String, Text
from sqlalchemy.orm import DeclarativeBase, mapped_column
from sqlalchemy.types import TypeDecorator

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "pk": "pk_%(table_name)s",
}
Id = Annotated[str, mapped_column(String(32), primary_key=True)]
"""编号: 32 hexadecimal digits that nobody can guess."""
Ref = Annotated[str, mapped_column(String(32))]
"""编号引用: an `Id` of another row."""
Line = Annotated[str, mapped_column(String(300))]
"""一行文字: a title or a name."""
Digest = Annotated[str, mapped_column(String(64))]
"""摘要值: SHA-256 in hexadecimal digits."""


class UtcDateTime(TypeDecorator[datetime]):
    """时刻: aware moments, kept in UTC; SQLite knows no zones and gets them without."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Return what is written; a moment without zone is a programmer's error."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment without zone")
        moment = value.astimezone(UTC)
        return moment.replace(tzinfo=None) if dialect.name == "sqlite" else moment

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Return what was read, in UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Base(DeclarativeBase):
    """表基类 of all tables of the ledger."""

    metadata = MetaData(naming_convention=NAMES)
    type_annotation_map = {  # noqa: RUF012 - SQLAlchemy's own name
        datetime: UtcDateTime,
        str: Text,
    }


def words(values: type[StrEnum], name: str, *, checked: bool = True) -> Enum:
    """枚举列: one of the words of an enumeration; `checked` by the database too.

    Enumerations of the core, which grows, are not `checked`: a new word is then no migration.
    """
    return Enum(
        values,
        name=name,
        native_enum=False,
        create_constraint=checked,
        length=24,
        validate_strings=True,
        values_callable=lambda enum: [one.value for one in enum],
    )
