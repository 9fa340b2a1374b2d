"""The powers table decides what a kind of document may set."""

from __future__ import annotations

import pytest

from corpus.instrument import Level
from corpus.knowledge import load_knowledge
from models.checks.content.power import decide_power, level_of
from models.submission import IssuerLevel, Kind

KNOWLEDGE = load_knowledge()


@pytest.mark.parametrize(
    ("kind", "issuer", "act", "category", "words", "answer"),
    [
        (Kind.NORM_DOC, IssuerLevel.COUNTY, "penalty", "sets_penalty", "处二百元罚款", "may_not"),
        (Kind.GOV_RULE, IssuerLevel.CITY, "penalty", "sets_penalty", "处二百元罚款", "may"),
        (Kind.GOV_RULE, IssuerLevel.CITY, "penalty", "sets_penalty", "吊销许可证", "may_not"),
        (Kind.LOCAL_REG, IssuerLevel.CITY, "penalty", "sets_penalty", "没收违法所得", "may"),
        (Kind.NORM_DOC, IssuerLevel.CITY, "license", "sets_license", "批准后方可经营", "may_not"),
        (Kind.GOV_RULE, IssuerLevel.CITY, "license", "sets_license", "批准后方可经营", "may_not"),
        (Kind.GOV_RULE, IssuerLevel.PROVINCE, "license", "sets_license", "批准后方可", "unclear"),
        (Kind.LOCAL_REG, IssuerLevel.PROVINCE, "coercion_measure", "sets_coercion", "扣押", "may"),
        (Kind.LOCAL_REG, IssuerLevel.CITY, "coercion_measure", "sets_coercion", "冻结", "may_not"),
        (Kind.GOV_RULE, IssuerLevel.CITY, "coercion_measure", "sets_coercion", "扣押", "may_not"),
        (Kind.LOCAL_REG, IssuerLevel.CITY, "local_protection", "local_protection", "", "may_not"),
        (Kind.NORM_DOC, IssuerLevel.STATE, "penalty", "sets_penalty", "处罚款", "unclear"),
        (Kind.LOCAL_REG, IssuerLevel.CITY, "license", "sets_license", "批准后方可", "may"),
    ],
)
def test_power_follows_kind_and_level(
    kind: Kind, issuer: IssuerLevel, act: str, category: str, words: str, answer: str
) -> None:
    found = decide_power(act, KNOWLEDGE.categories[category], kind, issuer, KNOWLEDGE.powers, words)
    assert found.answer == answer
    assert found.reason


def test_a_major_decision_ranks_as_a_normative_document() -> None:
    assert level_of(Kind.MAJOR_DECISION, IssuerLevel.COUNTY) is Level.NORM_DOC
    assert level_of(Kind.LOCAL_REG, IssuerLevel.PROVINCE) is Level.PROV_REG
