"""What a material is: told by its title and content, its name being a hint."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus.document import Document
from corpus.formats import read_document
from models.packages.papers import papers
from models.packages.roles import roles_of

OPENINGS = Path(__file__).with_name("openings.txt")


def read(name: str, text: str) -> Document:
    stem = name.rsplit(".", 1)[0]
    return read_document(text.encode(), f"{stem}.txt")


def roles(name: str, text: str) -> list[str]:
    return [role.evidence_id for role in roles_of(papers(read(name, text)))]


def openings() -> Iterator[tuple[str, str, str]]:
    """Openings of papers as offices of many places write them: name, right roles, text."""
    for block in OPENINGS.read_text("utf-8").split("@@ ")[1:]:
        head, text = block.split("\n", 1)
        name, role = head.split(" | ", 1)
        yield name.strip(), role.strip(), text


@pytest.mark.parametrize(("name", "right", "text"), list(openings()), ids=lambda v: v[:14])
def test_an_opening_is_taken_for_what_it_is(name: str, right: str, text: str) -> None:
    found = roles(name, text)
    if right == "none":
        assert found == []
    elif "+" in right:
        assert set(right.split("+")) <= set(found)
    else:
        assert found
        assert found[0] in right.split("/")


def test_a_review_opinion_of_a_law_firm_is_counsels_opinion_first() -> None:
    text = (
        "湖北某某律师事务所\n合法性审核意见书\n县文旅局：\n受贵局委托，本所对《甲办法》进行了"
        "合法性审核，内容合法。\n湖北某某律师事务所（印章）\n2026年5月6日"
    )
    assert roles("合法性审核意见书.docx", text)[0] == "EV-11"


def test_a_drafting_note_that_tells_of_all_steps_plays_its_own_role_only() -> None:
    text = (
        "关于《甲县停车办法（送审稿）》的起草说明\n一、制定的必要性\n停车难。\n二、起草过程\n"
        "6月1日至30日公开征求意见，收到意见9条，采纳3条，未采纳6条。召开专家论证会和听证会，"
        "开展了社会稳定风险评估，评定为低风险。市监局出具公平竞争审查意见，县司法局进行了"
        "合法性审核，经审核，内容合法。\n三、主要内容\n共二十条。"
    )
    assert roles("附件2.docx", text) == ["EV-01"]


def test_minutes_that_tell_of_the_legality_review_are_minutes_only() -> None:
    text = (
        "甲县人民政府常务会议纪要\n〔2026〕9号\n2026年9月1日，县长主持召开县政府第9次常务会议。\n"
        "一、会议审议了《甲县停车办法》。县司法局汇报合法性审核情况，经审核，内容合法；公开征求"
        "意见共收到意见9条，采纳3条。会议决定，原则通过。"
    )
    assert roles("扫描件0007.pdf", text) == ["EV-12"]


def test_a_file_that_binds_papers_plays_all_their_roles_the_first_one_first() -> None:
    text = (
        "关于申请将《甲市招牌办法》列入2026年度规章制定计划的报告\n市司法局：\n请予立项。\n"
        "甲市城管委（印章）\n2025年11月1日\n————————\n"
        "关于公开征求《甲市招牌办法（征求意见稿）》意见的公告\n现公开征求意见。\n2026年3月1日\n"
        "————————\n公众意见采纳情况\n共收到意见3条，采纳1条。"
    )
    assert roles("附件.docx", text) == ["EV-19", "EV-02", "EV-03"]


def test_a_list_of_annexes_is_no_bound_paper() -> None:
    text = (
        "关于提请审查《甲市招牌办法（送审稿）》的函\n市司法局：\n现送上，请予审查。\n"
        "附件：1.起草说明\n2.公平竞争审查表\n3.专家论证意见\n甲市城管委\n2026年5月1日"
    )
    assert roles("送审.docx", text) == ["EV-29"]


def test_a_blank_form_is_evidence_of_nothing() -> None:
    blank = "公平竞争审查表\n文件名称|\n起草单位|\n审查机构|\n审查结论|\n审查人|　　　年　月　日"
    assert roles("公平竞争审查表.docx", blank) == []
    filled = blank.replace("名称|", "名称|甲办法").replace("结论|", "结论|可以出台")
    filled = filled.replace("单位|", "单位|甲局").replace("机构|", "机构|甲局")
    assert roles("公平竞争审查表.docx", filled) == ["EV-08"]


def test_the_content_outweighs_a_wrong_name() -> None:
    text = "甲县财政局\n关于《甲县停车办法（征求意见稿）》的复函\n县城管局：\n来函收悉，无意见。"
    assert roles("合法性审核意见.docx", text)[0] == "EV-05"


def test_a_reason_says_where_the_words_stand() -> None:
    text = "社会稳定风险评估报告\n风险等级为低风险。"
    [role] = roles_of(papers(read("稳评报告.docx", text)))
    assert role.reason.startswith("标题有“")
    assert "文件名有“稳评”" in role.reason
