"""Documents made of articles: their tree, and what must not become an article."""

from __future__ import annotations

from corpus.document import Provision, ProvisionKind
from corpus.structure import parse_structure


def eids(root: Provision, *kinds: ProvisionKind) -> list[str]:
    return [n.eid for n in root.walk() if not kinds or n.kind in kinds]


def articles(text: str) -> list[str]:
    return eids(parse_structure(text), ProvisionKind.ARTICLE)


def words(text: str, eid: str) -> str:
    node = next(n for n in parse_structure(text).walk() if n.eid == eid)
    return node.span.of(text)


MEASURE = """青川市共享单车管理办法
（2026年1月5日市政府常务会议通过）
目录
第一章 总则
第二章 罚则
第一章 总则
第一条 为了规范停放，制定本办法。
第二条 企业应当做到：
（一）备案；
（二）定期报告下列内容：
1. 数量；
2. 分布。
（三）其他。
前款所称企业，包括平台。
第二章 罚则
第三条 违反本办法的，责令改正。
第四条 本办法自2026年3月1日起施行。"""


def test_chapters_articles_paragraphs_items_and_points_nest() -> None:
    root = parse_structure(MEASURE)
    assert [c.eid for c in root.children] == ["preamble", "chp_1", "chp_2"]
    assert articles(MEASURE) == ["art_1", "art_2", "art_3", "art_4"]
    item = next(n for n in root.walk() if n.eid == "art_2__para_1__item_2")
    assert [c.eid for c in item.children] == [
        "art_2__para_1__item_2__point_1",
        "art_2__para_1__item_2__point_2",
    ]
    assert words(MEASURE, "art_2__para_2").startswith("前款")


def test_a_table_of_contents_makes_no_second_chapter() -> None:
    chapters = eids(parse_structure(MEASURE), ProvisionKind.CHAPTER)
    assert chapters == ["chp_1", "chp_2"]


def test_a_table_of_contents_without_its_title_makes_no_second_chapter() -> None:
    text = MEASURE.replace("目录\n", "")
    assert eids(parse_structure(text), ProvisionKind.CHAPTER) == ["chp_1", "chp_2"]


def test_a_paragraph_begins_after_the_number_and_an_article_with_it() -> None:
    assert words(MEASURE, "art_1__para_1") == "为了规范停放，制定本办法。"
    assert words(MEASURE, "art_1").startswith("第一条")


def test_articles_without_a_blank_after_the_number_are_found() -> None:
    text = "第一条为了管理，制定本办法。\n第二条企业应当备案。\n第三条本办法自公布之日起施行。"
    assert articles(text) == ["art_1", "art_2", "art_3"]


def test_a_line_that_only_cites_an_article_opens_none() -> None:
    text = "第一条 甲。\n第二条 乙的下列规定：\n第十条规定的情形除外。\n第三条 丙。"
    assert articles(text) == ["art_1", "art_2", "art_3"]


def test_gaps_and_repeats_are_kept_as_written() -> None:
    text = "第一条 甲。\n第三条 乙。\n第三条 丙。\n第四条 丁。"
    assert articles(text) == ["art_1", "art_3", "art_3__dup_2", "art_4"]


def test_inserted_articles_have_a_sub_number() -> None:
    text = "第一条 甲。\n第一条之一 乙。\n第二条 丙。"
    root = parse_structure(text)
    assert eids(root, ProvisionKind.ARTICLE) == ["art_1", "art_1_1", "art_2"]
    assert [n.sub for n in root.walk() if n.kind is ProvisionKind.ARTICLE] == [0, 1, 0]


def test_numbers_with_blanks_arabic_digits_or_a_colon_open_articles() -> None:
    text = "第 一 条 甲。\n第2条　乙。\n第三条：丙。\n## 第四条 丁。"
    root = parse_structure(text)
    assert articles(text) == ["art_1", "art_2", "art_3", "art_4"]
    assert [n.number for n in root.children][:2] == ["第 一 条", "第2条"]
    assert words(text, "art_3__para_1") == "丙。"


def test_several_articles_on_one_line_are_cut_apart() -> None:
    text = "第一条 甲应当备案。 第二条 乙应当报告，依照第一条 处理。\n第三条 丙。"
    assert articles(text) == ["art_1", "art_2", "art_3"]


def test_items_on_the_line_of_the_article_become_items() -> None:
    text = (
        "第一条 甲。\n第二条 有下列情形之一的，不予受理：（一）材料不全；"
        "（二）逾期，但有第（一）项理由的除外；（三）其他。"
    )
    root = parse_structure(text)
    assert eids(root, ProvisionKind.ITEM) == [
        "art_2__para_1__item_1",
        "art_2__para_1__item_2",
        "art_2__para_1__item_3",
    ]
    assert words(text, "art_2__para_1__item_2").endswith("除外；")


def test_a_line_between_two_items_belongs_to_the_first_of_them() -> None:
    text = "第一条 下列：\n（一）甲；\n甲包括子和丑。\n（二）乙。\n第二款的话。"
    root = parse_structure(text)
    assert eids(root, ProvisionKind.PARAGRAPH) == ["art_1__para_1", "art_1__para_2"]
    assert "子和丑" in words(text, "art_1__para_1__item_1")


def test_titles_of_articles_are_headings_and_no_paragraph() -> None:
    text = "第一条（目的）\n为了管理。\n第二条【范围】适用于本市。\n第三条 本办法施行。"
    root = parse_structure(text)
    nodes = {n.eid: n for n in root.walk()}
    assert nodes["art_1"].heading == "目的"
    assert nodes["art_2"].heading == "范围"
    assert words(text, "art_1__para_1") == "为了管理。"
    assert words(text, "art_2__para_1") == "适用于本市。"


def test_books_parts_and_sections_nest_above_articles() -> None:
    text = (
        "第一编 总则\n第一分编 通则\n第一章 甲\n第一节 乙\n第一条 丙。\n"
        "第二编 分则\n第一章 丁\n第二条 戊。"
    )
    assert eids(parse_structure(text))[1:] == [
        "book_1",
        "book_1__part_1",
        "book_1__part_1__chp_1",
        "book_1__part_1__chp_1__sec_1",
        "art_1",
        "art_1__para_1",
        "book_2",
        "book_2__chp_1",
        "art_2",
        "art_2__para_1",
    ]


def test_articles_quoted_in_an_amending_decision_are_no_articles() -> None:
    text = (
        "关于修改《青川市养犬管理办法》的决定\n"
        "一、将第三条修改为：“第三条 养犬人应当登记。\n"
        "第四条 登记有效期为一年。\n"
        "第五条 逾期未登记的，责令改正。”\n"
        "二、删去第九条。\n"
        "本决定自公布之日起施行。"
    )
    assert articles(text) == []
    assert eids(parse_structure(text), ProvisionKind.LEVEL) == ["lvl_1", "lvl_2"]


def test_groups_numbered_with_a_chinese_comma_stand_above_articles() -> None:
    text = "一、一般规定\n第一条 甲。\n第二条 乙。\n二、附则\n第三条 丙。"
    root = parse_structure(text)
    assert [(c.eid, len(c.children)) for c in root.children] == [("lvl_1", 2), ("lvl_2", 1)]


def test_a_contract_keeps_its_decimal_numbers_as_items_and_points() -> None:
    text = (
        "第一条 价款\n1.1 总价为十元。\n1.1.1 含税。\n1.2 付款：\n（1）预付；\n（2）尾款。\n"
        "第二条 交付\n2.1 十日内。"
    )
    root = parse_structure(text)
    assert [n.eid for n in root.walk() if n.kind is ProvisionKind.POINT] == [
        "art_1__item_1__point_1",
        "art_1__item_2__point_1",
        "art_1__item_2__point_2",
    ]
    assert [n.number for n in root.walk() if n.kind is ProvisionKind.ITEM] == ["1.1", "1.2", "2.1"]
    assert [n.heading for n in root.walk() if n.kind is ProvisionKind.ARTICLE] == ["价款", "交付"]


def test_rows_of_a_table_that_name_articles_are_no_articles() -> None:
    assert articles("罪名表\n条文\t罪名\n第一百三十三条之二\t甲罪\n第一百四十条\t乙罪") == []
    assert articles("第一条\t甲。\n第二条\t乙。") == ["art_1", "art_2"]
