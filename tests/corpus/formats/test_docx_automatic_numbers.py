"""Word's automatic numbers become text exactly as Word shows them."""

from __future__ import annotations

import pytest

from corpus.formats.word.numerals import NUMERALS
from corpus.formats.word.reader import read_docx


def level(depth, fmt, text, *, start=1, extra="", suffix="nothing"):
    return (
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="{start}"/><w:numFmt w:val="{fmt}"/>'
        f'<w:lvlText w:val="{text}"/><w:suff w:val="{suffix}"/>{extra}</w:lvl>'
    )


def numbering(ns, levels, nums='<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'):
    return (
        f'<w:numbering {ns}><w:abstractNum w:abstractNumId="0">{levels}</w:abstractNum>'
        f"{nums}</w:numbering>"
    )


def paragraph(text, list_id=1, depth=0, style=""):
    style = f'<w:pStyle w:val="{style}"/>' if style else ""
    number = (
        f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{list_id}"/></w:numPr>'
        if list_id is not None
        else ""
    )
    return f"<w:p><w:pPr>{style}{number}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


def texts(data):
    return [block.text for block in read_docx(data, "x.docx").blocks]


def test_articles_are_counted_in_chinese(docx, namespaces):
    xml = numbering(namespaces, level(0, "chineseCountingThousand", "第%1条", suffix="space"))
    body = "".join(paragraph(f"内容{i}") for i in range(1, 13))
    found = texts(docx(body, numbering=xml))
    assert found[0] == "第一条 内容1"
    assert found[9] == "第十条 内容10"
    assert found[11] == "第十二条 内容12"


def test_lower_levels_restart_below_a_new_upper_number(docx, namespaces):
    levels = level(0, "chineseCounting", "%1、") + level(1, "chineseCounting", "（%2）")
    body = "".join(
        paragraph(t, depth=d) for t, d in [("甲", 0), ("乙", 1), ("丙", 1), ("丁", 0), ("戊", 1)]
    )
    found = texts(docx(body, numbering=numbering(namespaces, levels)))
    assert found == ["一、甲", "（一）乙", "（二）丙", "二、丁", "（一）戊"]


def test_a_level_that_never_restarts_counts_on(docx, namespaces):
    levels = level(0, "chineseCounting", "第%1章 ") + level(
        1, "chineseCounting", "第%2条 ", extra='<w:lvlRestart w:val="0"/>'
    )
    body = "".join(paragraph("文", depth=d) for d in (0, 1, 1, 0, 1))
    found = texts(docx(body, numbering=numbering(namespaces, levels)))
    assert found == ["第一章 文", "第一条 文", "第二条 文", "第二章 文", "第三条 文"]


def test_legal_levels_show_arabic_numbers_above(docx, namespaces):
    levels = level(0, "chineseCounting", "%1、") + level(1, "decimal", "%1.%2 ", extra="<w:isLgl/>")
    body = paragraph("甲") + paragraph("乙", depth=1) + paragraph("丙", depth=1)
    found = texts(docx(body, numbering=numbering(namespaces, levels)))
    assert found == ["一、甲", "1.1 乙", "1.2 丙"]


def test_a_start_override_restarts_the_shared_list_once(docx, namespaces):
    nums = (
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
        '<w:num w:numId="2"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0">'
        '<w:startOverride w:val="1"/></w:lvlOverride></w:num>'
    )
    xml = numbering(namespaces, level(0, "decimal", "%1. "), nums)
    body = "".join(paragraph("文", list_id=n) for n in (1, 1, 2, 2))
    assert texts(docx(body, numbering=xml)) == ["1. 文", "2. 文", "1. 文", "2. 文"]


def test_lists_of_one_definition_count_on_without_an_override(docx, namespaces):
    nums = "".join(f'<w:num w:numId="{n}"><w:abstractNumId w:val="0"/></w:num>' for n in (1, 2))
    xml = numbering(namespaces, level(0, "decimal", "%1. "), nums)
    body = paragraph("文", list_id=1) + paragraph("文", list_id=2)
    assert texts(docx(body, numbering=xml)) == ["1. 文", "2. 文"]


def test_numbering_comes_from_the_style_and_its_ancestors(docx, namespaces):
    styles = (
        f'<w:styles {namespaces}><w:style w:type="paragraph" w:styleId="Base"><w:pPr><w:numPr>'
        '<w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="Child"><w:basedOn w:val="Base"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="Off"><w:basedOn w:val="Base"/><w:pPr><w:numPr>'
        '<w:numId w:val="0"/></w:numPr></w:pPr></w:style></w:styles>'
    )
    xml = numbering(namespaces, level(0, "chineseCounting", "第%1条　"))
    body = "".join(paragraph("文", list_id=None, style=s) for s in ("Base", "Child", "Off"))
    assert texts(docx(body, numbering=xml, styles=styles)) == ["第一条　文", "第二条　文", "文"]


def test_a_style_takes_the_level_that_names_it(docx, namespaces):
    styles = (
        f'<w:styles {namespaces}><w:style w:type="paragraph" w:styleId="Sub"><w:pPr><w:numPr>'
        '<w:numId w:val="1"/></w:numPr></w:pPr></w:style></w:styles>'
    )
    levels = level(0, "decimal", "%1.") + level(
        1, "decimal", "%1.%2 ", extra='<w:pStyle w:val="Sub"/>'
    )
    body = paragraph("甲") + paragraph("乙", list_id=None, style="Sub")
    found = texts(docx(body, numbering=numbering(namespaces, levels), styles=styles))
    assert found == ["1.甲", "1.1 乙"]


def test_number_zero_switches_numbering_off(docx, namespaces):
    xml = numbering(namespaces, level(0, "decimal", "%1."))
    assert texts(docx(paragraph("文", list_id=0), numbering=xml)) == ["文"]


def test_bullets_of_symbol_fonts_become_a_dot(docx, namespaces):
    xml = numbering(namespaces, level(0, "bullet", "\uf06c", suffix="space"))
    assert texts(docx(paragraph("文"), numbering=xml)) == ["• 文"]


def test_an_unknown_format_is_shown_in_digits_and_reported(docx, namespaces):
    xml = numbering(namespaces, level(0, "hebrew1", "%1."))
    reading = read_docx(docx(paragraph("文"), numbering=xml), "x.docx")
    assert reading.blocks[0].text == "1.文"
    assert [u.kind for u in reading.unread] == ["numbering"]


def test_the_number_is_anchored_as_generated(docx, namespaces):
    xml = numbering(namespaces, level(0, "decimal", "%1."))
    label, words = read_docx(docx(paragraph("文"), numbering=xml), "x.docx").blocks[0].pieces
    assert (label.text, label.verbatim, label.anchor.run) == ("1.", False, None)
    assert (words.text, words.verbatim, words.anchor.run) == ("文", True, 0)


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("decimal", 12, "12"),
        ("decimalZero", 3, "03"),
        ("upperRoman", 14, "XIV"),
        ("lowerRoman", 9, "ix"),
        ("upperLetter", 27, "AA"),
        ("lowerLetter", 3, "c"),
        ("chineseCounting", 10, "十"),
        ("chineseCounting", 21, "二十一"),
        ("chineseCounting", 100, "一〇〇"),
        ("chineseCountingThousand", 105, "一百零五"),
        ("japaneseCounting", 12, "十二"),
        ("japaneseCounting", 100, "百"),
        ("ideographDigital", 10, "一〇"),
        ("chineseLegalSimplified", 12, "壹拾贰"),
        ("ideographTraditional", 3, "丙"),
        ("ideographZodiac", 2, "丑"),
        ("decimalEnclosedCircle", 5, "⑤"),
        ("decimalEnclosedCircleChinese", 21, "㉑"),
        ("decimalEnclosedParen", 2, "⑵"),
        ("decimalEnclosedFullstop", 2, "⒉"),
        ("decimalFullWidth", 15, "１５"),
        ("none", 4, ""),
    ],
)
def test_numerals_are_written_as_word_writes_them(name, value, expected):
    assert NUMERALS[name](value) == expected
