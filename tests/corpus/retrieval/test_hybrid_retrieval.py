"""Hybrid search on the real library, with a fake encoder."""

from __future__ import annotations

import time
from datetime import date

import numpy as np
import pytest

from corpus.instrument import ArticleNumber, Level
from corpus.library import Library
from corpus.retrieval.fusion import FusionWeights, fuse
from corpus.retrieval.hybrid import HybridRetriever
from corpus.retrieval.queries import query_pieces
from corpus.retrieval.questions import AnsweredBy, QuestionMemory, words_of
from corpus.retrieval.scope import Scope

TODAY = date(2026, 11, 24)
FINES = "规范性文件不得设定行政处罚"


@pytest.fixture(scope="module")
def hybrid(embedded: Library, encoder) -> HybridRetriever:
    return HybridRetriever(embedded, encoder)


def test_hits_carry_both_ranks_and_fall_in_score(hybrid: HybridRetriever):
    hits = hybrid.search(FINES, 20, as_of=TODAY)
    assert len(hits) == 20
    assert any({"lexical", "dense"} <= set(h.ranks) for h in hits)
    assert [h.score for h in hits] == sorted((h.score for h in hits), reverse=True)


def test_the_fused_score_is_the_weighted_sum_of_reciprocal_ranks(embedded: Library, encoder):
    weights = FusionWeights(lexical=2.0, dense=0.5, constant=10)
    hits = HybridRetriever(embedded, encoder, weights=weights).search(FINES, 10, as_of=TODAY)
    for hit in hits:
        parts = [
            {"lexical": 2.0, "dense": 0.5}[name] / (10 + rank) for name, rank in hit.ranks.items()
        ]
        assert hit.score == pytest.approx(sum(parts))


def test_fusing_by_hand():
    fused = fuse({"lexical": [5, 7], "dense": [7, 9]}, FusionWeights(1, 1, constant=60))
    assert [one.row for one in fused] == [7, 5, 9]
    assert fused[0].ranks == {"lexical": 2, "dense": 1}
    assert fused[0].score == pytest.approx(1 / 62 + 1 / 61)


def test_a_named_article_goes_first_with_all_its_ranks(hybrid: HybridRetriever):
    (hit, *rest) = hybrid.search("《民法典》第五百八十五条", 5, as_of=TODAY)
    assert (hit.law, hit.number) == ("中华人民共和国民法典", ArticleNumber(585))
    assert hit.ranks["direct"] == 1
    assert all((h.law, h.number) != (hit.law, hit.number) for h in rest)


def test_without_an_encoder_it_is_lexical_and_says_so(embedded: Library):
    retriever = HybridRetriever(embedded)
    assert not retriever.dense_ready
    assert "未装编码器" in retriever.describe()
    same = HybridRetriever(embedded).search(FINES, 10, as_of=TODAY)
    found = retriever.search(FINES, 10, as_of=TODAY)
    assert [(h.law, h.number, h.ranks) for h in found] == [(h.law, h.number, h.ranks) for h in same]


def test_without_vectors_it_is_lexical_and_says_so(library: Library, encoder):
    retriever = HybridRetriever(library, encoder)
    assert not retriever.dense_ready
    assert "尚未计算" in retriever.describe()
    assert retriever.search(FINES, 3, as_of=TODAY)


def test_a_ready_retriever_says_what_it_searches(hybrid: HybridRetriever, embedded: Library):
    assert hybrid.dense_ready
    assert f"{embedded.counts().articles} 条有向量" in hybrid.describe()


def test_meaning_finds_only_law_of_the_date(hybrid: HybridRetriever):
    query = "大气污染防治重点区域联合防治"
    old = hybrid.search(query, 30, as_of=date(2026, 8, 14))
    new = hybrid.search(query, 30, as_of=date(2026, 8, 15))
    assert any(h.law == "中华人民共和国大气污染防治法" and "dense" in h.ranks for h in old)
    assert all(h.law != "中华人民共和国大气污染防治法" for h in new)


def test_above_keeps_superior_law_in_both_parts(hybrid: HybridRetriever):
    hits = hybrid.search("公民的住宅不受侵犯", 10, as_of=TODAY, above=Level.LAW)
    assert hits
    assert {h.level for h in hits} == {Level.CONSTITUTION}
    same = hybrid.search("公民的住宅不受侵犯", 10, as_of=TODAY, scope=Scope(above=Level.LAW))
    assert [h.score for h in hits] == [h.score for h in same]


def test_levels_narrow_a_search(hybrid: HybridRetriever):
    scope = Scope(levels=frozenset({Level.CONSTITUTION}))
    hits = hybrid.search("行政机关收取费用", 10, as_of=TODAY, scope=scope)
    assert len(hits) == 10
    assert {h.level for h in hits} == {Level.CONSTITUTION}


def test_an_empty_scope_finds_nothing(hybrid: HybridRetriever):
    scope = Scope(levels=frozenset({Level.CITY_RULE}))
    assert hybrid.search("行政处罚", 10, as_of=TODAY, scope=scope) == []


@pytest.mark.parametrize("query", ["", "  ", "\n"])
def test_an_empty_query_finds_nothing(hybrid: HybridRetriever, query: str):
    assert hybrid.search(query, 5, as_of=TODAY) == []


def test_k_below_one_finds_nothing(hybrid: HybridRetriever):
    assert hybrid.search(FINES, 0, as_of=TODAY) == []


def test_a_region_keeps_national_law_and_its_own():
    scope = Scope(regions=frozenset({"上海市"}))
    assert scope.admits(Level.LAW, "statute", "")
    assert scope.admits(Level.PROV_REG, "statute", "上海市")
    assert not scope.admits(Level.PROV_REG, "statute", "山东省")


def test_a_known_question_lifts_its_article(embedded: Library, encoder):
    question = "猫踩坏了邻居的花盆怎么赔"
    answer = AnsweredBy("民法典", ArticleNumber(1245))
    memory = QuestionMemory([answer], encoder.encode_queries([question]))
    plain = HybridRetriever(embedded, encoder).search(question, 200, as_of=TODAY)
    knowing = HybridRetriever(embedded, encoder, questions=memory)
    hits = knowing.search(question, 200, as_of=TODAY)
    (hit,) = [h for h in hits if (h.law[-3:], h.number.main) == ("民法典", 1245)]
    assert hit.ranks["known"] == 1
    assert all("known" not in h.ranks for h in plain)
    assert "已知问题 1 个" in knowing.describe()


def test_a_known_question_about_repealed_law_is_skipped(embedded: Library, encoder):
    question = "合同无效怎么办"
    vectors = encoder.encode_queries([question, question])
    answers = [
        AnsweredBy("环境保护法", ArticleNumber(60)),
        AnsweredBy("不存在的法", ArticleNumber(1)),
    ]
    memory = QuestionMemory(answers, vectors)
    hits = HybridRetriever(embedded, encoder, questions=memory).search(question, 50, as_of=TODAY)
    assert hits
    assert all(h.law != "中华人民共和国环境保护法" for h in hits)


def test_a_known_question_no_longer_counts_when_the_words_of_its_article_changed(
    embedded: Library, encoder
):
    question = "猫踩坏了邻居的花盆怎么赔"
    view = embedded.at(TODAY)
    text = view.article(view.expression("民法典"), ArticleNumber(1245)).text
    for words, counted in ((words_of(text), True), (words_of("别的文字"), False)):
        answer = AnsweredBy("民法典", ArticleNumber(1245), words)
        memory = QuestionMemory([answer], encoder.encode_queries([question]))
        found = HybridRetriever(embedded, encoder, questions=memory)
        hits = found.search(question, 200, as_of=TODAY)
        assert any("known" in h.ranks for h in hits) is counted


def test_questions_and_vectors_must_be_as_many():
    with pytest.raises(ValueError, match="1 answers"):
        QuestionMemory([AnsweredBy("民法典", ArticleNumber(1))], np.zeros((2, 4), np.float32))


def test_a_long_clause_is_cut_into_pieces_an_encoder_can_read():
    clause = "当事人应当在收到通知之日起三十日内提出申请，逾期不再受理。" * 40
    pieces = query_pieces(clause)
    assert 1 < len(pieces) <= 4
    assert all(len(piece) <= 160 for piece in pieces)
    assert query_pieces("申请条件") == ["申请条件"]


def test_a_long_clause_is_found_by_its_later_sentences(hybrid: HybridRetriever, embedded: Library):
    (text,) = embedded.query(
        "SELECT a.text FROM article a JOIN expression e ON e.id = a.expression_id"
        " WHERE e.name LIKE '%行政处罚法' AND a.main = 16 AND e.effective_to IS NULL"
    )[0]
    clause = "为了规范本市共享单车停放秩序，制定以下要求。" * 5 + text
    hits = hybrid.search(clause, 10, as_of=TODAY)
    assert ("中华人民共和国行政处罚法", 16) in [(h.law, h.number.main) for h in hits]


def test_a_warm_hybrid_query_takes_less_than_fifteen_milliseconds(hybrid: HybridRetriever):
    queries = [f"行政机关收取保证金的规定之{n}" for n in range(30)]
    hybrid.search(queries[0], 10, as_of=TODAY)
    spent = []
    for query in queries:
        begun = time.perf_counter()
        assert hybrid.search(query, 10, as_of=TODAY)
        spent.append(time.perf_counter() - begun)
    assert float(np.median(spent)) < 0.015
