"""One office with its workbench for all tests here; nobody disturbs another's matter."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from served_office import ServedOffice
from workbench_support import Desk, office_on

from service.settings import Settings
from service.wiring import Wiring


@pytest.fixture(scope="session")
def web_house(library_path: Path) -> Wiring:
    """One wiring: its models are loaded once."""
    settings = Settings(home=library_path.parent, max_reviews=1, max_upload_bytes=1 << 20)
    return Wiring(settings)


@pytest.fixture(scope="session")
def office(web_house: Wiring, tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServedOffice]:
    with office_on(web_house, tmp_path_factory.mktemp("workbench")) as made:
        yield made


@pytest.fixture(scope="session")
def at(office: ServedOffice) -> dict[str, Desk]:
    """Everybody of the office, by account."""
    people = ("submitter", "reviewer", "approver", "administrator", "auditor")
    return {one: Desk(office.app, one) for one in (*people, "neighbour", "neighbour-reviewer")}


@pytest.fixture(scope="session")
def reviewed(at: dict[str, Desk]) -> tuple[str, str]:
    """A matter of the first department and its review; look, and change nothing."""
    return at["submitter"].handed_in()
