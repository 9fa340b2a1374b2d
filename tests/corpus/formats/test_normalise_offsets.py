"""Normalising keeps the way back: every unchanged stretch equals its source."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from corpus.document import SourceAnchor
from corpus.formats.assemble import join_blocks
from corpus.formats.normalise import Policy, normalise, policy_for
from corpus.formats.reading import Block, Piece

ALPHABET = st.sampled_from(
    "甲乙丙監管優化(（jiānhuà)）Party A12０\u3000\u00a0 \t\r\n\u200b\u00ad\ufeff"
    "\x07\x0b⼀⻓\uf900《》，。"
)
TEXTS = st.text(ALPHABET, max_size=80)
POLICIES = st.builds(Policy, st.booleans(), st.booleans())


@given(TEXTS, POLICIES, st.booleans())
def test_every_stretch_tells_where_it_stood(text, policy, keep_tabs):
    result = normalise(text, policy, keep_tabs=keep_tabs)
    at = 0
    for stretch in result.stretches:
        assert stretch.start == at
        source = text[stretch.source : stretch.source + stretch.length]
        assert len(source) == stretch.length
        assert (source == result.text[at : at + stretch.length]) is stretch.same
        at += stretch.length
    assert at == len(result.text)


@given(TEXTS, POLICIES)
def test_normalising_twice_changes_nothing(text, policy):
    once = normalise(text, policy).text
    plain = Policy(policy.simplified)
    assert normalise(once, plain).text == once or "(" in once or "（" in once


@given(st.lists(st.lists(TEXTS, min_size=1, max_size=3), max_size=6))
def test_anchors_cover_the_text_and_lead_back(paragraphs):
    source, blocks = "", []
    for parts in paragraphs:
        pieces = []
        for part in parts:
            pieces.append(Piece(part, SourceAnchor("text", offset=len(source))))
            source += part
        blocks.append(Block(tuple(pieces)))
        source += "\n"
    text, anchors = join_blocks(blocks)
    at = 0
    for anchor in anchors:
        assert text[at : anchor.span.start] in ("", "\n")
        at = anchor.span.end
        if anchor.verbatim:
            start = anchor.anchor.offset
            assert source[start : start + len(anchor.span)] == anchor.span.of(text)
    assert at == len(text)


def test_blanks_at_line_edges_and_empty_lines_go():
    found = normalise("　　第一条 内容 \r\n\r\n　　第二款　\n", Policy())
    assert found.text == "第一条 内容\n第二款"


def test_invisible_characters_go_and_odd_spaces_become_plain():
    assert normalise("第\u200b一\u00ad条\u00a0甲\ufeff　乙\x07", Policy()).text == "第一条 甲　乙"


def test_punctuation_and_full_width_digits_stay_as_written():
    text = "（２０２６）《办法》：“甲”，Ａ"
    assert normalise(text, Policy()).text == text


def test_radicals_and_compatibility_ideographs_become_plain():
    assert normalise("⼀⻓⽅\uf900", Policy()).text == "一长方豈"


def test_row_cells_keep_their_tabs():
    assert normalise("\t甲\t\t乙 ", Policy(), keep_tabs=True).text == "\t甲\t\t乙"


def test_traditional_texts_are_simplified_without_moving_anything():
    text = "本縣機關應當公開規章"
    policy = policy_for(text)
    assert policy.simplified
    assert normalise(text, policy).text == "本县机关应当公开规章"


def test_simplified_texts_with_a_rare_character_are_left_alone():
    text = "本办法由市人民政府办公室负责解释，由有关单位执行。" * 5 + "喆"
    assert not policy_for(text).simplified
