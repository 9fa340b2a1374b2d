"""`fashen library vectors|publish` on a library of two articles and a fake encoder."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

import models.neural.encoder
from corpus.errors import RetrieverUnavailable, VectorsUnusable
from corpus.knowledge import load_knowledge
from corpus.library import Library
from corpus.retrieval.setup import publish_vectors
from corpus.retrieval.vectors import VectorStore, vectors_path
from corpus.sources.build import import_tree
from corpus.sources.rewrite import rewriting
from service.cli.main import main
from service.wiring import Wiring


@pytest.fixture
def path(tmp_path: Path, encoder, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A library without vectors, in a data directory whose commands use the fake encoder."""
    own, folder = tmp_path / "library.sqlite", tmp_path / "in"
    with rewriting(own, load_knowledge(), "empty", None, fresh=True):
        pass
    folder.mkdir()
    (folder / "试验市风筝条例(2023-04-01).md").write_text(
        "# 试验市风筝条例\n<!-- INFO END -->\n第一条 风筝应当编号。\n第二条 自公布之日起施行。\n",
        "utf-8",
    )
    import_tree(own, folder, load_knowledge())
    monkeypatch.setenv("FASHEN_HOME", str(tmp_path))
    monkeypatch.setattr(Wiring, "encoder", property(lambda _: encoder))
    monkeypatch.setattr(models.neural.encoder, "PACKED_VECTORS", None)
    return own


def test_vectors_that_no_article_uses_go_only_when_asked(
    path: Path, capsys: pytest.CaptureFixture[str]
):
    with VectorStore(vectors_path(path)) as store:
        store.add([bytes([n] * 16) for n in range(5)], np.eye(5, 64, dtype=np.float32))
    assert main(["library", "vectors"]) == 0
    assert "删去" not in capsys.readouterr().out
    with VectorStore(vectors_path(path)) as store:
        assert len(store) == 7
    assert main(["library", "vectors", "--prune"]) == 0
    assert "删去不用的向量 5 条" in capsys.readouterr().out
    with VectorStore(vectors_path(path)) as store:
        assert len(store) == 2


def test_publishing_wants_an_address_and_vectors(
    path: Path, encoder, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    assert main(["library", "publish"]) == 2
    assert "[E401]" in capsys.readouterr().err
    monkeypatch.setenv("FASHEN_RETRIEVER", "postgresql://127.0.0.1:1/none")
    assert main(["library", "publish"]) == 2
    assert "[E211]" in capsys.readouterr().err
    with Library.open(path) as library:
        with pytest.raises(VectorsUnusable, match="尚未计算"):
            publish_vectors(library, encoder, "postgresql://127.0.0.1:1/none")
        VectorStore(vectors_path(path)).close()
        with pytest.raises(RetrieverUnavailable, match="E212"):
            publish_vectors(library, encoder, "postgresql://127.0.0.1:1/none")
