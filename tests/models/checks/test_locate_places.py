"""A span is located as a person would name its place."""

from __future__ import annotations

from support import submission_of

from corpus.span import Span
from models.checks.locate import locate, place_name

TEXT = (
    "石城市公园管理办法\n第一条 为了加强管理，制定本办法。\n第二条 公园应当公布开放时间。\n"
    "禁止下列行为：\n（一）攀折花木；\n（二）乱扔垃圾。\n第三条 本办法自2026年12月1日起施行。\n"
)


def where(words: str, text: str = TEXT):
    document = submission_of(text).document
    start = document.text.index(words)
    span = Span(start, start + len(words))
    return locate(document, span), place_name(document, span)


def test_an_item_is_named_with_article_paragraph_and_item():
    locator, name = where("乱扔垃圾")
    assert (locator.article, locator.paragraph, locator.item) == ("第二条", 2, "（二）")
    assert name == "第二条第二款第（二）项"
    assert locator.eid
    assert locator.eid.startswith("art_2")


def test_an_article_of_one_paragraph_has_no_paragraph_number():
    locator, name = where("制定本办法")
    assert (locator.article, locator.paragraph, locator.item) == ("第一条", None, None)
    assert name == "第一条"


def test_arabic_article_numbers_are_named_in_chinese():
    text = "设备合同\n第1条 定义\n第2条 交货\n第3条 验收\n"
    assert where("交货", text)[1] == "第二条"


def test_a_document_without_articles_is_named_by_its_headings():
    text = "关于做好防汛的通知\n各镇：\n一、要求\n（一）值班。按时。\n（二）巡查。每日一次。\n"
    locator, name = where("每日一次", text)
    assert locator.article == "一、（二）"
    assert name == "“一、（二）”"


def test_what_is_missing_has_no_place():
    document = submission_of(TEXT).document
    assert locate(document, None).article is None


def test_the_head_of_a_document_is_named_as_such():
    assert where("石城市公园管理办法")[1] == "文首"


def test_a_number_that_several_headings_bear_names_no_place():
    text = "通知\n价款\n（1）固定价格。\n（2）验收付款。\n交货\n（1）三日清点。\n（2）补足缺货。\n"
    locator, name = where("补足缺货", text)
    assert locator.article is None
    assert name == "正文"


def test_the_mark_behind_a_number_is_no_part_of_the_place():
    text = "转让合同\n第一条 标的\n1、位置：城东。\n2、面积：百亩。\n第二条 价款另议。\n"
    assert where("百亩", text)[1] == "第一条第2项"


def test_a_decimal_number_is_named_once_not_with_those_above_it():
    text = "咨询合同\n第二部分 通用条件\n8. 其他\n8.4 通知\n8.4.1 通知采用书面形式。\n8.4.2 通知即时生效。\n"
    locator, _ = where("采用书面形式", text)
    assert locator.article == "第二部分8.4.1"
