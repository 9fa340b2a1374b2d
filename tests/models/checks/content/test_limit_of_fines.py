"""The range of fines is read and compared exactly."""

from __future__ import annotations

from decimal import Decimal

import pytest

from models.checks.content.limit import FineRange, exceeds, fine_ranges


def fine(low: int, high: int) -> FineRange:
    return FineRange(Decimal(low), Decimal(high))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("处五百元以上二千元以下罚款", (fine(500, 2000),)),
        ("处1万元以上5万元以下的罚款", (fine(10_000, 50_000),)),
        ("可以并处三千元以下罚款", (fine(0, 3000),)),
        ("对车主罚款200元", (fine(200, 200),)),
        (
            "处一万五千元以下罚款；情节严重的，处二万元以上十万元以下罚款",
            (fine(0, 15_000), fine(20_000, 100_000)),
        ),
        ("罚款收入上缴国库", ()),
    ],
)
def test_fine_ranges_are_read_in_yuan(text: str, expected: tuple[FineRange, ...]) -> None:
    assert fine_ranges(text) == expected


def test_a_range_outside_the_law_is_reported_with_the_allowed_ranges() -> None:
    over = exceeds("处一千元以上五千元以下罚款", "处二百元以上二千元以下罚款")
    assert over == (fine(1000, 5000), (fine(200, 2000),))


def test_a_range_inside_the_law_is_in_order() -> None:
    assert exceeds("处五百元以上一千元以下罚款", "处二百元以上二千元以下罚款") is None


def test_nothing_is_compared_where_the_law_names_no_fine() -> None:
    assert exceeds("处五百元以下罚款", "责令限期改正") is None
