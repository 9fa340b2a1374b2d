"""The uploaded docx gets one Word comment a finding, on its very words; nothing else changes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from made_up_reviews import BASIS, DOUBTFUL, full
from made_up_word import MAIN, TITLE, para, root_of, run, word
from support import submission_of
from word_comments_support import (
    MARKS,
    Seen,
    W,
    assert_only_comments_were_added,
    comments,
    finding_on,
    parts,
    review_of,
    root,
    stream,
)

from corpus.errors import NotAWordDraft, OtherDraft
from corpus.formats import read_document
from corpus.span import Span
from models.finding import Locator, Severity
from service.reports.docx_comments import annotate

STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
BOLD, RED = "<w:b/>", '<w:color w:val="FF0000"/>'
BOX = "<w:r><w:pict><v:textbox><w:txbxContent>{}</w:txbxContent></v:textbox></w:pict></w:r>"


def annotated(data: bytes, *words: str | Span) -> list[Seen]:
    """Comments on these words, without the overview; and nothing else may have changed."""
    made = annotate(data, review_of(data, *words))
    assert_only_comments_were_added(data, made)
    ours = [one for one in comments(made) if one.author == "法审"]
    assert len(ours) == len(words) + 1
    return ours[1:]


@pytest.mark.parametrize(
    ("body", "quote"),
    [
        (para(run("摊位每日收费"), run("十", BOLD), run("元。", RED)), "收费十元"),
        (para(run("收费十元")), "收费十元"),
        (para(run("甲方&amp;乙方&#x4E01;方应当交费")), "&乙方丁方"),
        (para(run("甲方 应当 交费 十元", keep=False)), "应当 交费"),
        (para(run("甲方 应当", keep=False)), "应当"),
        (para("<w:r><w:t>收费</w:t><w:tab/><w:t>十元</w:t><w:br/><w:t>每日</w:t></w:r>"), "费\t十"),
        (para("<w:r><w:t>收费十元</w:t><w:br/><w:t>每日</w:t></w:r>"), "元\n每"),
        (para("<w:r><w:t><![CDATA[收费十元]]></w:t></w:r>"), "收费十元"),
        (para("<w:r><w:lastRenderedPageBreak/><w:t>收费十元</w:t></w:r>"), "收费"),
        (para('<w:hyperlink w:anchor="a">' + run("见附件二") + "</w:hyperlink>"), "附件"),
        (para('<w:fldSimple w:instr="REF a">' + run("见附件二") + "</w:fldSimple>"), "附件"),
        (para(run("收费"), "<w:bookmarkStart w:id='0' w:name='a'/>", run("十元")), "费十"),
        (para(run("𠀀收费𠮷元")), "费𠮷"),
    ],
)
def test_a_comment_stands_on_exactly_the_words(body: str, quote: str) -> None:
    (seen,) = annotated(word(body), quote)
    assert seen.words == quote
    assert "说明：" not in seen.text


def test_a_parted_run_keeps_its_format_and_its_blanks() -> None:
    data = word(para("<w:r w:rsidR='00AB'><w:rPr><w:b/></w:rPr><w:t> 一 二 三 </w:t></w:r>"))
    made = annotate(data, review_of(data, "二"))
    texts = [
        (t.text, t.get("{http://www.w3.org/XML/1998/namespace}space"), t.getparent()[0][0].tag)
        for t in root(made).iter(f"{W}t")
        if t.getparent().get(f"{W}rsidR")
    ]
    # the blanks at both ends were not shown before and must not be shown now
    assert texts == [
        (" ", None, f"{W}b"),
        ("一 ", "preserve", texts[1][2]),
        ("二", None, f"{W}b"),
        (" 三", "preserve", f"{W}b"),
        (" ", None, texts[4][2]),
    ]
    assert_only_comments_were_added(data, made)


def test_comments_may_nest_overlap_touch_and_repeat() -> None:
    data = word(para(run("摊位每日收费"), run("十元，按月缴纳。", BOLD)))
    quotes = ("收费十元", "费十", "十元，按月", "摊位每日", "收费十元")
    assert [one.words for one in annotated(data, *quotes)] == list(quotes)


def test_a_quote_over_paragraphs_and_cells_is_covered_whole() -> None:
    cell = "<w:tc>{}</w:tc>"
    row = f"<w:tr>{cell.format(para(run('单价')))}{cell.format(para(run('十元')))}</w:tr>"
    data = word(para(run("一、收费")) + para(run("二、缴纳")) + f"<w:tbl>{row}</w:tbl>" + para())
    seen = annotated(data, "收费\n二、缴", "单价\t十元", "十元")
    assert [one.words for one in seen] == ["收费二、缴", "单价十元", "十元"]


def test_tracked_changes_stay_and_the_words_are_those_of_the_accepted_text() -> None:
    who = 'w:id="3" w:author="甲" w:date="2026-01-01T00:00:00Z"'
    deleted = "<w:r><w:delText>二十</w:delText></w:r>"
    body = para(
        run("收费"), f"<w:del {who}>{deleted}</w:del>", f"<w:ins {who}>{run('十元')}</w:ins>"
    )
    (seen,) = annotated(word(body), "费十元")
    assert seen.words == "费十元"


def test_the_sign_of_a_comment_stands_outside_a_content_control() -> None:
    control = "<w:sdt><w:sdtPr><w:text/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>"
    data = word(para(run("甲方："), control.format(run("石城市教育局")), run("。")))
    (seen,) = annotated(data, "石城市教育局")
    assert seen.words == "石城市教育局"
    made = annotate(data, review_of(data, "石城市教育局"))
    assert all(
        next(sign.iterancestors(f"{W}sdt"), None) is None for sign in root(made).iter(MARKS[2])
    )


def test_ruby_and_alternatives_are_never_parted() -> None:
    ruby = f"<w:r><w:ruby><w:rt>{run('jiān')}</w:rt><w:rubyBase>{run('监管')}</w:rubyBase></w:ruby></w:r>"
    (seen,) = annotated(word(para(run("加强"), ruby, run("工作"))), "监管工")
    assert seen.words == "监管工"
    both = (
        f'<mc:AlternateContent><mc:Choice Requires="w14">{run("收费十元")}</mc:Choice>'
        f"<mc:Fallback>{run('收费十元')}</mc:Fallback></mc:AlternateContent>"
    )
    (seen,) = annotated(word(para(run("每日"), both)), "费十")
    assert seen.words == "收费十元"


def test_automatic_numbers_have_no_words_to_mark() -> None:
    form = '<w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="第%1条"/>'
    level = f'<w:lvl w:ilvl="0">{form}</w:lvl>'
    lists = f'<w:abstractNum w:abstractNumId="0">{level}</w:abstractNum>'
    lists += '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    numbered = '<w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr>'
    body = para(run("摊位收费。"), properties=numbered) + para(properties=numbered)
    data = word(body, {"numbering": root_of("numbering", lists)})
    text = read_document(data, "a.docx").text
    assert "第1条" in text
    seen = annotated(data, text[text.index("第1条") : text.index("收费") + 2], "第1条", "第2条")
    assert [one.words for one in seen] == ["摊位收费", "摊位收费。", ""]
    assert ["自动编号" in one.text for one in seen] == [False, True, True]


def test_where_word_allows_no_comment_it_stands_nearby_and_says_so() -> None:
    note = '<w:footnote w:id="7">' + para(run("脚注里的话。")) + "</w:footnote>"
    sign = '<w:r><w:footnoteReference w:id="7"/></w:r>'
    body = para(run("正文"), sign, BOX.format(para(run("框里的话。")))) + para(run("后文"))
    data = word(body, {"footnotes": root_of("footnotes", note)})
    in_box, in_note = annotated(data, "框里的话", "脚注里的话")
    assert in_box.words == "正文"
    assert "文本框" in in_box.text
    assert "原文：“框里的话”" in in_box.text
    assert in_note.words == ""
    assert "脚注编号处" in in_note.text
    made = root(annotate(data, review_of(data, "脚注里的话")))
    start = next(e for e in made.iter(MARKS[0]) if e.get(f"{W}id") == "1")
    assert start.getnext()[0].tag == f"{W}footnoteReference"
    text = read_document(data, "a.docx").text
    (both,) = annotated(data, text[text.index("正文") :][:6])
    assert both.words == "正文"
    assert "只标出正文里的部分" in both.text


def test_comments_that_were_there_are_kept() -> None:
    old = f'<w:comment w:id="1" w:author="甲">{para(run("原有批注"))}</w:comment>'
    body = para(
        '<w:commentRangeStart w:id="1"/>',
        run("收费十元"),
        '<w:commentRangeEnd w:id="1"/><w:r><w:commentReference w:id="1"/></w:r>',
    )
    data = word(body, {"comments": root_of("comments", old)})
    made = annotate(data, review_of(data, "费十"))
    assert_only_comments_were_added(data, made)
    seen = comments(made)
    assert [(one.number, one.author, one.words) for one in seen] == [
        ("1", "甲", "收费十元"),
        ("0", "法审", "石城市集市管理办法"),
        ("2", "法审", "费十"),
    ]


def test_an_empty_part_of_comments_is_filled() -> None:
    data = word(para(run("收费十元")), {"comments": f'<w:comments xmlns:w="{MAIN}"/>'})
    (seen,) = annotated(data, "费十")
    assert seen.words == "费十"


@pytest.mark.parametrize("prefix", ["w", "ns0"])
@pytest.mark.parametrize(
    ("encoding", "address"),
    [("utf-8", MAIN), ("utf-8-sig", MAIN), ("utf-16", MAIN), ("utf-8", STRICT)],
)
def test_any_prefix_encoding_and_the_strict_form_are_written_as_they_are(
    prefix: str, encoding: str, address: str
) -> None:
    body = TITLE + "<!-- <w:p> --><w:p ><w:r\n><w:t>收费 > 十元</w:t></w:r></w:p>"
    body = f"<w:body>{body}</w:body></w:document>".replace("w:", f"{prefix}:")
    opened = f"<{prefix}:document xmlns:{prefix}='{address}'>"
    xml = f"<?xml version='1.0' encoding='{encoding.removesuffix('-sig')}'?>{opened}{body}"
    data = word("", main=xml.encode(encoding))
    made = annotate(data, review_of(data, "费 > 十"))
    assert [one.words for one in comments(made)] == ["石城市集市管理办法", "费 > 十"]
    written = parts(made)["word/document.xml"].decode(encoding)
    assert written.startswith(xml.split("石城")[0].split("<w:r>")[0].split("<ns0:r>")[0])
    assert read_document(made, "a.docx").text == read_document(data, "a.docx").text
    assert address in parts(made)["word/comments.xml"].decode()
    if address == STRICT:
        assert "purl.oclc.org" in parts(made)["word/_rels/document.xml.rels"].decode()


def test_a_finding_without_a_place_stands_on_the_title() -> None:
    data = word(para(run("收费十元")))
    review = review_of(data)
    missing = finding_on(review.submission.document, "收费", span=None, quote="", locator=Locator())
    step = replace(missing, check_id="PR-1")
    made = comments(annotate(data, replace(review, findings=(missing, step))))
    assert [one.words for one in made] == ["石城市集市管理办法"] * 3
    assert [one.text.split(" ")[0] for one in made[1:]] == ["1.【重要】全文", "2.【重要】送审材料"]


def test_a_comment_says_what_is_wrong_why_and_what_to_do() -> None:
    data = word(para(run("第一条　摊位收费十元")))
    review = review_of(data)
    one = finding_on(
        review.submission.document, "收费", severity=Severity.CRITICAL, basis=(BASIS, DOUBTFUL)
    )
    review = replace(review, findings=(one,))
    made = annotate(data, review, {"sets_fee": "设定收费"}, day=date(2026, 12, 1))
    (_, seen) = comments(made)
    assert (seen.author, seen.day) == ("法审", "2026-12-01")
    assert seen.text.split("\n") == [
        "1.【严重】第一条 设定收费",
        "问题：无依据收费。",
        "依据（截至2026年11月24日）：《某法》第一条（有效）“本条文字由测试自拟。”",
        "另见：《某条例》第二条（法规库未收录，待核）",
        "建议：删去。",
    ]


def test_the_overview_names_what_has_no_comment() -> None:
    data = word(para(run("收费十元")))
    review = review_of(data, "收费")
    rich = full()
    review = replace(review, undecided=rich.undecided, unread=rich.unread, failures=rich.failures)
    first = comments(annotate(data, review))[0]
    for words in ("结论：", "问题 1 条", "未能判断 1 处", "有图片没有读", "“形式”未能完成"):
        assert words in first.text


def test_what_xml_cannot_hold_is_left_out_of_a_comment() -> None:
    data = word(para(run("收费十元")))
    review = review_of(data)
    odd = finding_on(review.submission.document, "收费", message="甲\x00\x0b<乙>&\ud800丙\u202e")
    (_, seen) = comments(annotate(data, replace(review, findings=(odd,))))
    assert "问题：甲<乙>&丙\n" in seen.text


def test_the_same_review_gives_the_same_bytes() -> None:
    data = word(para(run("收费十元")))
    assert annotate(data, review_of(data, "收费")) == annotate(data, review_of(data, "收费"))


def test_other_formats_and_other_files_are_refused() -> None:
    data = word(para(run("收费十元")))
    review = review_of(data)
    with pytest.raises(NotAWordDraft, match="E432"):
        annotate(b"x", replace(review, submission=submission_of("收费十元")))
    with pytest.raises(OtherDraft, match="E433"):
        annotate(word(para(run("收费二十元"))), review)
    assert stream(root(data)) != stream(root(word(para(run("收费二十元")))))
