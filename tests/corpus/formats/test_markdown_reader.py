"""Markdown becomes clean text with offsets kept."""

from __future__ import annotations

import pytest

from corpus.formats import read_document
from corpus.formats.markdown import read_markdown


def read(source):
    return read_markdown(source.encode(), "a.md")


def texts(source):
    return [b.text.strip() for b in read(source).blocks if b.text.strip()]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("# 办法", "办法"),
        ('## 第一章&emsp;总则{align="center"}', "第一章\u2003总则"),
        ("### 标题 {#t1}", "标题"),
        ("**第一条** 内容", "第一条 内容"),
        ("*强调*与***更强***", "强调与更强"),
        ("第__一__条", "第一条"),
        ("5*3=15", "5*3=15"),
        ("空格____填写", "空格____填写"),
        ("[链接](https://example.org/a_(b))后", "链接后"),
        ("《[某法](javascript:F(1,0))》", "《某法》"),
        ("[下划线]{.underline}", "下划线"),
        ("[注] 说明", "[注] 说明"),
        ("`代码`", "代码"),
        ("~~删去~~", "删去"),
        ("> 引用的话", "引用的话"),
        ("- 列表项", "列表项"),
        ("1. 编号保留", "1. 编号保留"),
        ("1\\. 转义编号", "1. 转义编号"),
        ("\\*\\*星号\\*\\*", "**星号**"),
        ('<p id="t1">&emsp;<b>第一条</b>&emsp;内容</p>', "第一条\u2003内容"),
        ("甲&lt;乙", "甲<乙"),
    ],
)
def test_marks_go_and_words_stay(source, expected):
    assert texts(source) == [expected]


def test_front_matter_gives_the_title_and_is_reported():
    reading = read("---\ntitle: 停车办法\ndate: 2026-01-01\n---\n\n第一条 内容\n")
    assert [b.text for b in reading.blocks] == ["停车办法", "第一条 内容"]
    assert reading.title_hint == "停车办法"
    assert [u.kind for u in reading.unread] == ["other"]


def test_a_title_that_the_body_repeats_is_not_doubled():
    assert texts("---\ntitle: 停车办法\n---\n# 停车办法\n文") == ["停车办法", "文"]


def test_a_title_that_the_body_only_mentions_is_put_in_front():
    found = texts("---\ntitle: 停车办法\n---\n第一条 依照《停车办法》，制定本细则，并公布。")
    assert found[0] == "停车办法"


def test_containers_lose_their_fences_and_contents_lists_go():
    contents = "::: details 目录\n\n- [1](#t1)\n\n:::\n\n"
    source = contents + "::: tip 说明\n\n内容\n\n:::\n\n@tab 章节\n[[toc]]\n正文"
    assert texts(source) == ["说明", "内容", "正文"]
    assert [u.kind for u in read(source).unread] == ["chrome"]


def test_comments_are_left_out_and_reported():
    reading = read("甲<!-- 不审\n查 -->乙")
    assert [u.kind for u in reading.unread] == ["comment"]
    assert "不审" not in "".join(b.text for b in reading.blocks)


def test_tables_become_rows_with_tabs():
    reading = read("| 品名 | 数量 |\n| --- | ---: |\n| 水泵 | 3 |\n")
    assert [(b.text, b.role) for b in reading.blocks] == [
        ("品名\t数量", "table_row"),
        ("水泵\t3", "table_row"),
    ]


def test_underlined_headings_lose_their_line():
    assert texts("标题\n====\n\n第1条\n----\n\n文") == ["标题", "第1条", "文"]


def test_pictures_are_counted():
    reading = read("看图![说明](a.png)如上")
    assert reading.blocks[0].text == "看图如上"
    assert [(u.kind, u.count) for u in reading.unread] == [("image", 1)]


def test_lines_are_paragraphs_outside_pandoc():
    assert texts("甲：\n　　第一段。\n　　第二段。") == ["甲：", "第一段。", "第二段。"]


def test_verbatim_stretches_equal_their_source():
    source = "---\ntitle: 题目\n---\n## 第一章&emsp;总则\n**第一条** 甲[乙](u)丙\\_丁\n| a | b |\n"
    document = read_document(source.encode(), "a.md")
    checked = 0
    for anchor in document.anchors:
        if anchor.verbatim:
            start = anchor.anchor.offset
            assert source[start : start + len(anchor.span)] == anchor.span.of(document.text)
            checked += len(anchor.span)
    assert checked > 15
