"""Literal replacements are put into the docx as tracked changes that can be taken back."""

from __future__ import annotations

import copy
from collections.abc import Mapping

import pytest
from lxml import etree
from made_up_word import para, run, word
from word_comments_support import MARKS, W, comments, parts, review_of, root, stream

from corpus.formats import read_document
from corpus.span import Span
from models.versions import identities
from service.reports.docx_comments import annotate
from service.reports.docx_comments.changes import Change, smallest

BOLD = "<w:b/>"


def suggested(data: bytes, replacements: Mapping[str, str]) -> bytes:
    """The docx with these words replaced, each on a finding of its own."""
    review = review_of(data, *replacements)
    named = dict(zip(identities(review), replacements.values(), strict=True))
    return annotate(data, review, replacements=named)


def text(data: bytes) -> str:
    """The body with all changes accepted."""
    return read_document(data, "a.docx").text.split("\n", 1)[1]


def rejected(data: bytes) -> etree._Element:
    """The document with our changes rejected, as Word does it."""
    tree = copy.deepcopy(root(data))
    for element in list(tree.iter(f"{W}ins", f"{W}del")):
        if element.get(f"{W}author") != "法审":
            continue
        for item in list(element) if element.tag == f"{W}del" else ():
            for gone in item.iter(f"{W}delText"):
                gone.tag = f"{W}t"
            element.addprevious(item)
        element.getparent().remove(element)
    return tree


@pytest.mark.parametrize(
    ("quote", "words", "after"),
    [
        ("十元", "五元", "每日收费五元，按月缴纳。"),
        ("收费十元，按", "收取费用，按", "每日收取费用，按月缴纳。"),
        ("按月缴纳", "", "每日收费十元，。"),
        ("十元", "十元整", "每日收费十元整，按月缴纳。"),
        ("每日", "摊位每日", "摊位每日收费十元，按月缴纳。"),
        ("十元，", "<&>", "每日收费<&>按月缴纳。"),
    ],
)
def test_accepting_gives_the_new_words_and_rejecting_the_old_document(
    quote: str, words: str, after: str
) -> None:
    data = word(para(run("每日收费"), run("十", BOLD), run("元，按月缴纳。")))
    made = suggested(data, {quote: words})
    assert text(made) == after
    assert stream(rejected(made)) == stream(root(data))
    assert "修订方式写入，可以" in comments(made)[1].text
    for name, content in parts(data).items():
        if not name.startswith(("word/document", "[Content", "word/_rels")):
            assert parts(made)[name] == content


def test_new_words_look_like_those_they_replace() -> None:
    data = word(para(run("每日收费"), run("十", BOLD), run("元。")))
    (new,) = root(suggested(data, {"十": "五"})).iter(f"{W}ins")
    assert new.find(f"{W}r/{W}rPr/{W}b") is not None
    assert new.get(f"{W}author") == "法审"


def test_several_changes_and_overlapping_comments_go_together() -> None:
    data = word(para(run("每日收费十元，按月缴纳，逾期加收二元。")))
    made = suggested(data, {"十元，按月": "五元，按年", "二元": "一元", "收费十": "收费八"})
    assert text(made) == "每日收费五元，按年缴纳，逾期加收一元。"
    assert ["未能用修订方式写入" in one.text for one in comments(made)[1:]] == [False, False, True]
    assert stream(rejected(made)) == stream(root(data))


@pytest.mark.parametrize(
    "body",
    [
        para(run("一、收费")) + para(run("十元。")),
        para(run("收费"), f"<w:ins w:id='1' w:author='甲'>{run('十元')}</w:ins>", run("。")),
        para("<w:r><w:t>收费</w:t><w:footnoteReference w:id='1'/><w:t>十元。</w:t></w:r>"),
    ],
    ids=["two paragraphs", "an insertion of another", "a note in between"],
)
def test_what_is_more_than_plain_words_gets_a_comment_only(body: str) -> None:
    data = word(body)
    whole = read_document(data, "a.docx").text
    quote = whole[whole.index("费") : whole.index("元")]
    made = suggested(data, {quote: "甲乙"})
    assert "未能用修订方式写入" in comments(made)[1].text
    assert "“甲乙”" in comments(made)[1].text
    assert [e for e in root(made).iter(f"{W}del") if e.get(f"{W}author") == "法审"] == []
    assert stream(root(made)) == stream(root(data))


def test_changes_and_comments_have_numbers_of_their_own() -> None:
    data = word(para(run("收费十元"), "<w:bookmarkStart w:id='1' w:name='a'/>"))
    made = root(suggested(data, {"十元": "五角"}))
    numbers = [e.get(f"{W}id") for e in made.iter(f"{W}ins", f"{W}del", f"{W}bookmarkStart")]
    assert len(numbers) == len(set(numbers)) == 3
    assert len(list(made.iter(*MARKS))) == 6


@pytest.mark.parametrize(
    ("quote", "words", "change"),
    [
        ("五千元整", "三千元整", Change(Span(10, 11), "三")),
        ("五千元整", "五千元", Change(Span(13, 14), "")),
        ("五千元", "五千元整", Change(Span(12, 13), "整", "after")),
        ("千元", "五千元", Change(Span(10, 11), "五", "before")),
        ("一二一", "一一", Change(Span(11, 12), "")),
    ],
)
def test_only_what_differs_is_changed(quote: str, words: str, change: Change) -> None:
    assert smallest(Span(10, 10 + len(quote)), quote, words) == change
