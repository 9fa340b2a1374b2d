"""Backup (备份): the whole ledger as one SQLite file, from either database into either.

A backup is itself a ledger: the same tables in the same revision. PostgreSQL is read in one
snapshot; SQLite is copied page by page while it is in use.
"""

from __future__ import annotations

import os
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from sqlalchemy import Connection, Integer, Table, func, insert, inspect, select, text

from service.ledger.database import Database, sqlite_url
from service.ledger.errors import BackupFailed, LedgerHeld
from service.ledger.migrate import check, migrate
from service.ledger.presence import alone
from service.ledger.tables import Base

_ROWS = 200
"""Rows that are copied at once; a row may hold a whole draft."""


def backup(database: Database, target: Path) -> int:
    """备份 into a new file, readable by its owner only; returns its size in bytes.

    Raises:
        BackupFailed: the file exists or cannot be written, or the copy is not sound.
        LedgerOutdated, DatabaseUnavailable: see there.
    """
    check(database)
    if target.exists():
        raise BackupFailed(f"{target} 已经存在")
    with _beside(target) as staged:
        if database.path is not None:
            _copy_pages(database.path, staged)
        else:
            _copy_into_file(database, staged)
        _sound(staged)
        staged.rename(target)
    return target.stat().st_size


def restore(database: Database, source: Path, *, replace: bool = False) -> None:
    """恢复 from a backup, of this or an older revision; all or nothing.

    A ledger with users in it is replaced only if `replace`, and never while a server runs on it.

    Raises:
        BackupFailed: no such file, or no sound backup.
        LedgerHeld: the ledger has users and `replace` was not asked for, or a server runs on it.
        LedgerOutdated: the backup is newer than this program.
        DatabaseUnavailable: see there.
    """
    if not source.is_file():
        raise BackupFailed(f"没有文件 {source}")
    if not replace and _in_use(database):
        raise LedgerHeld("台账已有数据；确要覆盖请加 --replace")
    with alone(database), tempfile.TemporaryDirectory(prefix="fashen-restore-") as folder:
        copy = Path(folder) / "ledger.sqlite"
        _copy_pages(source, copy)
        _sound(copy)
        staged = Database(sqlite_url(copy))
        try:
            migrate(staged)
            if database.path is not None:
                staged.flush_log()
                _copy_pages(copy, database.path)
            else:
                _replace_tables(staged, database)
        finally:
            staged.close()


def _in_use(database: Database) -> bool:
    with database.read() as session:
        connection = session.connection()
        if not inspect(connection).has_table("users"):
            return False
        return bool(connection.scalar(text("SELECT count(*) FROM users")))


@contextmanager
def _beside(target: Path) -> Iterator[Path]:
    """A private file beside the target, gone if it was not renamed."""
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
        os.close(handle)
    except OSError as error:
        raise BackupFailed(f"{target} 无法写入") from error
    staged = Path(name)
    try:
        yield staged
    except (OSError, sqlite3.Error) as error:
        raise BackupFailed(f"{target} 无法写入") from error
    finally:
        for suffix in ("", "-wal", "-shm"):
            staged.with_name(staged.name + suffix).unlink(missing_ok=True)


def _copy_pages(source: Path, target: Path) -> None:
    """Copy a database that may be in use; the target is as it was until the copy is complete."""
    try:
        with closing(sqlite3.connect(source)) as here, closing(sqlite3.connect(target)) as there:
            here.execute("PRAGMA busy_timeout = 20000")
            there.execute("PRAGMA busy_timeout = 20000")
            here.backup(there)
    except sqlite3.Error as error:
        raise BackupFailed(f"{source} 不是台账备份，或者无法读写") from error


def _sound(path: Path) -> None:
    try:
        with closing(sqlite3.connect(path)) as connection:
            connection.execute("PRAGMA journal_mode = DELETE")  # one file, without a log beside it
            said = connection.execute("PRAGMA integrity_check").fetchone()[0]
            wrong = connection.execute("PRAGMA foreign_key_check").fetchone()
            held = connection.execute("SELECT count(*) FROM alembic_version").fetchone()[0]
    except sqlite3.Error as error:
        raise BackupFailed("不是台账备份") from error
    if said != "ok" or wrong is not None or not held:
        raise BackupFailed("备份文件已损坏")


def _copy_into_file(database: Database, target: Path) -> None:
    copy = Database(sqlite_url(target))
    try:
        migrate(copy)
        with database.read() as session, copy.connect() as there:
            _copy_rows(session.connection(), there)
        copy.flush_log()
    finally:
        copy.close()


def _replace_tables(source: Database, target: Database) -> None:
    """Drop the tables and what protects them, make them anew and fill them: one transaction."""
    with source.read() as session, target.connect() as there:
        for table in reversed(Base.metadata.sorted_tables):
            there.exec_driver_sql(f'DROP TABLE IF EXISTS "{table.name}" CASCADE')
        there.exec_driver_sql("DROP TABLE IF EXISTS alembic_version")
        migrate(target, over=there)
        _copy_rows(session.connection(), there)
        _continue_numbers(there)


def _copy_rows(here: Connection, there: Connection) -> None:
    for table in Base.metadata.sorted_tables:
        rows = here.execution_options(yield_per=_ROWS).execute(select(table)).mappings()
        for some in rows.partitions(_ROWS):
            there.execute(insert(table), [dict(row) for row in some])


def _continue_numbers(connection: Connection) -> None:
    """PostgreSQL's sequences go on after the rows that came with their numbers."""
    for table in Base.metadata.sorted_tables:
        column = _numbered(table)
        if column is not None:
            last = connection.scalar(select(func.max(table.c[column]))) or 0
            connection.execute(
                text("SELECT setval(pg_get_serial_sequence(:t, :c), :n, :used)"),
                {"t": table.name, "c": column, "n": max(last, 1), "used": last > 0},
            )


def _numbered(table: Table) -> str | None:
    column = table.autoincrement_column
    return column.name if column is not None and isinstance(column.type, Integer) else None
