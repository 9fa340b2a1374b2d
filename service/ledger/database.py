"""Database (数据库): SQLite with its pragmas, or PostgreSQL by address; transactions."""

from __future__ import annotations

import os
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, OperationalError
from sqlalchemy.orm import Session

from corpus.errors import BadOption
from service.ledger.errors import DatabaseUnavailable

BUSY_SECONDS = 20
"""Seconds that one writer of SQLite waits for another."""
_PRAGMAS = (
    f"busy_timeout = {BUSY_SECONDS * 1000}",
    "journal_mode = WAL",
    "synchronous = FULL",  # what was accepted survives a power cut
    "foreign_keys = ON",
    "recursive_triggers = ON",  # REPLACE then fires the triggers that refuse deletions
    "secure_delete = ON",  # deleted drafts are overwritten
    "trusted_schema = OFF",
)
_POSTGRES = ("postgresql", "postgres", "postgresql+psycopg")


def sqlite_url(path: Path) -> URL:
    """地址 of an SQLite file."""
    return URL.create("sqlite", database=str(path))


def parse_url(address: str) -> URL:
    """解析数据库地址: `postgresql://…`, or `sqlite:///…`.

    Raises:
        BadOption: neither of these.
    """
    try:
        url = make_url(address)
    except ArgumentError:
        raise BadOption("FASHEN_DATABASE 不是数据库地址") from None
    if url.drivername in _POSTGRES:
        return url.set(drivername="postgresql+psycopg")
    if url.drivername == "sqlite" and url.database:
        return url
    raise BadOption("FASHEN_DATABASE 应写作 postgresql://… 或 sqlite:///…")


class Database:
    """数据库: one engine of a process, shared by its threads."""

    def __init__(self, url: URL) -> None:
        self.url = url
        self._writer = threading.Lock()
        try:
            self.engine = _engine(url)
        except ImportError as error:
            raise DatabaseUnavailable(f"没有安装驱动 {error.name}") from error

    @property
    def is_sqlite(self) -> bool:
        """Whether it is a file."""
        return self.url.drivername == "sqlite"

    @property
    def path(self) -> Path | None:
        """The file of an SQLite database."""
        return Path(self.url.database or "") if self.is_sqlite else None

    @contextmanager
    def read(self) -> Iterator[Session]:
        """读事务: one state of the data throughout; writing fails.

        Raises:
            DatabaseUnavailable: it does not answer.
        """
        with _told(), self.engine.connect() as connection:
            reader = connection.execution_options(fashen_reads=True, **self._snapshot())
            with reader.begin(), Session(reader, autoflush=False) as session:
                yield session

    @contextmanager
    def write(self) -> Iterator[Session]:
        """写事务: all or nothing; a thread must not open a second one inside.

        Raises:
            DatabaseUnavailable: it does not answer, or stays locked.
        """
        with (
            _told(),
            self._turn(),
            self.engine.begin() as connection,
            Session(connection, expire_on_commit=False) as session,
        ):
            yield session
            session.flush()

    @contextmanager
    def connect(self) -> Iterator[Connection]:
        """写连接 without a session, for migrations and copies; all or nothing."""
        with _told(), self._turn(), self.engine.begin() as connection:
            yield connection

    def flush_log(self) -> None:
        """清空预写日志 of SQLite, as far as readers allow; PostgreSQL does so by itself."""
        if self.is_sqlite:
            with _told(), self.engine.connect() as connection:
                raw = connection.connection.driver_connection
                if raw is not None:
                    raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()

    def close(self) -> None:
        """Close all connections."""
        self.engine.dispose()

    def _snapshot(self) -> dict[str, Any]:
        if self.is_sqlite:
            return {}
        return {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}

    @contextmanager
    def _turn(self) -> Iterator[None]:
        """Writers of one process stand in line: SQLite's own waiting is not fair."""
        if not self.is_sqlite:
            yield
            return
        if not self._writer.acquire(timeout=BUSY_SECONDS):
            raise DatabaseUnavailable("写入等待超时")
        try:
            yield
        finally:
            self._writer.release()


def _engine(url: URL) -> Engine:
    if url.drivername != "sqlite":
        return create_engine(
            url,
            pool_pre_ping=True,
            pool_size=10,
            max_overflow=20,
            hide_parameters=True,
            connect_args={"connect_timeout": 10},
        )
    _private(Path(url.database or ""))
    engine = create_engine(
        url,
        pool_size=10,
        max_overflow=20,
        hide_parameters=True,
        connect_args={"check_same_thread": False},
    )
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    return engine


def _private(path: Path) -> None:
    """Make the file readable by its owner only, before anything is in it."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
    except OSError as error:
        raise DatabaseUnavailable(f"{path} 无法读写") from error


def _prepare(connection: sqlite3.Connection, _record: object) -> None:
    connection.isolation_level = None  # transactions are begun by `_begin`
    for pragma in _PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")


def _begin(connection: Connection) -> None:
    reads = connection.get_execution_options().get("fashen_reads", False)
    connection.exec_driver_sql(f"PRAGMA query_only = {'ON' if reads else 'OFF'}")
    connection.exec_driver_sql("BEGIN" if reads else "BEGIN IMMEDIATE")


@contextmanager
def _told() -> Iterator[None]:
    """Turn a database that does not answer into our error, without address or parameters."""
    try:
        yield
    except DBAPIError as error:
        name = _name(error.orig)
        faulty = name == "SQLITE_ERROR" or not isinstance(error, OperationalError)
        if faulty and not error.connection_invalidated:
            raise  # wrong SQL, or what the tables refuse: not the database's state
        raise DatabaseUnavailable(name) from error


def _name(error: BaseException | None) -> str:
    """The driver's name of an error: it says enough, and holds neither address nor values."""
    code = getattr(error, "sqlite_errorname", None) or getattr(error, "sqlstate", None)
    return str(code or type(error).__name__)
