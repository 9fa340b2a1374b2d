"""What tests over whole programs share."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from workbench_support import chromium


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """A real browser for the tests of one file."""
    with chromium() as launched:
        yield launched
