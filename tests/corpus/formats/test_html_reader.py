"""Saved web pages: the document is read, the site around it is not."""

from __future__ import annotations

import re

import pytest

from corpus.errors import NoText
from corpus.formats import read_document
from corpus.formats.web.reader import read_html

BODY = "".join(
    f"<p>　　第{n}条　本县停车场的经营者，要按照备案的标准收取停车费，并在入口处公示。</p>"
    for n in "一二三四"
)


def read(html, encoding="utf-8"):
    return read_html(html.encode(encoding), "a.html")


def texts(html):
    return [b.text.strip() for b in read(html).blocks]


def test_the_frame_of_the_site_is_left_out_and_counted():
    page = (
        "<html><head><title>停车办法_某县政府</title></head><body>"
        "<div class='nav'><a href='/'>首页</a><a href='/x'>政务公开</a></div>"
        f"<div><h1>停车场收费办法</h1><div class='content'>{BODY}</div>"
        "<p>责任编辑：张三</p><p>打印 | 关闭</p></div>"
        "<div class='footer'>版权所有 某县政府 备案号</div></body></html>"
    )
    reading = read(page)
    lines = [b.text.strip() for b in reading.blocks]
    assert lines[0] == "停车场收费办法"
    assert lines[-1].startswith("第四条")
    assert len(lines) == 5
    assert reading.title_hint == "停车场收费办法"
    (note,) = reading.unread
    assert note.kind == "chrome"
    assert note.count > 10


def test_the_catalogue_card_of_a_public_document_is_left_out():
    card = (
        "<table><tr><td>索引号：</td><td>0001</td><td>主题分类：</td><td>交通</td></tr>"
        "<tr><td>发文机关：</td><td>某县</td><td>成文日期：</td><td>2026年1月2日</td></tr></table>"
    )
    found = texts(f"<body><div>{card}<div>{BODY}</div></div></body>")
    assert found[0].startswith("第一条")


def test_line_breaks_part_paragraphs_and_blanks_collapse():
    assert texts(
        "<body><p>甲方：某局<br>\n　　乙方：  某 公司<BR>金额&nbsp;&nbsp;元</p></body>"
    ) == [
        "甲方：某局",
        "乙方： 某 公司",
        "金额  元",
    ]


def test_a_source_line_end_between_chinese_characters_is_no_blank():
    assert texts("<p>依照有关\n规定执行</p>") == ["依照有关规定执行"]


def test_what_a_page_says_of_the_document_under_its_title_goes():
    page = (
        f"<body><h1>停车收费办法</h1><p>来源：某局 浏览次数：12</p>{BODY}<p>上一篇：无</p></body>"
    )
    found = texts(page)
    assert found[0] == "停车收费办法"
    assert found[1].startswith("第一条")
    assert found[-1].startswith("第四条")


@pytest.mark.parametrize(
    "line", ["发布日期：2026-09-15", "发布时间：2026年9月15日 来源：某局", "【公开日期:2026/9/15】"]
)
def test_the_day_on_which_a_page_was_published_is_evidence_and_stays(line):
    page = f"<body><h1>停车收费办法</h1><p>字体：大 中 小</p><p>{line}</p>{BODY}</body>"
    found = texts(page)
    assert found[:2] == ["停车收费办法", line]
    assert found[2].startswith("第一条")


def test_a_day_of_publication_stays_below_the_text_and_above_the_imprint():
    page = (
        f"<body><h1>停车收费办法</h1>{BODY}<p>发布日期：2026-09-15</p><p>栏目</p>"
        "<p>主办单位：某局</p><p>京ICP备12345678号</p></body>"
    )
    assert texts(page)[-1] == "发布日期：2026-09-15"


def test_control_characters_do_no_harm():
    page = f"<p>甲\x01乙\x00<script>x</script>\x02丙。</p>{BODY * 9}"
    assert re.sub(r"\s", "", texts(page)[0]) == "甲乙丙。"


def test_hidden_elements_and_scripts_are_dropped():
    page = "<p>看得见。</p><p style='display: none'>看不见</p><script>var a='甲'</script>"
    assert texts(page) == ["看得见。"]


def test_text_behind_a_dropped_element_stays():
    assert texts("<p>前<script>x</script>后</p>") == ["前后"]


def test_data_tables_become_rows_and_layout_tables_do_not():
    page = (
        "<table><tr><td><p>甲。</p><table><tr><th>品名</th><th>数量</th></tr>"
        "<tr><td>水泵</td><td>3</td></tr></table><p>乙。</p></td></tr></table>"
    )
    assert texts(page) == ["甲。", "品名\t数量", "水泵\t3", "乙。"]


@pytest.mark.parametrize("declared", ["gb2312", "big5", "utf-8"])
def test_a_wrong_charset_declaration_does_no_harm(declared):
    page = f"<html><head><meta charset='{declared}'></head><body>{BODY}</body></html>"
    found = [b.text.strip() for b in read(page, "gb18030").blocks]
    assert found[0].startswith("第一条")
    assert len(found) == 4


def test_offsets_lead_back_into_the_source():
    page = f"<html><body><p title='第一条'>第一条&nbsp;甲&ldquo;乙&rdquo;</p>{BODY}</body></html>"
    document = read_document(page.encode(), "a.html")
    verbatim = 0
    for anchor in document.anchors:
        start = anchor.anchor.offset
        if anchor.verbatim and start is not None:
            assert page[start : start + len(anchor.span)] == anchor.span.of(document.text)
            verbatim += len(anchor.span)
    assert verbatim > 0.9 * len(document.text)
    first = document.anchors[0]
    assert page[first.anchor.offset - 1] == ">"


def test_a_title_outside_the_content_is_put_in_front():
    page = (
        "<head><meta name='ArticleTitle' content='停车收费办法'></head><body>"
        "<div><a href='a'>列表</a><b>停车收费办法</b><a href='b'>更多</a></div>"
        f"<div>{BODY}</div></body>"
    )
    reading = read(page)
    assert (reading.blocks[0].text, reading.blocks[0].role) == ("停车收费办法", "title")


def test_attachments_and_pictures_are_reported():
    page = f"<body><div>{BODY}<p><img src='a.png'><a href='a.docx'>附件</a></p></div></body>"
    kinds = {str(u.kind): u.count for u in read(page).unread}
    assert kinds["image"] == 1
    assert kinds["embedded_object"] == 1


def test_an_empty_page_has_no_text():
    with pytest.raises(NoText):
        read_document(b"<html><body><script>x</script></body></html>", "a.html")
