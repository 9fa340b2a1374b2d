from __future__ import annotations

import pytest

from models.checks.consistency import ConsistencyCheck


@pytest.fixture
def check() -> ConsistencyCheck:
    return ConsistencyCheck()
