"""The rules of unlawful wordings on 1,800 clauses that two other hands wrote against each other."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from models.checks.content.words import find_words
from models.neural.clauses.labels import ACTS, CATEGORIES, MANNERS
from models.training.clauses import DATA, Clause, read_clause_file, read_clauses
from models.training.mini import as_submission

FILES = sorted((DATA / "wordings").glob("*.jsonl"))
CLAUSES = [clause for path in FILES for clause in read_clause_file(path)]


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


def test_the_clauses_keep_the_house_format() -> None:
    assert Counter(c.label for c in CLAUSES) == {"unlawful": 913, "lawful": 913}
    for clause in CLAUSES:
        assert set(clause.acts) <= set(ACTS), clause.id
        assert set(clause.categories) <= set(CATEGORIES), clause.id
        assert clause.manner in ("", *MANNERS), clause.id
        assert clause.reason, clause.id
        assert (clause.span is not None) == (clause.label == "unlawful"), clause.id
        assert clause.span is None or 0 <= clause.span[0] < clause.span[1] <= len(clause.text)


def test_no_clause_stands_twice_or_in_the_training_corpus() -> None:
    plain = Counter(re.sub(r"\W", "", c.text) for c in CLAUSES)
    assert [text for text, times in plain.items() if times > 1] == []
    assert not {re.sub(r"\W", "", c.text) for c in read_clauses() if len(c.text) > 30} & set(plain)
