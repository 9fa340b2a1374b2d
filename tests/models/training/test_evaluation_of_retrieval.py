"""What the cross-validation rests on: folds, fusion, recall, paired differences."""

import numpy as np
import pytest

from models.training.cross_validate import folds, nearest, recalled
from models.training.ranking_table import Labelled, fused, interval, recall, table
from models.training.word_index import WordIndex, pairs_only, words_only


def test_folds_cover_every_question_once() -> None:
    parts = folds(23)
    assert sorted(i for part in parts for i in part) == list(range(23))
    assert {len(part) for part in parts} == {4, 5}
    assert parts == folds(23)


def test_recall_counts_the_share_of_right_rows() -> None:
    assert recall([3, 1, 2], [1, 9], 2) == 0.5
    assert recall([3, 1, 2], [1, 2], 3) == 1.0


def test_fusion_prefers_what_both_found_and_weight_zero_is_the_dense_order() -> None:
    assert fused([([7, 1], 1.0), ([2, 7], 1.0)])[0] == 7
    assert fused([([9, 8, 1], 0.0), ([1, 2], 1.0)])[:2] == [1, 2]


def test_a_near_known_question_points_at_its_provision_and_a_far_one_does_not() -> None:
    corpus = np.eye(4, dtype=np.float32)
    query = np.array([[0.1, 0.9, 0.3, 0.0]], dtype=np.float32)
    assert nearest(query, corpus)[0][0] == 1
    known = np.array([[0.0, 1.0, 0.0, 0.0], [1.0, 0.0, 0.0, 0.0]], dtype=np.float32)
    assert recalled(query, known, [(3, 2), (0,)]) == [[3, 2]]


def test_the_interval_of_equal_systems_is_zero_and_of_a_better_one_above_it() -> None:
    assert interval(np.zeros(50)) == (0.0, 0.0, 0.0)
    mean, low, high = interval(np.array([1.0] * 40 + [0.0] * 10))
    assert 0 < low < mean < high


def test_the_table_tells_seen_from_unseen_questions() -> None:
    labelled = [Labelled("a", (0,)), Labelled("b", (1,))]
    systems = {"ours": {0: [0], 1: [1]}, "other": {0: [0], 1: [5]}}
    report = table(systems, labelled, {0: False, 1: True}, "ours")
    assert report["other"]["unseen R@10"] == 0.0
    assert report["other"]["seen R@10"] == 1.0
    assert report["other"]["R@10 of ours minus this"][0] == pytest.approx(0.5)


TEXTS = [
    "出租人应当退还押金",
    "用人单位应当按月支付工资",
    "夫妻共同财产的分割",
    "行政处罚的听证",
    "商标专用权的保护",
    "道路交通事故的处理",
]


@pytest.mark.parametrize("codes", [None, pairs_only, words_only])
def test_the_word_index_finds_the_text_that_shares_words(codes) -> None:
    index = WordIndex(TEXTS, codes)
    assert index.top("工资什么时候支付", 3)[0] == 1
