"""Notices with what they bring, annexes, signatures, and documents without articles."""

from __future__ import annotations

from corpus.document import Provision, ProvisionKind
from corpus.structure import parse_structure

NOTICE = """青川市人民政府关于印发青川市停车管理办法的通知
青政规〔2026〕3号
各县（区）人民政府，市直各部门：
现将《青川市停车管理办法》印发给你们，请遵照执行。
青川市人民政府
2026年2月1日
（此件公开发布）
青川市停车管理办法
第一条 为了规范停车，制定本办法。
第二条 本办法自2026年3月1日起施行。
附件：1.收费标准表
2.停车泊位图
附件1
收费标准表
第一条 小型车每小时二元。
第二条 大型车每小时四元。"""


def kinds(root: Provision) -> list[tuple[str, str]]:
    return [(c.eid, c.kind.value) for c in root.children]


def test_a_notice_its_measure_and_an_annex_stand_side_by_side() -> None:
    root = parse_structure(NOTICE)
    assert kinds(root) == [
        ("preamble", "preamble"),
        ("para_1", "paragraph"),
        ("signature", "signature"),
        ("att__preamble", "preamble"),
        ("art_1", "article"),
        ("art_2", "article"),
        ("annex_1", "annex"),
    ]


def test_articles_of_an_annex_count_afresh_under_its_name() -> None:
    root = parse_structure(NOTICE)
    annex = root.children[-1]
    assert annex.heading == "收费标准表"
    assert [c.eid for c in annex.children] == [
        "annex_1__preamble",
        "annex_1__art_1",
        "annex_1__art_2",
    ]


def test_the_signature_holds_issuer_and_date() -> None:
    root = parse_structure(NOTICE)
    signature = next(c for c in root.children if c.kind is ProvisionKind.SIGNATURE)
    assert signature.span.of(NOTICE) == "青川市人民政府\n2026年2月1日"


def test_the_measure_in_the_first_annex_of_a_notice_is_its_body() -> None:
    text = (
        "青川市财政局关于印发专项资金办法的通知\n各县（区）财政局：\n现印发给你们，请执行。\n"
        "青川市财政局\n2026年2月1日\n附件\n青川市专项资金管理办法\n第一条 甲。\n第二条 乙。"
    )
    assert [c.eid for c in parse_structure(text).children][-3:] == [
        "att__preamble",
        "art_1",
        "art_2",
    ]


def test_a_list_that_only_names_annexes_opens_none() -> None:
    text = "某某方案\n一、目标\n完成任务。\n附件：任务分工表\n青川市发展和改革局\n2026年2月1日"
    root = parse_structure(text)
    assert not [c for c in root.children if c.kind is ProvisionKind.ANNEX]
    assert root.children[-1].kind is ProvisionKind.SIGNATURE


def test_an_annex_named_twice_begins_where_it_is_named_last() -> None:
    text = (
        "供货合同\n甲方：某公司\n第一条 标的\n见附件。\n附件一：清单\n"
        "第二条 价款\n十元。\n附件一：清单\n钢材十吨"
    )
    root = parse_structure(text)
    annexes = [c for c in root.children if c.kind is ProvisionKind.ANNEX]
    assert [text[a.span.start :] for a in annexes] == ["附件一：清单\n钢材十吨"]


def test_levels_nest_by_the_style_of_their_numbers() -> None:
    text = (
        "关于促进养老服务的意见\n各区人民政府：\n现提出以下意见。\n一、总体要求\n（一）指导思想。坚持公益。\n"
        "（二）目标。\n1. 扩面。\n（1）城区。\n（2）乡镇。\n2. 提质。\n二、保障\n加强领导。"
    )
    root = parse_structure(text)
    assert [n.eid for n in root.walk() if n.kind is ProvisionKind.LEVEL] == [
        "lvl_1",
        "lvl_1__lvl_1",
        "lvl_1__lvl_2",
        "lvl_1__lvl_2__lvl_1",
        "lvl_1__lvl_2__lvl_1__lvl_1",
        "lvl_1__lvl_2__lvl_1__lvl_2",
        "lvl_1__lvl_2__lvl_2",
        "lvl_2",
    ]
    assert next(n.heading for n in root.walk() if n.eid == "lvl_1__lvl_1") == "指导思想"
    assert next(n for n in root.walk() if n.eid == "lvl_2__para_1").span.of(text) == "加强领导。"


def test_decimal_levels_of_a_contract_nest_by_their_parts() -> None:
    text = "设备合同\n甲方：甲公司\n1. 价款\n1.1 总价\n1.1.1 含税\n1.2 付款\n2. 交付\n2.1 地点"
    root = parse_structure(text)
    assert [n.eid for n in root.walk() if n.kind is ProvisionKind.LEVEL] == [
        "lvl_1",
        "lvl_1__lvl_1",
        "lvl_1__lvl_1__lvl_1",
        "lvl_1__lvl_2",
        "lvl_2",
        "lvl_2__lvl_1",
    ]


def test_a_list_within_a_decimal_unit_does_not_close_the_outer_list() -> None:
    text = "合同\n甲方：甲\n1. 定义\n1.1 文件包括：\n1. 协议书\n2. 通知书\n1.2 语言\n2. 义务"
    root = parse_structure(text)
    assert [c.number for c in root.children if c.kind is ProvisionKind.LEVEL] == ["1.", "2."]


def test_the_parties_sign_a_contract_at_its_end() -> None:
    text = (
        "买卖合同\n甲方：甲公司\n乙方：乙公司\n一、标的\n钢材。\n二、其他\n委托代理人应当出示委托书。\n"
        "甲方（盖章）：　　乙方（盖章）：\n法定代表人：　　法定代表人：\n年  月  日　　年  月  日"
    )
    root = parse_structure(text)
    last = root.children[-1]
    assert last.kind is ProvisionKind.SIGNATURE
    assert last.span.of(text).startswith("甲方（盖章）")


def test_an_article_that_speaks_of_agents_is_no_signature() -> None:
    text = "第一条 甲。\n第二条 委托代理人参加的，适用本条例\n第三条 自公布之日起施行"
    articles = [n.eid for n in parse_structure(text).walk() if n.kind is ProvisionKind.ARTICLE]
    assert articles == ["art_1", "art_2", "art_3"]


def test_a_text_without_numbers_is_all_kept() -> None:
    text = "某某情况\n今年工作有序推进。\n明年继续努力。"
    assert kinds(parse_structure(text)) == [
        ("preamble", "preamble"),
        ("para_1", "paragraph"),
        ("para_2", "paragraph"),
    ]


def test_an_empty_text_is_a_document_without_children() -> None:
    assert parse_structure("").children == ()
    assert parse_structure(" \n\u3000\n").children == ()
