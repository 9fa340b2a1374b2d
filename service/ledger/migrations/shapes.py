"""Shapes (列类型与只增保护): column types of the first revisions, and tables that only grow.

Revisions are history: change nothing here, write the next revision instead.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

ID = sa.String(32)
DIGEST = sa.String(64)
LINE = sa.String(300)
MOMENT = sa.DateTime(timezone=True)

_SQLITE = (
    "CREATE TRIGGER {table}_no_{verb} BEFORE {event} ON {table}"
    " BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
)
_SQLITE_REPLACE = (
    "CREATE TRIGGER {table}_no_replace BEFORE INSERT ON {table}"
    " WHEN EXISTS (SELECT 1 FROM {table} WHERE {same})"
    " BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
)
_POSTGRES_FUNCTION = (
    "CREATE OR REPLACE FUNCTION fashen_refuse() RETURNS trigger LANGUAGE plpgsql AS"
    " $$ BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME; END $$"
)
_POSTGRES = (
    "CREATE TRIGGER {table}_no_{verb} BEFORE {event} ON {table}"
    " FOR EACH {each} EXECUTE FUNCTION fashen_refuse()"
)


def words(name: str, *values: str) -> sa.Enum:
    """枚举列: one of some words, checked by the database."""
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=24)


def protect(table: str, *, key: tuple[str, ...] = ("id",), deletable: bool = False) -> None:
    """只增保护: the database refuses to change rows, and unless `deletable` to delete them.

    `key` is the primary key: SQLite's REPLACE deletes a row without firing triggers on deletion,
    so inserting a key that is there is refused before.
    """
    if op.get_bind().dialect.name == "sqlite":
        same = " AND ".join(f"{column} = NEW.{column}" for column in key)
        op.execute(_SQLITE_REPLACE.format(table=table, same=same))
        op.execute(_SQLITE.format(table=table, verb="update", event="UPDATE"))
        if not deletable:
            op.execute(_SQLITE.format(table=table, verb="delete", event="DELETE"))
        return
    op.execute(_POSTGRES_FUNCTION)
    op.execute(_POSTGRES.format(table=table, verb="update", event="UPDATE", each="ROW"))
    if not deletable:
        op.execute(_POSTGRES.format(table=table, verb="delete", event="DELETE", each="ROW"))
        op.execute(
            _POSTGRES.format(table=table, verb="truncate", event="TRUNCATE", each="STATEMENT")
        )
