"""What readers of real drafts object to: weights that are shipped, and files of our own."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from models.neural.clauses.files import PRACTICE, PRACTICE_WORDS, WEIGHTS
from models.neural.clauses.practice import Practice
from models.neural.clauses.reader import ClauseReader
from models.training.word_weights import save_weights


@pytest.fixture
def own(tmp_path: Path) -> Practice:
    """Weights by which "黑名单" speaks against a clause, and a rule that sees it too."""
    names, idf = ["黑名单", "解释"], np.ones(2)
    save_weights(tmp_path / PRACTICE_WORDS, names, idf, np.array([[2.0, -2.0]]), np.zeros(1))
    weights = {"bias": -1.0, "words": 1.0, "ruled": 1.5}
    (tmp_path / PRACTICE).write_text(json.dumps(weights), "utf-8")
    return Practice(tmp_path)


def test_words_and_signs_count_together(own: Practice) -> None:
    plain = own.chance("本办法由市商务局负责解释。", {"ruled": 0.0})
    listed = own.chance("经营者列入黑名单。", {"ruled": 0.0})
    ruled = own.chance("经营者列入黑名单。", {"ruled": 1.0})
    assert plain < 0.1 < 0.6 < listed < ruled < 1.0


def test_a_sign_without_weight_is_an_error(own: Practice) -> None:
    with pytest.raises(KeyError, match="unheard"):
        own.chance("经营者列入黑名单。", {"unheard": 1.0})


def test_without_its_files_the_clause_model_is_not_available(tmp_path: Path) -> None:
    for file in WEIGHTS.iterdir():
        if file.name != PRACTICE:
            (tmp_path / file.name).symlink_to(file)
    assert not ClauseReader(tmp_path).available
    (tmp_path / PRACTICE).symlink_to(WEIGHTS / PRACTICE)
    assert ClauseReader(tmp_path).available
