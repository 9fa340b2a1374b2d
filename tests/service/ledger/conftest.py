"""An empty ledger on SQLite and on a real PostgreSQL."""

from __future__ import annotations

import itertools
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from made_up_office import Clock, Office, furnish
from postgres_support import postgres_server
from sqlalchemy import URL, text

from service.ledger import Database, Ledger, parse_url, sqlite_url
from service.ledger.migrate import migrate
from service.ledger.tables import Base

_NUMBERS = itertools.count()


@pytest.fixture(scope="session")
def postgres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[URL]:
    """The address of a server's first database."""
    with postgres_server(tmp_path_factory) as address:
        yield parse_url(address)


@pytest.fixture(scope="session")
def migrated(postgres: URL) -> Iterator[Database]:
    """A migrated database of that server, emptied for each test."""
    database = Database(_new_database(postgres))
    migrate(database)
    yield database
    database.close()


@pytest.fixture(params=["sqlite", "postgres"])
def kind(request: pytest.FixtureRequest) -> str:
    """Which database a test uses."""
    return str(request.param)


@pytest.fixture
def bare(kind: str, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """An empty database, without tables."""
    server = request.getfixturevalue("postgres") if kind == "postgres" else None
    url = _new_database(server) if server else sqlite_url(tmp_path / "bare.sqlite")
    database = Database(url)
    yield database
    database.close()
    if server:
        _statement(server, f"DROP DATABASE {url.database} WITH (FORCE)")


@pytest.fixture
def database(kind: str, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """A migrated database, without rows."""
    if kind == "postgres":
        database = request.getfixturevalue("migrated")
        _empty(database)
        yield database
        return
    database = Database(sqlite_url(tmp_path / "ledger.sqlite"))
    migrate(database)
    yield database
    database.close()


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def office(database: Database, clock: Clock) -> Office:
    return furnish(Ledger(database, clock=clock), clock)


def _new_database(server: URL) -> URL:
    name = f"ledger_{os.getpid()}_{next(_NUMBERS)}"
    _statement(server, f"CREATE DATABASE {name}")
    return server.set(database=name)


def _empty(database: Database) -> None:
    """Only a superuser may switch off what protects the tables, as here."""
    names = ", ".join(table.name for table in Base.metadata.sorted_tables)
    with database.connect() as connection:
        connection.execute(text("SET LOCAL session_replication_role = replica"))
        connection.execute(text(f"TRUNCATE {names} RESTART IDENTITY"))


def _statement(server: URL, words: str) -> None:
    database = Database(server)
    with database.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text(words))
    database.close()
