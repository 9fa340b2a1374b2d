"""Parties and instalments of a contract, as the whole contract check tells of them."""

from __future__ import annotations

import pytest

from models.checks.contract import ContractCheck
from models.finding import Severity

HEAD = (
    "设备采购合同\n甲方：石城市卫生健康局\n乙方：江北长风医疗设备有限公司\n"
    "双方协商一致，订立本合同。\n"
)
FOOT = "甲方（盖章）：石城市卫生健康局\n乙方（盖章）：江北长风医疗设备有限公司\n"


@pytest.fixture
def check() -> ContractCheck:
    return ContractCheck()


def contract(*clauses: str, head: str = HEAD, foot: str = FOOT) -> str:
    marks = "一二三四五六七八"
    body = [*clauses, "乙方负责运输。", "甲方负责验收。", "争议由人民法院管辖。"]
    return head + "".join(f"第{marks[i]}条 {c}\n" for i, c in enumerate(body)) + foot


def test_names_that_agree_are_cleared(look):
    assert "当事人名称" in {c.act for c in look(contract("总价为12,000元。"), "contract").cleared}


@pytest.mark.parametrize(
    "clause",
    [
        "甲方分期付款：\n（一）签约后支付合同总价的30%；\n（二）到货后支付合同总价的40%；\n"
        "（三）验收后支付合同总价的35%。",
        "签约后支付合同价款的百分之五十；验收后支付合同价款的百分之六十。",
        "付款分三期：30%、40%、40%。",
    ],
)
def test_instalments_over_a_hundred_percent_are_flagged(found, clause):
    (finding,) = found("N04", contract(clause), "contract")
    assert finding.severity is Severity.MAJOR
    assert finding.source == "arithmetic"


@pytest.mark.parametrize(
    "clause",
    [
        "签约后支付合同总价的30%；验收后支付合同总价的70%。",
        "签约后支付至合同总价的50%；验收后支付至合同总价的80%；结算后支付至合同总价的97%。",
        "签约后支付合同总价的60%；逾期付款的，支付合同总价的50%作为违约金。",
        "履约保证金为合同总价的10%；签约后支付合同总价的95%。",
    ],
)
def test_instalments_within_bounds_and_other_shares_pass(found, clause):
    assert found("N04", contract(clause), "contract") == ()


def test_a_name_that_drifts_between_head_and_signature_is_flagged(found):
    foot = FOOT.replace("长风", "常风")
    (finding,) = found("T60", contract(foot=foot), "contract")
    assert finding.severity is Severity.MAJOR
    assert finding.quote == "江北常风医疗设备有限公司"


def test_a_name_that_drifts_in_running_text_is_flagged(found):
    text = contract("货款付至江北长凤医疗设备有限公司的账户。")
    (finding,) = found("T60", text, "contract")
    assert "相差一字" in finding.message


def test_a_party_nobody_introduced_is_named(found):
    (finding,) = found("T60", contract("丙方对货款承担保证责任。"), "contract")
    assert finding.severity is Severity.MINOR


@pytest.mark.parametrize(
    "head",
    [
        "设备采购合同\n采购人（以下简称甲方）：石城市卫生健康局\n"
        "供应商（以下简称乙方）：江北长风医疗设备有限公司\n",
        "设备采购合同\n石城市卫生健康局（甲方）与江北长风医疗设备有限公司（乙方）订立本合同。\n",
        "设备采购合同\n甲方：＿＿＿市（县）卫生局\n乙方：＿＿＿＿\n",
        "设备采购合同\n甲方（买方）\n名称：石城市卫生健康局\n乙方（卖方）\n名称：江北长风医疗设备有限公司\n",
    ],
)
def test_other_ways_to_introduce_parties_and_empty_forms_pass(found, head):
    assert found("T60", contract(head=head), "contract") == ()
