"""The vector store, packed vectors, and the FAISS index over them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from corpus.errors import VectorsUnusable
from corpus.instrument import Level
from corpus.library import Library
from corpus.retrieval.dense import DenseIndex, best_rows
from corpus.retrieval.dense_build import META, build_dense, dense_directory
from corpus.retrieval.embed import embed_missing, passages_of, prune_unused
from corpus.retrieval.packed import export_packed, import_packed
from corpus.retrieval.passages import passage_key, passage_text
from corpus.retrieval.plans import FLAT, HNSW, IVF, plan_for
from corpus.retrieval.quantise import quantise, restore
from corpus.retrieval.scope import EVERYTHING, Scope
from corpus.retrieval.table import ArticleTable, Mask
from corpus.retrieval.vectors import VectorStore, vectors_path

TODAY = date(2026, 11, 24)


def unit(number: int, dimension: int = 384, seed: int = 0) -> NDArray[np.float32]:
    drawn = np.random.default_rng(seed).normal(size=(number, dimension)).astype(np.float32)
    return drawn / np.linalg.norm(drawn, axis=1, keepdims=True)


def all_rows(number: int) -> Mask:
    chosen = np.ones(number, dtype=bool)
    return Mask(chosen.astype(np.float32), np.packbits(chosen, bitorder="little"), number)


def test_quantising_keeps_the_direction_of_a_unit_vector():
    vectors = unit(2000)
    cosines = (restore(*quantise(vectors)) * vectors).sum(axis=1)
    assert cosines.min() > 0.9999
    pairs = vectors[:1000] @ vectors[1000:].T
    again = restore(*quantise(vectors))
    assert np.abs(pairs - again[:1000] @ again[1000:].T).max() < 0.005


def test_a_zero_vector_stays_zero():
    assert not restore(*quantise(np.zeros((1, 8), np.float32))).any()


def test_a_stored_vector_comes_back_under_its_key(tmp_path: Path):
    vectors = unit(3)
    keys = [passage_key("v1", word) for word in "甲乙丙"]
    with VectorStore(tmp_path / "v") as store:
        store.add(keys[:2], vectors[:2])
        found = store.read([keys[1], keys[2], keys[0], keys[1]], 384)
        assert (found * vectors[[1, 2, 0, 1]]).sum(axis=1) == pytest.approx([1, 0, 1, 1], abs=1e-3)
        assert store.held(keys) == set(keys[:2])


def test_vectors_survive_closing_and_are_pruned_on_request(tmp_path: Path):
    keys = [passage_key("v1", word) for word in "甲乙丙"]
    with VectorStore(tmp_path / "v") as store:
        store.add(keys, unit(3))
    with VectorStore(tmp_path / "v") as store:
        assert len(store) == 3
        assert store.prune([keys[0]]) == 2
        assert store.held(keys) == {keys[0]}


def test_a_file_that_is_no_vector_store_is_a_coded_error(tmp_path: Path):
    path = tmp_path / "v"
    path.write_text("这不是数据库" * 200, "utf-8")
    with pytest.raises(VectorsUnusable, match="E211"):
        VectorStore(path)


def test_a_vector_of_another_dimension_is_a_coded_error(tmp_path: Path):
    with VectorStore(tmp_path / "v") as store:
        store.add([b"k" * 16], unit(1, 32))
        with pytest.raises(VectorsUnusable, match="维数"):
            store.read([b"k" * 16], 64)


def test_the_passage_names_the_law_the_chapter_and_the_text():
    text = passage_text("中华人民共和国甲法", "第一章 总则", "本法适用于乙。")
    assert text == "甲法 第一章 总则 本法适用于乙。"
    assert passage_key("v1", text) != passage_key("v2", text)


def test_a_second_embedding_has_nothing_to_do(embedded: Library, encoder):
    before = encoder.passages
    with VectorStore(vectors_path(embedded.path)) as store:
        assert embed_missing(embedded, encoder, store) == 0
    assert encoder.passages == before


class Stopped(Exception):
    pass


def stop_at(number: int):
    def progress(stage: str, done: int, total: int) -> None:
        if done >= number:
            raise Stopped

    return progress


def test_an_interrupted_embedding_goes_on(library: Library, tmp_path: Path, encoder):
    seen: list[str] = []

    class Recording:
        version, dimension = encoder.version, encoder.dimension
        encode_queries = encoder.encode_queries

        def encode_passages(self, texts: list[str]) -> NDArray[np.float32]:
            seen.extend(texts)
            return encoder.encode_passages(texts)

    held = []
    for number in (200, 600):
        with VectorStore(tmp_path / "v") as store:
            with pytest.raises(Stopped):
                embed_missing(library, Recording(), store, progress=stop_at(number), batch=50)
            held.append(len(store))
    assert 0 < held[0] < held[1] == len(seen) == len(set(seen))


def test_the_longest_passages_of_a_chunk_come_first(library: Library, tmp_path: Path, encoder):
    lengths: list[int] = []

    class Recording:
        version, dimension = encoder.version, encoder.dimension
        encode_queries = encoder.encode_queries

        def encode_passages(self, texts: list[str]) -> NDArray[np.float32]:
            lengths.extend(map(len, texts))
            return encoder.encode_passages(texts)

    with VectorStore(tmp_path / "v") as store, pytest.raises(Stopped):
        embed_missing(library, Recording(), store, progress=stop_at(500), batch=50)
    assert lengths == sorted(lengths, reverse=True)


def test_vectors_of_another_encoder_are_unused_and_pruned(embedded: Library, tmp_path: Path):
    with VectorStore(tmp_path / "v") as store:
        keys = [p.key for p in next(passages_of(embedded, "old"))[:5]]
        store.add(sorted(set(keys)), unit(len(set(keys)), 64))
        assert prune_unused(embedded, "new", store) == len(set(keys))


def test_packed_vectors_fill_an_empty_store(embedded: Library, tmp_path: Path, encoder):
    packed = tmp_path / "vectors.npz"
    with VectorStore(vectors_path(embedded.path)) as full:
        number = export_packed(embedded, encoder.version, encoder.dimension, full, packed)
        assert number == len(full)
        again = tmp_path / "again.npz"
        export_packed(embedded, encoder.version, encoder.dimension, full, again)
        assert again.read_bytes() == packed.read_bytes()
        with VectorStore(tmp_path / "v") as store:
            assert import_packed(packed, encoder.version, store) == number
            assert import_packed(packed, encoder.version, store) == 0
            assert embed_missing(embedded, encoder, store) == 0
            keys = [p.key for p in next(passages_of(embedded, encoder.version))]
            assert (store.read(keys, 64) == full.read(keys, 64)).all()


def test_packed_vectors_of_another_encoder_are_refused(embedded: Library, tmp_path: Path, encoder):
    packed = tmp_path / "vectors.npz"
    with VectorStore(vectors_path(embedded.path)) as full:
        export_packed(embedded, encoder.version, encoder.dimension, full, packed)
    with VectorStore(tmp_path / "v") as store:
        with pytest.raises(VectorsUnusable, match="ngram-1"):
            import_packed(packed, "another", store)
        with pytest.raises(VectorsUnusable, match="E211"):
            import_packed(tmp_path / "nothing.npz", "another", store)
        packed.write_bytes(b"PK" + bytes(100))
        with pytest.raises(VectorsUnusable, match="E211"):
            import_packed(packed, "another", store)


def exact(embedded: Library, encoder, queries: NDArray[np.float32], mask: Mask) -> list[list[int]]:
    with VectorStore(vectors_path(embedded.path)) as store:
        keys = [p.key for some in passages_of(embedded, encoder.version) for p in some]
        scores = queries @ store.read(keys, encoder.dimension).T
    scores[:, mask.weights == 0] = -2
    return [np.argsort(-row, kind="stable")[:10].tolist() for row in scores]


QUESTIONS = [
    "行政机关设定处罚的权限",
    "劳动合同解除后的经济补偿",
    "占用耕地建房的后果",
    "公司股东出资期限",
    "未成年人网络保护",
    "招标投标活动中串通",
    "行政复议申请期限",
    "个人信息处理者的义务",
]


@pytest.fixture(scope="module", params=[FLAT, IVF, HNSW], ids=lambda plan: plan.kind)
def built(request: pytest.FixtureRequest, embedded: Library, encoder, tmp_path_factory):
    """A dense index of each kind, and what was measured when it was built."""
    folder = tmp_path_factory.mktemp("dense") / request.param.kind
    with VectorStore(vectors_path(embedded.path)) as store:
        meta = build_dense(
            embedded, encoder.version, 64, store, plan=request.param, directory=folder
        )
    return DenseIndex(folder), meta


@pytest.mark.parametrize("level", [None, Level.LAW], ids=["everything", "constitution"])
def test_each_kind_of_index_finds_the_nearest_rows_of_the_date(
    built, embedded: Library, encoder, level, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("corpus.retrieval.dense.EXACT_UP_TO", 10_000)
    index, meta = built
    scope = Scope(above=level)
    mask = ArticleTable(embedded).mask(TODAY, scope)
    queries = encoder.encode_queries(QUESTIONS)
    shared = 0
    for query, truth in zip(queries, exact(embedded, encoder, queries, mask), strict=True):
        found = index.rank(query[None], 10, mask, TODAY, scope)
        assert mask.weights[found.rows].all()
        shared += len(set(found.rows.tolist()) & set(truth))
    wanted = 0.85 if meta.kind != "flat" and level is None else 0.98
    assert shared / (10 * len(QUESTIONS)) >= wanted


def test_an_approximate_index_says_what_it_loses(built):
    index, meta = built
    if meta.kind == "flat":
        assert (meta.recall, meta.queries) == (1.0, 0)
        assert "精确" in index.describe()
    else:
        assert 0.95 <= meta.recall <= 1.0
        assert meta.queries > 100
        assert f"召回 {meta.recall:.1%}" in index.describe()


def test_the_best_over_several_query_vectors_counts_once():
    rows, scores = np.asarray([3, 5, 5, -1, 3]), np.asarray([0.1, 0.9, 0.8, 0.0, 0.7], np.float32)
    found = best_rows(rows, scores, 10)
    assert found.rows.tolist() == [5, 3]
    assert found.scores.tolist() == pytest.approx([0.9, 0.7])


def test_the_plan_follows_the_size():
    assert plan_for(26_000).kind == plan_for(150_000).kind == "flat"
    assert plan_for(1_000_000).kind == "ivf"
    assert IVF.lists(1_000_000) == 4000
    assert IVF.lists(100) == 2


def test_a_damaged_index_is_a_coded_error(embedded: Library, tmp_path: Path, encoder):
    source = dense_directory(embedded, encoder.version)
    (tmp_path / META).write_text((source / META).read_text("utf-8"), "utf-8")
    (tmp_path / "covered.npy").write_bytes((source / "covered.npy").read_bytes())
    (tmp_path / "dense.faiss").write_bytes(b"broken")
    queries, everything = encoder.encode_queries(["甲"]), all_rows(embedded.counts().articles)
    with pytest.raises(VectorsUnusable, match="E211"):
        DenseIndex(tmp_path).rank(queries, 5, everything, TODAY, EVERYTHING)
    with pytest.raises(VectorsUnusable, match="E211"):
        _ = DenseIndex(tmp_path / "nowhere").meta


def test_articles_without_a_vector_stay_out(embedded: Library, tmp_path: Path, encoder):
    with VectorStore(tmp_path / "v") as store:
        half = next(passages_of(embedded, encoder.version))[:500]
        store.add([p.key for p in half], encoder.encode_passages([p.text for p in half]))
        meta = build_dense(embedded, encoder.version, 64, store, directory=tmp_path / "dense")
    assert meta.vectors < meta.rows
    found = DenseIndex(tmp_path / "dense").rank(
        encoder.encode_queries(["处罚"]), 1000, all_rows(meta.rows), TODAY, EVERYTHING
    )
    assert len(found.rows) == meta.vectors
