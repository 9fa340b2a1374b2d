from __future__ import annotations

import pytest

from models.checks.form import FormCheck


@pytest.fixture
def check() -> FormCheck:
    return FormCheck()
