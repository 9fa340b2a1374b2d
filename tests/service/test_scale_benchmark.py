"""The scale benchmark on a small synthetic library."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from corpus.library import Library
from service.bench_scale import main
from service.scale_library import grow


def test_a_grown_library_has_the_size_and_says_what_is_made_up(
    library_path: Path, tmp_path: Path
) -> None:
    path = tmp_path / "library.sqlite"
    with Library.open(library_path) as real:
        held = real.counts().articles
    assert grow(library_path, path, held + 150) == 150
    with Library.open(path) as library:
        assert library.counts().articles == held + 150
        assert library.version == f"scale{held + 150}"
        made = library.at(date(2026, 11, 24)).expression("合成第3号条例")
        assert made is not None
        assert len(library.at(date(2026, 11, 24)).articles(made)) == 30


@pytest.mark.usefixtures("home")
def test_the_benchmark_measures_build_search_and_recall(
    capsys: pytest.CaptureFixture[str],
) -> None:
    main(["--sizes", "1500", "--queries", "10", "--dimension", "32", "--json"])
    (row,) = json.loads(capsys.readouterr().out)
    assert (row["articles"], row["synthetic"], row["index"]) == (1500, 0, "flat")
    assert row["recall_at_10"] >= 0.95
    assert 0 < row["p50_ms"] <= row["p95_ms"]
    assert row["peak_search_mb"] > 50
