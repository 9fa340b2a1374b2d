"""The rules of unlawful wordings on 1,700 clauses that two other hands wrote against each other."""

from __future__ import annotations

from collections import Counter

import pytest

from models.checks.content.words import find_words
from models.training.clauses import Clause, read_clauses
from models.training.mini import as_submission

CLAUSES = [clause for clause in read_clauses() if clause.author in ("R1", "R2")]


def named(clause: Clause) -> bool:
    return any(m.rule.strength == "sure" for m in find_words(as_submission(clause)))


@pytest.fixture(scope="module")
def found() -> Counter[tuple[str, bool]]:
    return Counter((clause.label, named(clause)) for clause in CLAUSES)


def test_three_of_four_unlawful_clauses_are_named_by_a_sure_rule(
    found: Counter[tuple[str, bool]],
) -> None:
    assert found["unlawful", True] >= 0.75 * (found["unlawful", True] + found["unlawful", False])


def test_hardly_a_lawful_look_alike_is_named(found: Counter[tuple[str, bool]]) -> None:
    assert found["lawful", True] <= 0.02 * (found["lawful", True] + found["lawful", False])
