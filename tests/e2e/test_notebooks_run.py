"""Every notebook runs from top to bottom."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from support import ROOT

NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda p: p.stem)
def test_a_notebook_runs(path: Path, library_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    monkeypatch.setenv("FASHEN_HOME", str(library_path.parent))
    cells = [c for c in json.loads(path.read_text("utf-8"))["cells"] if c["cell_type"] == "code"]
    names: dict[str, Any] = {}
    for cell in cells:
        exec(compile("".join(cell["source"]), path.name, "exec"), names)
    if path.stem.startswith("01"):
        assert names["review"].findings
    if path.stem.startswith("04"):
        check_seed_packages(names)


def check_seed_packages(names: dict[str, Any]) -> None:
    """Every planted gap is found, the clean packages stay clean, and every table can be shown."""
    tables = [value for value in names.values() if hasattr(type(value), "_repr_html_")]
    assert len(tables) >= 12
    assert all(table.rows and "<td>" in table._repr_html_() for table in tables)
    planted = {(d["short"], step) for d in names["documents"] for step in d.get("gaps", {})}
    assert len(planted) >= 8
    assert opened(names["flawed"]) == planted
    assert opened(names["complete"]) == opened(names["drafts"]) == set()
    assert {short for short, _ in opened(names["told"])} == set(names["drafts"])


def opened(reviews: dict[str, Any]) -> set[tuple[str, str]]:
    states = ("missing", "insufficient")
    return {(name, s.step_id) for name, r in reviews.items() for s in r.steps if s.status in states}


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda p: p.stem)
def test_a_notebook_is_kept_without_outputs(path: Path) -> None:
    cells = json.loads(path.read_text("utf-8"))["cells"]
    assert not any(c.get("outputs") or c.get("execution_count") for c in cells)


def test_there_is_a_notebook() -> None:
    assert NOTEBOOKS
