from __future__ import annotations

import pytest

from models.checks.form import FormCheck


@pytest.fixture(scope="session")
def check() -> FormCheck:
    return FormCheck()
