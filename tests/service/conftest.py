"""A home directory for the service with the real library in it."""

from __future__ import annotations

from pathlib import Path

import pytest


@pytest.fixture
def home(library_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("FASHEN_HOME", str(library_path.parent))
    return library_path.parent
