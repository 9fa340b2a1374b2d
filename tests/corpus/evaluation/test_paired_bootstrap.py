"""Paired bootstrap: the same seed, the same interval; certain differences are seen."""

from __future__ import annotations

import pytest

from corpus.evaluation.bootstrap import paired_interval


def test_a_constant_difference_has_no_width() -> None:
    found = paired_interval([0.5] * 20, [0.25] * 20)
    assert (found.mean, found.low, found.high) == (0.25, 0.25, 0.25)
    assert found.certain


def test_equal_systems_differ_by_nothing_certain() -> None:
    found = paired_interval([1.0, 0.0] * 10, [0.0, 1.0] * 10)
    assert found.mean == 0.0
    assert found.low < 0 < found.high
    assert not found.certain


def test_the_interval_of_a_share_is_near_the_normal_one() -> None:
    found = paired_interval([1.0] * 30 + [0.0] * 70, [0.0] * 100)
    assert found.mean == pytest.approx(0.3)
    assert found.low == pytest.approx(0.3 - 1.96 * 0.0458, abs=0.02)
    assert found.high == pytest.approx(0.3 + 1.96 * 0.0458, abs=0.02)


def test_the_seed_decides_the_interval() -> None:
    ours, theirs = [1.0, 0.0, 0.5, 1.0, 0.0], [0.0, 0.0, 1.0, 0.5, 0.0]
    assert paired_interval(ours, theirs) == paired_interval(ours, theirs)


def test_unpaired_values_are_refused() -> None:
    with pytest.raises(ValueError, match="one value a query"):
        paired_interval([], [])
