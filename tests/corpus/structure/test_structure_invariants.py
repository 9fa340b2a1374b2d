"""What holds of the tree of any text."""

from __future__ import annotations

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.document import Provision, ProvisionKind
from corpus.structure import parse_structure, read_metadata

_OPENINGS = re.findall(
    r"\S+ ?",
    "第一条 第二条 第三条 第三条之一 第十条规定 第一章 第二章 第一节 第一编 第一部分 目录 "
    "（一） （二） 1. 2. 1、 （1） ① 1.1 1.1.1 2.1 一、 二、 附件 附件1 附件：1. 附： "
    "## “第二条 ” 甲方（盖章） "
    "甲方： 2026年1月1日 青川市人民政府 关于印发某某办法的通知 某某办法 各县区人民政府： 总则 附则",
)
_TAILS = (
    "",
    "为了管理。",
    "应当备案：（一）甲；（二）乙。",
    "总则",
    "短句",
    "；",
    "“引文",
    "”。",
    "\t表格\t一",
)
_LINES = st.builds(
    lambda a, b, c: a + b + c,
    st.sampled_from(("", "", " ", "\u3000\u3000")),
    st.sampled_from((*_OPENINGS, "")),
    st.one_of(st.sampled_from(_TAILS), st.text(max_size=12)),
)
_TEXTS = st.lists(_LINES, max_size=24).map("\n".join)
_BLANK = set(" \t\r\n#\u3000\u00a0\u202f\u2060\ufeff") | {chr(c) for c in range(0x2000, 0x2010)}


def _check_nesting(node: Provision) -> None:
    end = node.span.start
    for child in node.children:
        assert node.span.contains(child.span)
        assert child.span.start >= end
        end = child.span.end
        _check_nesting(child)


def _lost(text: str, node: Provision) -> str:
    """What no leaf and no unit's own opening words cover."""
    if not node.children:
        return ""
    gaps, end = "", node.children[0].span.start
    if node.kind is ProvisionKind.DOCUMENT:
        gaps, end = text[: node.children[0].span.start], node.children[0].span.start
    for child in node.children:
        gaps += text[end : child.span.start] + _lost(text, child)
        end = child.span.end
    return gaps + text[end : node.span.end]


@settings(max_examples=250, deadline=None)
@given(_TEXTS)
def test_the_tree_of_any_text_is_ordered_named_and_complete(text: str) -> None:
    root = parse_structure(text)
    _check_nesting(root)
    names = [n.eid for n in root.walk()]
    assert len(names) == len(set(names))
    assert root.span.of(text) == text
    if root.children:
        assert set(_lost(text, root)) <= _BLANK
    else:
        assert set(text) <= _BLANK | {"\u200b"}
    for node in root.walk():
        if node.kind is ProvisionKind.ARTICLE:
            assert node.span.of(text).startswith(node.number)


@settings(max_examples=150, deadline=None)
@given(_TEXTS, st.sampled_from(("", "某某办法", "乱写的提示")))
def test_metadata_of_any_text_points_into_it(text: str, hint: str) -> None:
    meta = read_metadata(text, parse_structure(text), title_hint=hint)
    for span in (meta.title_span, meta.issuer_span, meta.effective_span, meta.signature_span):
        assert span is None or 0 <= span.start < span.end <= len(text)
    if meta.document_number_span:
        assert meta.document_number_span.of(text) == meta.document_number
