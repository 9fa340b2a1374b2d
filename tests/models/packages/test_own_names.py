"""The names of the main draft: one misread title makes no strangers of its materials."""

from __future__ import annotations

from dataclasses import replace

import pytest

from corpus.document import Document
from corpus.formats import read_document
from models.packages.build import build_package
from models.packages.names import name_of, sameness
from models.packages.own_names import names_of
from models.packages.types import Package
from models.submission import Kind

NAME = "松江市道路停车泊位管理办法"
ARTICLES = "\n".join(
    f"第{n}条　道路停车泊位的第{n}种情形，由市城管局会同有关部门处理，并告知当事人。"
    for n in "一二三四五六七八"
)
ISSUED = f"松江市人民政府关于印发\n《{NAME}》的通知\n各区：\n现印发给你们。\n{NAME}\n{ARTICLES}"
OPINIONS = (
    f"关于《{NAME}（送审稿）》的起草说明\n一、必要性",
    f"关于公开征求《{NAME}（征求意见稿）》意见的公告\n现公开征求意见。",
    f"合法性审核意见书\n市城管局：你局送审的《{NAME}（送审稿）》收悉。经审核，合法。\n市司法局",
    f"《{NAME}》社会稳定风险评估报告\n风险等级为低风险。",
)


def read(name: str, text: str) -> Document:
    return read_document(text.encode(), name)


def titled(document: Document, title: str) -> Document:
    return replace(document, metadata=replace(document.metadata, title=title, title_span=None))


def built(main: Document, texts: tuple[str, ...] = OPINIONS) -> Package:
    files = [read(f"附件{i}.txt", text) for i, text in enumerate(texts)]
    return build_package(main, Kind.NORM_DOC, files, {})


@pytest.mark.parametrize(
    "title",
    ["", f"《{NAME}》的通知", "松江市人民政府令", "关于加强管理工作的通知", "车泊位管理办法"],
)
def test_a_title_read_wrong_makes_no_material_a_strangers(title: str) -> None:
    package = built(titled(read("扫描件01.txt", ISSUED), title))
    assert [m.relation for m in package.materials] == ["own"] * len(OPINIONS)
    assert NAME in package.names


def test_what_most_materials_name_is_the_draft_where_its_text_is_garbled() -> None:
    garbled = read("扫描件01.txt", ISSUED.replace("市道路停", "口口口口"))
    package = built(garbled)
    assert [m.relation for m in package.materials] == ["own"] * len(OPINIONS)
    assert package.names[-1] == NAME


def test_materials_of_another_matter_stay_strangers_however_many_they_are() -> None:
    texts = tuple(text.replace("道路停车泊位", "餐厨垃圾处置") for text in OPINIONS)
    package = built(read("主文稿.txt", ISSUED), texts)
    assert {m.relation for m in package.materials} == {"other"}


def test_the_measure_that_detailed_rules_carry_out_does_not_become_theirs() -> None:
    rules = f"松江市道路停车泊位管理办法实施细则\n根据《{NAME}》，制定本细则。\n{ARTICLES}"
    package = built(read("主文稿.txt", rules))
    assert {m.relation for m in package.materials} == {"other"}


@pytest.mark.parametrize("file", ["停车泊位办法 定稿0928.txt", "03-停车泊位管理办法（印发稿）.txt"])
def test_the_file_name_is_a_name_where_it_is_short_for_the_title(file: str) -> None:
    package = built(read(file, ISSUED))
    assert [name[-6:] for name in package.names] == [NAME[-6:], package.names[1][-6:]]
    assert package.names[1].startswith("停车泊位")


def test_the_mayor_who_signs_an_order_is_no_part_of_the_name() -> None:
    order = f"松江市人民政府令\n第7号\n《{NAME}》已经通过，现予公布。\n市长\n{NAME}\n{ARTICLES}"
    assert built(read("令.txt", order)).names == (NAME,)


def test_a_file_name_of_another_measure_is_no_name() -> None:
    assert built(read("停车收费办法.txt", ISSUED)).names == (NAME,)


def test_a_package_made_by_hand_has_the_names_of_its_draft() -> None:
    main = read("主文稿.txt", ISSUED)
    [name] = names_of(Package(main, Kind.NORM_DOC, ()))
    assert name.base == NAME
    assert names_of(built(main)) == (name,)


@pytest.mark.parametrize("words", ["停车收费管理规定（修订稿）", "停车收费管理规定"])
def test_a_name_that_ends_in_a_letter_of_a_stage_keeps_it(words: str) -> None:
    assert name_of(words).genre == "管理规定"


@pytest.mark.parametrize("words", ["停车管理办法定稿", "停车管理办法（初稿）", "停车管理办法草稿"])
def test_the_stage_is_no_part_of_a_name(words: str) -> None:
    assert name_of(words).base == "停车管理办法"


def test_a_measure_renamed_is_near_and_its_detailed_rules_are_not() -> None:
    held = name_of(NAME)
    assert sameness(held, name_of("松江市道路停车泊位管理规定")) == "near"
    assert sameness(held, name_of("松江市道路停车泊位管理实施细则")) == "different"


OTHER_PROJECT = (
    "松江市城北渗滤液处理站提标改造项目社会稳定风险评估报告\n一、概况\n风险等级为低风险。"
)
OTHER_RULES = "市场监管局\n关于《松江市停车收费管理规定（修订稿）》的公平竞争审查意见\n可以出台。"


RULES = f"{NAME}实施细则（征求意见稿）起草说明\n一、必要性"


@pytest.mark.parametrize("text", [OTHER_PROJECT, OTHER_RULES, RULES])
def test_a_clear_other_name_in_the_title_tells_another_document(text: str) -> None:
    [material] = built(read("主文稿.txt", ISSUED), (text,)).materials
    assert material.roles
    assert material.relation == "other"


def test_a_bundle_of_replies_under_a_plain_cover_counts() -> None:
    replies = "\n".join(
        f"——回函{i}——\n某某局：建议第{i}条增加内容。（印章）" * 4 for i in range(12)
    )
    [material] = built(
        read("主文稿.txt", ISSUED), (f"部门、镇（街道）意见回函汇编（封面）\n{replies}",)
    ).materials
    assert material.plays("EV-05")
    assert material.relation == "unclear"


def test_an_early_draft_of_nearly_the_same_name_is_a_version() -> None:
    draft = f"松江市道路停车泊位办法（初稿）\n{ARTICLES[:120]}\n第四条　车位要划线。\n第五条　完。"
    [material] = built(read("主文稿.txt", ISSUED), (draft,)).materials
    assert [role.evidence_id for role in material.roles] == ["EV-22"]
