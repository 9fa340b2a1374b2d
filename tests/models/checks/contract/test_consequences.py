"""A sentence that only says what follows is read together with the one before it."""

from __future__ import annotations

from datetime import date

import pytest
from support import context_of, submission_of

from corpus.library import Library
from models.checks.contract import ContractCheck

HEAD = "劳动合同\n甲方：云岭远航软件有限公司\n乙方：何小满\n双方建立劳动关系，订立劳动合同。\n"


def flags(text: str, library: Library) -> set[str]:
    submission = submission_of(HEAD + "第一条 " + text + "\n", "contract")
    found = ContractCheck().run(submission, context_of(library, date(2026, 11, 26)))
    return {one.check_id for one in found.findings if one.severity.is_flag}


@pytest.mark.parametrize(
    "text",
    [
        "乙方离职后一年内不得到同类企业任职，甲方每月支付补偿金3,000元。乙方违反约定的，支付违约金50,000元。",
        "劳动关系解除后两年内乙方不为他人经营同类产品，甲方按月给付三成工资。违反上述约定的，乙方支付违约金80,000元。",
        "乙方离岗后十八个月内不去同行单位，甲方逐月补偿。乙方违反本款的，应支付违约金40,000元。",
    ],
)
def test_the_penalty_of_a_non_compete_named_in_the_sentence_before_is_lawful(text, library):
    assert "T44" not in flags(text, library)


def test_a_penalty_for_a_fault_of_its_own_is_flagged(library):
    assert "T44" in flags("乙方违反请假规定的，每次向甲方支付违约金500元。", library)
