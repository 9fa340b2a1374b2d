"""One office behind its interface for all tests here, on SQLite; nobody disturbs another's matter."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from served_office import Browser, ServedOffice, furnish, open_office, serve

from service.settings import Settings
from service.wiring import Wiring


@pytest.fixture(scope="session")
def house(library_path: Path) -> Wiring:
    """One wiring: its models are loaded once."""
    settings = Settings(home=library_path.parent, max_reviews=1, max_upload_bytes=1 << 20)
    return Wiring(settings)


@pytest.fixture(scope="session")
def served(house: Wiring, tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServedOffice]:
    path = tmp_path_factory.mktemp("office") / "ledger.sqlite"
    ledger, access = open_office(f"sqlite:///{path}")
    departments = furnish(ledger, access)
    with serve(house, ledger, access) as app:
        yield ServedOffice(app, ledger, access, departments)
    ledger.close()


@pytest.fixture(scope="session")
def submitter(served: ServedOffice) -> Browser:
    return served.browser("submitter")


@pytest.fixture(scope="session")
def reviewer(served: ServedOffice) -> Browser:
    return served.browser("reviewer")
