"""What tests share: the folder of real data beside the project, if it is there."""

from __future__ import annotations

from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
_SHARED = ROOT.parent / "shared" / "data"
SHARED: Path | None = _SHARED if _SHARED.is_dir() else None

needs_shared = pytest.mark.skipif(
    SHARED is None, reason="the real documents of ../shared/data are not beside this checkout"
)
