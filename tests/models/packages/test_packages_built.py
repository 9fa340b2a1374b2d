"""A package: what each file is about, what repeats what, and which file is the draft."""

from __future__ import annotations

import time

import pytest

from corpus.document import Document
from corpus.errors import UnknownRole
from corpus.formats import read_document
from corpus.knowledge import load_knowledge
from models.packages.build import build_package, choose_main
from models.packages.types import Material
from models.submission import Kind

ARTICLES = "\n".join(
    f"第{n}条　停放车辆的第{n}种情形，由市城管局会同有关部门处理，并告知当事人。"
    for n in "一二三四五六七八"
)
DRAFT = (
    f"松江市道路停车泊位管理办法\n（送审稿）\n{ARTICLES}\n第九条　《黑龙省道路交通安全条例》另有规定"
    "的，从其规定。\n第十条　本办法自2026年12月1日起施行，《松江市机动车停放管理暂行办法》同时废止。"
)


def read(name: str, text: str) -> Document:
    return read_document(text.encode(), name)


def built(*texts: str, main: str = DRAFT, **chosen: str) -> list[Material]:
    files = [read(f"附件{i}.txt", text) for i, text in enumerate(texts)]
    roles = {f"{name}.txt": role for name, role in chosen.items()}
    package = build_package(read("主文稿.txt", main), Kind.NORM_DOC, files, roles)
    return list(package.materials)


RELATIONS = {
    "another stage of the draft": (
        "own",
        "关于《松江市道路停车泊位管理办法（征求意见稿）》的起草说明\n一、必要性",
    ),
    "the name without the place": ("own", "关于《道路停车泊位管理办法》的起草说明\n一、必要性"),
    "the notice that will bring it": (
        "own",
        "关于公开征求《关于印发〈松江市道路停车泊位管理办法〉的通知（征求意见稿）》意见的公告",
    ),
    "the name without marks": (
        "own",
        "松江市财政局\n关于道路停车泊位管理办法的复函\n市城管局：\n来函收悉，无意见。",
    ),
    "the field of a form": (
        "own",
        "公平竞争审查表\n政策措施名称|松江市道路停车泊位管理办法\n审查结论|可以出台",
    ),
    "its own detailed rules": (
        "other",
        "关于《松江市道路停车泊位管理办法实施细则（送审稿）》的起草说明\n一、必要性\n"
        "依据《松江市道路停车泊位管理办法》制定。",
    ),
    "a neighbour that names the draft": (
        "other",
        "关于《松江市道路停车收费管理办法（送审稿）》的合法性审核意见\n市城管局：经审核，合法。"
        "本办法与《松江市道路停车泊位管理办法》衔接。\n松江市司法局",
    ),
    "another paper without marks": ("other", "餐厨垃圾管理办法起草说明\n一、必要性"),
    "a form of another draft": (
        "other",
        "公平竞争审查表\n政策措施名称|松江市公共自行车补贴办法\n审查结论|可以出台",
    ),
    "another draft in the text only": (
        "other",
        "合法性审核意见书\n市城管局：你局送审的《松江市户外广告管理办法（送审稿）》收悉。经审核，"
        "合法。\n松江市司法局",
    ),
    "minutes that have it among others": (
        "own",
        "松江市人民政府常务会议纪要\n会议审议了《松江市养犬条例（草案）》。\n"
        "会议审议通过《松江市道路停车泊位管理办法（草案）》。",
    ),
    "minutes without it": (
        "other",
        "松江市人民政府常务会议纪要\n会议审议了《松江市养犬条例（草案）》，决定提请审议。\n"
        "会议研究了防汛工作，要求各部门落实责任。",
    ),
    "an assessment of the predecessor": (
        "own",
        "关于《松江市机动车停放管理暂行办法》实施情况的评估报告\n评估结论：废止并重新制定。",
    ),
    "the predecessor's own drafting note": (
        "other",
        "关于《松江市机动车停放管理暂行办法》的起草说明\n一、必要性",
    ),
    "a reply that names nothing": (
        "unclear",
        "松江市财政局\n市城管局：\n来函收悉。经研究，我局无意见。\n2026年5月6日",
    ),
}


@pytest.mark.parametrize(("right", "text"), RELATIONS.values(), ids=RELATIONS)
def test_a_material_is_told_to_be_about_the_draft_or_not(right: str, text: str) -> None:
    [material] = built(text)
    assert material.roles
    assert material.relation == right
    assert material.relation_reason


def test_a_misread_letter_of_a_scan_leaves_the_relation_open() -> None:
    text = "关于《松江市道路停车泊位官理办法（送审稿）》的合法性审核意见\n市城管局：合法。\n司法局"
    [typed] = built(text)
    assert typed.relation == "other"
    document = read("扫描.txt", text)
    scan = Document(
        "扫描.png",
        "png",
        document.sha256,
        document.text,
        document.root,
        document.metadata,
    )
    package = build_package(read("主文稿.txt", DRAFT), Kind.NORM_DOC, [scan], {})
    assert package.materials[0].relation == "unclear"
    assert "识别误差" in package.materials[0].relation_reason


def test_an_earlier_version_of_the_draft_is_a_text_and_no_duplicate() -> None:
    [version] = built(DRAFT.replace("送审稿", "征求意见稿"))
    assert [role.evidence_id for role in version.roles] == ["EV-22"]
    assert (version.relation, version.duplicate_of) == ("own", "")


def test_the_draft_handed_in_twice_is_a_duplicate() -> None:
    [again] = built(DRAFT.replace("　", "  "))
    assert again.duplicate_of == "主文稿.txt"
    assert not again.counts


def test_a_law_that_the_draft_cites_is_its_basis_and_a_foreign_draft_is_nothing() -> None:
    law, foreign, old = built(
        "黑龙省道路交通安全条例\n" + ARTICLES.replace("停放", "行驶"),
        "松江市城市绿化管理办法\n" + ARTICLES.replace("停放", "砍伐"),
        "松江市机动车停放管理暂行办法\n" + ARTICLES.replace("停放", "停靠"),
    )
    assert [r.evidence_id for r in law.roles] == ["EV-15"]
    assert (foreign.roles, foreign.relation) == ((), "other")
    assert [r.evidence_id for r in old.roles] == ["EV-20"]


REPLY = "{0}\n关于《松江市道路停车泊位管理办法》的复函\n市城管局：\n来函收悉。无意见。\n{0}\n{1}"


def test_two_offices_with_the_same_words_repeat_nobody() -> None:
    one, other = built(
        REPLY.format("松江市财政局", "2026年5月6日"), REPLY.format("松江市公安局", "2026年5月6日")
    )
    assert (one.duplicate_of, other.duplicate_of) == ("", "")


def test_long_papers_that_differ_in_a_date_repeat_nobody() -> None:
    notice = (
        "关于公开征求《松江市道路停车泊位管理办法》意见的公告\n" + "请提出意见。" * 9 + ARTICLES
    )
    first, second = built(notice + "\n2026年5月6日", notice + "\n2026年6月6日")
    assert (first.duplicate_of, second.duplicate_of) == ("", "")


def test_of_two_equal_files_the_one_with_the_telling_name_is_the_original() -> None:
    text = REPLY.format("松江市财政局", "2026年5月6日")
    files = [
        read("公告.txt", text),
        read("财政局复函.txt", text),
        read("财政局复函（副本）.txt", text),
    ]
    package = build_package(read("主文稿.txt", DRAFT), Kind.NORM_DOC, files, {})
    assert [m.duplicate_of for m in package.materials] == ["财政局复函.txt", "", "财政局复函.txt"]


def test_the_user_decides_what_a_file_is() -> None:
    work, reply = built(
        "2026年工作总结\n一年来成绩显著。",
        REPLY.format("松江市财政局", "2026年5月6日"),
        附件0="EV-12",
        附件1="unrelated",
    )
    assert [r.evidence_id for r in work.roles] == ["EV-12"]
    assert work.chosen
    assert work.counts
    assert (reply.roles, reply.relation, reply.chosen) == ((), "other", True)


@pytest.mark.parametrize("chosen", [{"附件0": "EV-99"}, {"没有": "EV-12"}])
def test_a_role_or_file_that_does_not_exist_is_refused(chosen: dict[str, str]) -> None:
    with pytest.raises(UnknownRole, match="E405"):
        built("纪要", **chosen)


def test_every_role_of_the_knowledge_may_be_chosen() -> None:
    for evidence in load_knowledge().evidence_types:
        assert built("某文件", 附件0=evidence)[0].plays(evidence)


NOTE = "关于《松江市道路停车泊位管理办法（送审稿）》的起草说明\n一、必要性"


def test_the_latest_stage_that_the_papers_name_is_the_draft() -> None:
    files = [
        read("a.txt", "黑龙省道路交通安全条例\n" + ARTICLES.replace("停放", "行驶")),
        read("b.txt", DRAFT.replace("送审稿", "征求意见稿")),
        read("c.txt", NOTE),
        read("d.txt", DRAFT),
        read("e.txt", "松江市城市绿化管理办法\n（送审稿）\n" + ARTICLES),
    ]
    choice = choose_main(files)
    assert choice.index == 3
    assert "送审稿" in choice.reason
    assert choice.rivals == ()


def test_a_promulgated_text_goes_before_the_draft_that_was_handed_in() -> None:
    order = "松江市人民政府令\n第9号\n《松江市道路停车泊位管理办法》已经通过，现予公布。\n2026年9月9日\n"
    printed = order + DRAFT.replace("（送审稿）\n", "")
    assert choose_main([read("a.txt", DRAFT), read("b.txt", printed)]).index == 1


def test_drafts_that_are_equally_likely_are_named() -> None:
    files = [
        read("甲.txt", "松江市城市绿化管理办法\n（送审稿）\n" + ARTICLES),
        read("乙.txt", "松江市河道管理办法\n（送审稿）\n" + ARTICLES),
    ]
    choice = choose_main(files)
    assert (choice.index, choice.rivals) == (0, ("乙.txt",))


def test_the_draft_that_an_order_brings_gives_the_package_its_name() -> None:
    order = "松江市人民政府令\n第9号\n《松江市道路停车泊位管理办法》已经通过，现予公布。\n2026年9月9日\n"
    [note] = built(NOTE, main=order + DRAFT.replace("（送审稿）\n", ""))
    assert note.relation == "own"


def test_fifteen_materials_are_sorted_in_no_time() -> None:
    texts = [text for _, text in RELATIONS.values()]
    built(*texts)
    start = time.process_time()
    materials = built(*texts)
    assert len(materials) == 15
    assert time.process_time() - start < 0.3
