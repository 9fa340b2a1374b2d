"""Retrieval metrics, worked out by hand."""

from __future__ import annotations

import math

import pytest

from corpus.evaluation.metrics import (
    MEASURES,
    average,
    hit,
    measure,
    ndcg,
    percentile,
    recall,
    reciprocal_rank,
)

RANKING = ["a", "b", "c", "d", "e", "f"]


def test_recall_is_the_share_of_the_gold_and_hit_is_any_of_it() -> None:
    gold = {"b", "f", "z"}
    assert recall(RANKING, gold, 5) == pytest.approx(1 / 3)
    assert recall(RANKING, gold, 10) == pytest.approx(2 / 3)
    assert hit(RANKING, gold, 1) == 0.0
    assert hit(RANKING, gold, 2) == 1.0


def test_the_reciprocal_rank_counts_the_first_gold_within_the_depth() -> None:
    assert reciprocal_rank(RANKING, {"c", "d"}, 10) == pytest.approx(1 / 3)
    assert reciprocal_rank(RANKING, {"f"}, 5) == 0.0


def test_ndcg_compares_with_the_best_order() -> None:
    gained = 1 / math.log2(3) + 1 / math.log2(5)  # ranks 2 and 4
    best = 1 / math.log2(2) + 1 / math.log2(3) + 1 / math.log2(4)  # three gold provisions
    assert ndcg(RANKING, {"b", "d", "z"}, 10) == pytest.approx(gained / best)
    assert ndcg(["b", "d", "a"], {"b", "d"}, 10) == pytest.approx(1.0)


def test_ndcg_expects_no_more_gold_than_the_depth_holds() -> None:
    assert ndcg(["a", "b"], {"a", "b", "c"}, 2) == pytest.approx(1.0)


def test_an_empty_ranking_scores_nothing() -> None:
    assert set(measure([], {"a"}).values()) == {0.0}


def test_averages_are_over_queries() -> None:
    one, other = measure(["a"], {"a"}), measure(["b"], {"a"})
    assert average([one, other]) == dict.fromkeys(MEASURES, 0.5)
    assert average([]) == {}


def test_percentiles_are_values_that_occurred() -> None:
    assert percentile([4.0, 1.0, 3.0, 2.0], 0.5) == 2.0
    assert percentile([4.0, 1.0, 3.0, 2.0], 0.95) == 4.0
    with pytest.raises(ValueError, match="no value"):
        percentile([], 0.5)
