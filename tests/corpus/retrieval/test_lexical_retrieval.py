"""Lexical search on the real library."""

from __future__ import annotations

import time
from datetime import date
from pathlib import Path

import pytest

from corpus.errors import LibraryOutdated
from corpus.instrument import ArticleNumber, Level
from corpus.library import Library
from corpus.retrieval.hybrid import HybridRetriever
from corpus.retrieval.tokenizer import Tokenizer, legal_words, normalise

TODAY = date(2026, 11, 24)


@pytest.fixture(scope="module")
def retriever(library: Library) -> HybridRetriever:
    return HybridRetriever(library)


def test_the_right_article_comes_first(retriever: HybridRetriever):
    hits = retriever.search("规范性文件不得设定行政处罚", 5, as_of=TODAY)
    assert ("中华人民共和国行政处罚法", ArticleNumber(16)) in [(h.law, h.number) for h in hits]
    assert [h.ranks["lexical"] for h in hits] == [1, 2, 3, 4, 5]
    assert [h.score for h in hits] == sorted((h.score for h in hits), reverse=True)


def test_a_named_article_goes_first(retriever: HybridRetriever):
    (hit, *_) = retriever.search("《民法典》第五百八十五条", 3, as_of=TODAY)
    assert (hit.law, hit.number) == ("中华人民共和国民法典", ArticleNumber(585))
    assert hit.ranks["direct"] == 1


def test_a_named_article_of_a_repealed_law_is_not_served(retriever: HybridRetriever):
    hits = retriever.search("环境保护法第六十条", 10, as_of=TODAY)
    assert hits
    assert all("direct" not in h.ranks for h in hits)
    assert all(h.law != "中华人民共和国环境保护法" for h in hits)


def test_only_law_of_the_date_is_found(retriever: HybridRetriever):
    old = retriever.search("大气污染防治重点区域联合防治", 20, as_of=date(2026, 8, 14))
    new = retriever.search("大气污染防治重点区域联合防治", 20, as_of=date(2026, 8, 15))
    assert any(h.law == "中华人民共和国大气污染防治法" for h in old)
    assert not any(h.law == "中华人民共和国生态环境法典" for h in old)
    assert any(h.law == "中华人民共和国生态环境法典" for h in new)


def test_above_keeps_superior_law_only(retriever: HybridRetriever):
    hits = retriever.search("公民的住宅不受侵犯", 10, as_of=TODAY, above=Level.LAW)
    assert hits
    assert {h.level for h in hits} == {Level.CONSTITUTION}


@pytest.mark.parametrize("query", ["", "。，！", "🙂"])
def test_a_query_without_words_finds_nothing(retriever: HybridRetriever, query: str):
    assert retriever.search(query, 5, as_of=TODAY) == []


def test_a_warm_query_takes_less_than_fifteen_milliseconds(retriever: HybridRetriever):
    queries = [f"行政机关收取保证金的规定之{n}" for n in range(20)]
    retriever.search(queries[0], 10, as_of=TODAY)
    begun = time.perf_counter()
    for query in queries:
        assert retriever.search(query, 10, as_of=TODAY)
    assert (time.perf_counter() - begun) / len(queries) < 0.015


def test_a_missing_index_is_a_coded_error(library_path: Path, tmp_path: Path):
    path = tmp_path / "law.db"
    path.write_bytes(library_path.read_bytes())
    with Library.open(path) as library, pytest.raises(LibraryOutdated, match="检索索引"):
        HybridRetriever(library).search("行政处罚", 1, as_of=TODAY)


def test_tokens_are_characters_pairs_and_long_words():
    assert len(Tokenizer().codes("处罚")) == 3
    assert len(Tokenizer().codes("行政处罚法")) > 5 + 4
    assert normalise("Ａ类，第１条") == "a类 第1条"


def test_the_legal_words_are_long_enough_to_matter_and_unique():
    words = legal_words()
    assert len(words) >= 600
    assert all(len(word) >= 3 for word in words)
