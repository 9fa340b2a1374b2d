"""Vectors in a real PostgreSQL: the same hits as the index beside the library."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from postgres_support import postgres_server

from corpus.errors import BadOption, RetrieverUnavailable
from corpus.instrument import Level
from corpus.library import Library
from corpus.retrieval.fusion import FusionWeights
from corpus.retrieval.hybrid import HybridRetriever
from corpus.retrieval.postgres import PostgresDense
from corpus.retrieval.postgres_store import connect, publish, table_of
from corpus.retrieval.scope import Scope
from corpus.retrieval.setup import open_retriever, publish_vectors
from corpus.retrieval.vectors import VectorStore

TODAY = date(2026, 11, 24)
_ONE_SWAP = 1 / 61 - 1 / 62 + 1e-5
"""What the fused score changes when rounding swaps two neighbours of equal distance."""
SUBJECTS = [
    "处罚",
    "许可",
    "保证金",
    "劳动合同",
    "耕地",
    "招标",
    "个人信息",
    "复议",
    "税收",
    "消防",
]
QUERIES = [
    f"{subject}{about}"
    for subject in SUBJECTS
    for about in ("应当由谁决定", "的期限是多久", "违反规定怎么办", "")
]
SCOPES = [
    Scope(),
    Scope(above=Level.LAW),
    Scope(above=Level.NORM_DOC, levels=frozenset({Level.LAW})),
    Scope(kinds=frozenset({"statute"}), regions=frozenset({"上海市"})),
]


@pytest.fixture(scope="session")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    pytest.importorskip("pgvector", reason="the extra postgres is not installed")
    with postgres_server(tmp_path_factory) as found:
        yield found


@pytest.fixture(scope="session")
def published(address: str, embedded: Library, encoder) -> str:
    number = publish_vectors(embedded, encoder, address)
    assert number == embedded.counts().articles
    return address


@pytest.mark.parametrize("scope", SCOPES, ids=["all", "constitution", "laws", "region"])
def test_the_database_gives_the_hits_of_the_local_index(
    published: str, embedded: Library, encoder, scope: Scope, request: pytest.FixtureRequest
):
    even = FusionWeights(1, 1, constant=60)
    local = HybridRetriever(embedded, encoder, weights=even)
    remote = open_retriever(embedded, encoder, address=published, weights=even)
    request.addfinalizer(remote.close)
    assert len(QUERIES) >= 30
    for query in QUERIES:
        for day in (TODAY, date(2020, 6, 1)):
            here = local.search(query, 20, as_of=day, scope=scope)
            there = remote.search(query, 20, as_of=day, scope=scope)
            same = {(h.law, h.number) for h in here} & {(h.law, h.number) for h in there}
            assert len(same) >= len(here) - 1
            assert [h.score for h in there] == pytest.approx([h.score for h in here], abs=_ONE_SWAP)


def test_the_first_hundred_neighbours_agree_within_rounding(
    published: str, embedded: Library, encoder
):
    from corpus.retrieval.dense import DenseIndex
    from corpus.retrieval.dense_build import dense_directory
    from corpus.retrieval.table import ArticleTable

    here = DenseIndex(dense_directory(embedded, encoder.version))
    there = PostgresDense(published, embedded, encoder.version)
    mask = ArticleTable(embedded).mask(TODAY, Scope())
    shared = 0
    for query in QUERIES:
        vectors = encoder.encode_queries([query])
        a, b = (one.rank(vectors, 100, mask, TODAY, Scope()) for one in (here, there))
        assert a.scores == pytest.approx(b.scores, abs=1e-3)
        shared += len(set(a.rows.tolist()) & set(b.rows.tolist()))
    assert shared >= 0.99 * 100 * len(QUERIES)
    there.close()


def test_a_large_library_gets_a_graph_index(
    published: str, library: Library, encoder, tmp_path: Path
):
    address = published
    with VectorStore(tmp_path / "v") as store:
        from corpus.retrieval.embed import passages_of

        some = next(passages_of(library, "graph"))
        texts = [p.text for p in some]
        store.add([p.key for p in some], encoder.encode_passages(texts))
        publish(library, "graph", encoder.dimension, store, address, exact_up_to=10)
    with connect(address) as connection:
        table = table_of(library, "graph")
        rows = connection.execute(
            "SELECT indexdef FROM pg_indexes WHERE tablename = %s", (table,)
        ).fetchall()
    assert any("hnsw" in row[0] for row in rows)


def test_the_database_says_what_it_holds(published: str, embedded: Library, encoder):
    retriever = open_retriever(embedded, encoder, address=published)
    assert f"PostgreSQL 向量库，{embedded.counts().articles} 条" in retriever.describe()
    retriever.close()


def test_a_library_that_is_not_published_is_a_coded_error(
    published: str, embedded: Library, encoder
):
    dense = PostgresDense(published, embedded, "another encoder")
    with pytest.raises(RetrieverUnavailable, match=r"E212.*尚未发布"):
        dense.describe()


def test_a_lost_connection_is_opened_anew(published: str, embedded: Library, encoder):
    dense = PostgresDense(published, embedded, encoder.version)
    dense.describe()
    with connect(published) as other:
        other.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid()"
            " AND backend_type = 'client backend'"
        )
    assert "条有向量" in dense.describe()
    dense.close()


def test_no_database_is_a_coded_error_without_the_password(embedded: Library, encoder):
    pytest.importorskip("psycopg", reason="the extra postgres is not installed")
    dense = PostgresDense("postgresql://u:geheim@127.0.0.1:1/none", embedded, encoder.version)
    with pytest.raises(RetrieverUnavailable, match="E212") as caught:
        dense.describe()
    assert "geheim" not in str(caught.value)


def test_an_address_of_another_kind_is_refused(embedded: Library, encoder, tmp_path: Path):
    with pytest.raises(BadOption, match="postgresql://"):
        open_retriever(embedded, encoder, address="mysql://x")
