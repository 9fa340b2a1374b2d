"""Reading contracts: who the parties are, what kind it is, for whom to review, which clauses."""

from __future__ import annotations

import pytest
from support import submission_of

from corpus.knowledge import load_knowledge
from models.contracts.nature import nature_of
from models.contracts.reading import read_contract
from models.contracts.types import Contract, Nature
from models.submission import Stance

KNOWLEDGE = load_knowledge()

SERVICE = """办公区保洁服务合同
合同编号：2026-08
甲方（采购人）：青石县机关事务服务中心
统一社会信用代码：12421000MB1234567X
住所：青石县解放路2号　　法定代表人：王一
乙方（供应商）：青石洁亮保洁有限公司
统一社会信用代码：91421000MA1234567Y
甲乙双方根据成交通知书和磋商文件，就政府采购项目订立本合同，资金为财政性资金。
第一条 服务内容
乙方负责办公楼公共区域的日常保洁、垃圾清运。
第二条 付款方式
2.1 甲方按季度付款：
（1）每季度考核合格后十五日内支付；
（2）支付前乙方开具发票。
第三条 争议解决
争议向甲方所在地人民法院起诉。
甲方（盖章）：　　　　乙方（盖章）：
"""


def read(text: str) -> Contract:
    return read_contract(submission_of(text, "contract"), KNOWLEDGE)


def test_parties_are_read_with_names_roles_codes_and_nature() -> None:
    buyer, seller = read(SERVICE).parties
    assert buyer.role == "甲方"
    assert "采购人" in buyer.titles
    assert buyer.name is not None
    assert buyer.name.value == "青石县机关事务服务中心"
    assert buyer.nature is Nature.PUBLIC_INSTITUTION
    assert buyer.code is not None
    assert buyer.code.value == "12421000MB1234567X"
    assert buyer.address is not None
    assert buyer.address.value == "青石县解放路2号"
    assert buyer.representative is not None
    assert buyer.representative.value == "王一"
    assert seller.name is not None
    assert seller.nature is Nature.FIRM


def test_the_place_of_a_name_is_where_the_text_has_it() -> None:
    contract = read(SERVICE)
    for party in contract.parties:
        assert party.name is not None
        assert party.name.span.of(contract.text) == party.name.value


HEADS = [
    (
        "采购单位（甲方）：青山中学\n配送单位（乙方）：绿源食品有限公司\n",
        ["青山中学", "绿源食品有限公司"],
    ),
    (
        "出租方：江北城建投资集团有限公司（以下简称甲方）\n承租方：李四（以下简称乙方）\n",
        ["江北城建投资集团有限公司", "李四"],
    ),
    (
        "甲方（买方）\n名称：东湖机械有限公司\n乙方（卖方）\n名称：西山钢材有限公司\n",
        ["东湖机械有限公司", "西山钢材有限公司"],
    ),
    (
        "发包人（全称）：白云县水利局\n承包人（全称）：南江水电工程有限公司\n",
        ["白云县水利局", "南江水电工程有限公司"],
    ),
    ("甲 方：青山乡中心小学\n乙 方：绿源食品有限公司\n", ["青山乡中心小学", "绿源食品有限公司"]),
    (
        "红星村村民委员会（以下称“甲方”）与张五（以下称“乙方”）就土地流转达成协议。\n",
        ["红星村村民委员会"],
    ),
]


@pytest.mark.parametrize(("head", "names"), HEADS)
def test_parties_are_read_from_different_layouts(head: str, names: list[str]) -> None:
    text = f"合作合同\n{head}第一条 内容\n双方应当诚信履行。\n第二条 其他\n一式两份。\n"
    found = [party.name.value for party in read(text).parties if party.name]
    assert found[: len(names)] == names


def test_blank_names_give_parties_without_a_name() -> None:
    text = "租赁合同\n出租方：________\n承租方：　　　　（以下简称乙方）\n第一条 租金\n每月支付。\n"
    parties = read(text).parties
    assert [party.name for party in parties] == [None, None]


NATURES = [
    ("青石县人民政府", Nature.STATE_ORGAN),
    ("青石县交通运输局", Nature.STATE_ORGAN),
    ("青石经济开发区管理委员会", Nature.STATE_ORGAN),
    ("青石县第一人民医院", Nature.PUBLIC_INSTITUTION),
    ("青石县城市建设投资有限公司", Nature.STATE_FIRM),
    ("青石农村商业银行股份有限公司", Nature.BANK),
    ("红星村村民委员会", Nature.VILLAGE),
    ("青石县阳光小区业主委员会", Nature.VILLAGE),
    ("青石速达物流有限公司", Nature.FIRM),
    ("欧阳小明", Nature.PERSON),
    ("", Nature.UNKNOWN),
]


@pytest.mark.parametrize(("name", "nature"), NATURES)
def test_the_nature_of_a_party_is_told_from_its_name(name: str, nature: Nature) -> None:
    assert nature_of(name) is nature


def test_a_public_buyer_makes_it_public_procurement_and_suggests_the_public_side() -> None:
    contract = read(SERVICE)
    assert "gov_procurement" in contract.kind_ids
    assert contract.suggested_stance is Stance.GOV
    assert "机关事务服务中心" in contract.stance_reason
    assert contract.stance is Stance.NEUTRAL


KINDS = [
    (
        "劳动合同",
        "用人单位：甲公司\n劳动者：张三\n",
        "试用期二个月，工资每月五千元，依法缴纳社会保险，工作时间为标准工时。",
        "labour",
    ),
    (
        "厂房租赁合同",
        "出租方：江北实业有限公司\n承租方：江南制衣有限公司\n",
        "租赁期三年，租金每月一万元，押金两万元，未经同意不得转租。",
        "lease",
    ),
    (
        "借款协议",
        "出借人：王二\n借款人：赵六\n",
        "借款本金十万元，年利率百分之八，到期归还，以转账方式交付。",
        "loan_private",
    ),
    (
        "保证合同",
        "债权人：江北农村商业银行\n保证人：江南实业有限公司\n",
        "主合同项下的主债权为五百万元，保证期间三年，连带责任保证，担保范围包括利息。",
        "guarantee",
    ),
    (
        "污水处理特许经营协议",
        "甲方：青石县水务局\n乙方：清源水务有限公司\n",
        "特许经营期二十五年，期满移交，水价由政府核定，可以临时接管。",
        "franchise_ppp",
    ),
]


@pytest.mark.parametrize(("title", "head", "body", "kind"), KINDS)
def test_the_kind_is_told_with_reasons(title: str, head: str, body: str, kind: str) -> None:
    contract = read(f"{title}\n{head}第一条 约定\n{body}\n第二条 其他\n一式两份。\n")
    assert contract.kinds[0].kind == kind
    assert title[:2] in contract.kinds[0].reason or "正文" in contract.kinds[0].reason


def test_items_join_their_lead_and_tables_their_rows() -> None:
    units = read(SERVICE).units
    pay = next(unit for unit in units if unit.text.startswith("2.1"))
    assert "（2）支付前乙方开具发票" in pay.text
    assert pay.heading == "付款方式"
    texts = [unit.text for unit in units]
    assert "付款方式" not in texts, "a heading alone is no clause"


def test_units_are_in_order_and_quote_the_text() -> None:
    contract = read(SERVICE)
    ends = 0
    for unit in contract.units:
        assert unit.span.of(contract.text) == unit.text
        assert unit.span.start >= ends
        ends = unit.span.end


def test_a_contract_without_any_number_is_read_as_clauses_too() -> None:
    text = (
        "供货协议\n甲方：东湖机械有限公司\n乙方：西山钢材有限公司\n"
        "乙方每月向甲方供应钢材二十吨，货到后十日内付款。\n运输途中发生的伤亡由乙方自负，与甲方无关。\n"
    )
    parts = {unit.text: unit.part for unit in read(text).units}
    assert parts["运输途中发生的伤亡由乙方自负，与甲方无关。"] == "body"
