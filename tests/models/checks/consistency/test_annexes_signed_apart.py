"""An annex with signatures of its own, behind the signed contract, is read as an annex."""

from __future__ import annotations

from corpus.structure import parse_structure

TEXT = (
    "设备采购合同\n第一条 价款见附录一。\n第二条 技术要求见附录二。\n甲方（盖章）：\n乙方（盖章）：\n"
    "附录一：产品明细\n说明：单价含税\n甲方（盖章）：\n乙方（盖章）：\n附录二：技术要求\n按样机执行。\n"
)
NOTICE = "关于停车的通知\n各单位：\n现将清单印发。\n附件：停车清单\n石城市人民政府（盖章）\n2026年1月2日\n"


def annexes(text: str) -> list[str]:
    return [p.number for p in parse_structure(text).walk() if p.kind == "annex"]


def test_both_annexes_of_a_signed_contract_are_found() -> None:
    assert annexes(TEXT) == ["附录一", "附录二"]


def test_a_notice_that_names_its_annex_before_the_signature_has_none() -> None:
    assert annexes(NOTICE) == []
