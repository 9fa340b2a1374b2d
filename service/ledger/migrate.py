"""Migrate (迁移): bring the tables of a database to what this program needs."""

from __future__ import annotations

from functools import cache

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

from service.ledger.database import Database
from service.ledger.errors import LedgerOutdated

_LOCK = 0x0FA5_4E10
"""The key under which servers of one PostgreSQL migrate one after the other."""


def migrate(database: Database, *, over: Connection | None = None) -> tuple[str, str]:
    """迁移 to this program's revision, all or nothing; returns the revision before ("") and after.

    `over` is a connection of that database whose transaction goes on afterwards.

    Raises:
        LedgerOutdated: the tables are newer than this program.
        DatabaseUnavailable: the database does not answer.
    """
    if over is not None:
        return _upgrade(over)
    with database.connect() as connection:
        return _upgrade(connection)


def check(database: Database) -> None:
    """核对 that the tables are those of this program.

    Raises:
        LedgerOutdated: they are not, or there are none.
        DatabaseUnavailable: the database does not answer.
    """
    found = revision(database)
    if found != head():
        raise LedgerOutdated(f"数据库版本 {found or '无'}，程序版本 {head()}")


def revision(database: Database) -> str:
    """数据库版本: the revision of the tables, "" without any."""
    with database.read() as session:
        return _revision(session.connection())


def _upgrade(connection: Connection) -> tuple[str, str]:
    if connection.dialect.name != "sqlite":
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_LOCK})")
    before = _revision(connection)
    if before and before not in _known():
        raise LedgerOutdated(f"数据库版本 {before}")
    config = _config()
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
    return before, head()


@cache
def head() -> str:
    """程序版本: the revision this program needs."""
    return ScriptDirectory.from_config(_config()).get_current_head() or ""


@cache
def _known() -> frozenset[str]:
    scripts = ScriptDirectory.from_config(_config())
    return frozenset(script.revision for script in scripts.walk_revisions())


def _revision(connection: Connection) -> str:
    return MigrationContext.configure(connection).get_current_revision() or ""


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", "service.ledger:migrations")
    config.set_main_option("path_separator", "os")
    return config
