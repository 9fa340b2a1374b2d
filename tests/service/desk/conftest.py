"""A desk over a made-up office and the real library; jobs are done by hand."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from made_up_office import Clock, Office, furnish

from service.desk import Desk, open_desk, performer
from service.ledger import Database, Ledger, sqlite_url
from service.ledger.runner import Runner
from service.settings import Settings
from service.wiring import Wiring


@pytest.fixture(scope="session")
def desk_house(library_path: Path) -> Wiring:
    """One wiring: its models are loaded once."""
    return Wiring(Settings(home=library_path.parent))


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    clock = Clock()
    ledger = Ledger(Database(sqlite_url(tmp_path / "ledger.sqlite")), clock=clock)
    ledger.migrate()
    yield furnish(ledger, clock)
    ledger.close()


@pytest.fixture
def desk(desk_house: Wiring, office: Office) -> Desk:
    return open_desk(desk_house, office.ledger)


@pytest.fixture
def do_jobs(desk_house: Wiring, office: Office) -> Callable[[], None]:
    """Do all jobs that wait."""
    runner = Runner(office.ledger, performer(desk_house), node="test")

    def done() -> None:
        while runner.run_one():
            pass

    return done
