"""Presence (运行标记): servers on a ledger hold a lock that ends with them; a restore needs none."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import text

from service.ledger.database import Database
from service.ledger.errors import LedgerHeld

_KEY = 0x46415348454E
"""The number of our advisory lock in PostgreSQL."""


@contextmanager
def serving(database: Database) -> Iterator[None]:
    """运行标记 of a server; several may hold one.

    Raises:
        LedgerHeld: the ledger is being restored.
    """
    with _held(database, shared=True) as got:
        if not got:
            raise LedgerHeld("台账正在恢复，请稍后再启动服务")
        yield


@contextmanager
def alone(database: Database) -> Iterator[None]:
    """独占 of the ledger: no server runs on it, and none starts meanwhile.

    Raises:
        LedgerHeld: a server runs on it.
    """
    with _held(database, shared=False) as got:
        if not got:
            raise LedgerHeld("服务正在运行，请先停止服务再恢复台账")
        yield


@contextmanager
def _held(database: Database, *, shared: bool) -> Iterator[bool]:
    if database.path is not None:
        with _file_lock(database.path.with_name(f"{database.path.name}.serving"), shared) as got:
            yield got
        return
    word = "pg_try_advisory_lock_shared" if shared else "pg_try_advisory_lock"
    with database.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        got = bool(connection.scalar(text(f"SELECT {word}(:key)"), {"key": _KEY}))
        try:
            yield got
        finally:
            connection.execute(text("SELECT pg_advisory_unlock_all()"))


@contextmanager
def _file_lock(path: Path, shared: bool) -> Iterator[bool]:
    """A lock that the system drops when the process ends; without such locks nothing is held."""
    try:
        import fcntl
    except ImportError:
        yield True
        return
    with path.open("a") as file:
        try:
            fcntl.flock(file, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)
        except OSError:
            yield False
            return
        yield True
