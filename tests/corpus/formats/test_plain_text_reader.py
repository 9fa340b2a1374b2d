"""Plain text: a line is a paragraph unless a fixed width broke it."""

from __future__ import annotations

from corpus.formats import read_document
from corpus.formats.plain import read_plain


def texts(source, encoding="utf-8"):
    return [b.text for b in read_plain(source.encode(encoding), "a.txt").blocks]


def test_every_line_is_a_paragraph():
    assert texts("第一条 甲。\r\n\r\n　　第二条 乙。\r\n") == ["第一条 甲。", "第二条 乙。"]


def test_rulers_of_signs_are_no_text():
    assert texts("====\n标题\n----------\n内容____") == ["标题", "内容____"]


def test_lines_of_one_width_are_joined_to_paragraphs():
    paragraph = (
        "本县各停车场的经营者要按照备案的收费标准收取停车费并在入口处公示收费标准和监督电话" * 3
    )
    wrapped = "\n".join(paragraph[i : i + 30] for i in range(0, len(paragraph), 30))
    found = texts(f"　　{wrapped}\n第二条 短句。\n　　{wrapped}")
    assert found == [paragraph, "第二条 短句。", paragraph]


def test_long_lines_of_uneven_length_are_left_alone():
    lines = ["这一行比较短。", "这一行比上一行要稍微长一些，但是仍然自成一段。"] * 6
    assert texts("\n".join(lines)) == lines


def test_pandoc_text_in_a_txt_is_read_as_markdown():
    source = (
        "甲方：\\_\\_\\_\\_\n\n乙方：[ ]{.underline}\n\n"
        "**一、** 租金为\n100元。\\\n　　二、其他。\n"
    )
    document = read_document(source.encode(), "合同.txt")
    assert document.format == "txt"
    assert document.text.split("\n") == [
        "甲方：____",
        "乙方：",
        "一、 租金为 100元。",
        "二、其他。",
    ]


def test_offsets_lead_back_into_the_source():
    source = "\ufeff第一行\r\n　　第二行有字\r\n"
    document = read_document(source.encode("utf-8"), "a.txt")
    decoded = source[1:]
    for anchor in document.anchors:
        start = anchor.anchor.offset
        assert decoded[start : start + len(anchor.span)] == anchor.span.of(document.text)


def test_an_imprint_of_a_web_page_at_the_end_is_cut_off():
    menu = "\n".join(["网站地图", "联系我们", "主办单位：某县人民政府", "备案号：某ICP备0001号"])
    document = read_document(
        f"第一条 自公布之日起施行。\n某县人民政府\n2026年1月2日\n北京\n{menu}".encode(), "a.txt"
    )
    assert document.text.endswith("2026年1月2日")
    assert [u.kind for u in document.unread] == ["chrome"]


def test_a_signature_of_an_author_is_no_page_sign():
    source = "双方签字后生效。\n出版者：某社\n作者：李四"
    assert read_document(source.encode(), "a.txt").text == source


def test_organisers_of_an_event_are_no_imprint():
    source = "比赛办法如下。\n主办单位：某局\n承办单位：某中心\n技术支持：某公司"
    assert read_document(source.encode(), "a.txt").text.endswith("技术支持：某公司")
