"""Typed edits change one thing, mark it, and leave the rest alone in meaning."""

from __future__ import annotations

import random

import pytest

from models.training.edits import edited, restated
from models.training.edits.numbers import amounts, other_value, periods

PROVISION = (
    "摊位经营者有下列情形之一的，由县级以上人民政府城市管理部门责令改正，处二百元以上一千元以下罚款：\n"
    "经营者应当自收到通知之日起十五日内清理场地，城市管理部门可以派员协助，但是遇有灾害的除外。\n"
    "公民、法人或者其他组织对处理不服的，可以申请复核；蔬菜、水果、水产等摊位由市场开办者统一编号。"
)


@pytest.mark.parametrize("kind", ["sanction", "condition", "body", "definition"])
def test_an_edit_is_marked_and_differs_from_the_provision(kind: str) -> None:
    made = [e for seed in range(60) if (e := edited(PROVISION, kind, random.Random(seed)))]
    assert len(made) >= 10
    for one in made:
        assert one.type == kind
        assert one.span is not None
        start, end = one.span
        assert 0 <= start < end <= len(one.text)
        assert one.text not in PROVISION.split("\n")


def test_a_restatement_has_no_conflict_to_mark() -> None:
    made = [e for seed in range(30) if (e := restated(PROVISION, random.Random(seed)))]
    assert made
    assert all(e.type == "none" and e.span is None for e in made)


def test_the_same_seed_makes_the_same_text() -> None:
    once = edited(PROVISION, "condition", random.Random(7))
    assert once == edited(PROVISION, "condition", random.Random(7))


def test_amounts_and_periods_are_read_and_another_value_is_another() -> None:
    assert [q.value for q in amounts(PROVISION)] == [200, 1000]
    assert [(q.value, q.unit) for q in periods(PROVISION)] == [(15, "日")]
    chance = random.Random(1)
    assert all(other_value(q, chance) != q.value for q in amounts(PROVISION) for _ in range(20))


def test_a_provision_too_short_to_edit_gives_nothing() -> None:
    assert edited("本法自公布之日起施行。", "body", random.Random(1)) is None
