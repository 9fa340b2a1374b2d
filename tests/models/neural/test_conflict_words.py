"""The words of a difference speak with the network about the type of a conflict."""

from __future__ import annotations

import pytest

from models.neural.clauses.conflict_words import ConflictWords, difference
from models.neural.clauses.files import CONFLICT_WORDS, WEIGHTS
from models.neural.clauses.labels import CONFLICTS

WORDS = ConflictWords(WEIGHTS / CONFLICT_WORDS)
LAW = "经营者应当自开业之日起三十日内向县级主管部门备案。"
EVEN = dict.fromkeys(CONFLICTS, 1 / len(CONFLICTS))


def test_the_difference_is_what_the_provision_lacks() -> None:
    assert difference("向镇政府备案", "向县政府备案") == "向镇镇政"
    assert difference(LAW, LAW) == ""


def test_the_shares_add_up_to_one() -> None:
    shares = WORDS.shares("经营者应当先提交保证书。", LAW, EVEN)
    assert set(shares) == set(CONFLICTS)
    assert sum(shares.values()) == pytest.approx(1.0)


@pytest.mark.parametrize(
    ("clause", "kind"),
    [
        ("经营者应当自开业之日起三十日内向县级主管部门备案，并处十万元以上罚款。", "sanction"),
        ("由乡镇人民政府负责备案，县级主管部门不再受理。", "body"),
    ],
)
def test_where_the_network_does_not_know_the_words_decide(clause: str, kind: str) -> None:
    shares = WORDS.shares(clause, LAW, EVEN)
    assert max(shares, key=lambda name: shares[name]) == kind


def test_a_sure_network_is_not_overruled_by_words_alone() -> None:
    sure = {name: 0.999 if name == "none" else 0.0002 for name in CONFLICTS}
    shares = WORDS.shares("经营者应当自开业之日起三十日内备案。", LAW, sure)
    assert shares["none"] > 0.5
