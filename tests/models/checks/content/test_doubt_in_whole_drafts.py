"""The same signs mean less in a whole draft, whose clauses are nearly all lawful, than for a few clauses."""

from __future__ import annotations

import pytest

from models.neural.clauses.judge import FEW, in_draft


@pytest.mark.parametrize("clauses", range(FEW + 1))
def test_of_a_few_clauses_a_chance_is_what_the_judge_says(clauses: int) -> None:
    assert in_draft(0.6, clauses) == 0.6


def test_a_chance_falls_with_the_number_of_clauses_down_to_that_of_real_drafts() -> None:
    chances = [in_draft(0.9, clauses) for clauses in (6, 8, 12, 20, 33, 300)]
    assert chances == sorted(chances, reverse=True)
    assert chances[-2] == pytest.approx(chances[-1])
    assert 0.1 < chances[-1] < 0.2


def test_what_is_certain_stays_certain_and_order_is_kept() -> None:
    assert in_draft(1.0, 100) > 0.99
    assert in_draft(0.999, 100) > 0.9
    assert 0.0 <= in_draft(0.0, 100) < in_draft(0.3, 100) < in_draft(0.5, 100)
