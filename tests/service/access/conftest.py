"""An office with people who can log in, on SQLite, with cheap hashes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from argon2 import PasswordHasher
from made_up_office import Clock

from service.access import Access, Passwords
from service.ledger import Database, Ledger, sqlite_url


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def ledger(tmp_path: Path, clock: Clock) -> Iterator[Ledger]:
    ledger = Ledger(Database(sqlite_url(tmp_path / "ledger.sqlite")), clock=clock)
    ledger.migrate()
    yield ledger
    ledger.close()


@pytest.fixture
def passwords() -> Passwords:
    return Passwords(PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))


@pytest.fixture
def access(ledger: Ledger, passwords: Passwords) -> Access:
    return Access(ledger, passwords=passwords)
