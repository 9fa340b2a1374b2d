"""A short load test: people hand in and read at once, and nobody waits long for a page."""

from __future__ import annotations

from pathlib import Path

import pytest

from service.load.__main__ import run


@pytest.mark.slow
def test_pages_are_quick_while_reviews_run_and_every_review_is_kept_once(
    library_path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FASHEN_HOME", str(library_path.parent))
    found = run(tmp_path, "", users=6, seconds=10)
    assert found["first_errors"] == []
    assert found["lost"] == found["doubled"] == 0
    assert found["accepted"] == found["reviews"] == found["matters"] >= 7
    assert found["page_loads"]["number"] > 20
    assert found["page_loads"]["p95_ms"] <= found["goal_ms"]
