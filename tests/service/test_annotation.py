"""Annotation: nested and overlapping marks, and not a character of the draft lost."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from support import submission_of

from corpus.document import Document
from corpus.span import Span
from service.reports.annotate import Mark, Piece, annotate

TEXT = "石城市集市管理办法\n第一章 总则\n第一条 摊位每日收费十元。\n第二条 外地摊贩另收二十元。\n"
DOCUMENT = submission_of(TEXT).document


def mark(key: str, start: int, end: int, rank: int = 1) -> Mark:
    return Mark(key, key, "major", rank, Span(start, end))


def pieces(document: Document, *marks: Mark) -> list[Piece]:
    return [p for line in annotate(document, marks) for cell in line.cells for p in cell]


def covered(found: list[Piece], key: str) -> str:
    return "".join(p.text for p in found if p.top and p.top.key == key)


def test_the_graver_of_two_nested_marks_is_shown_inside() -> None:
    outer = DOCUMENT.text.index("摊位每日收费十元")
    inner = outer + 4
    found = pieces(DOCUMENT, mark("a", outer, outer + 8, 1), mark("b", inner, inner + 2, 0))
    assert covered(found, "b") == "收费"
    assert covered(found, "a") == "摊位每日十元"


def test_overlapping_marks_each_begin_and_end_once() -> None:
    at = DOCUMENT.text.index("摊位")
    found = pieces(DOCUMENT, mark("a", at, at + 5), mark("b", at + 3, at + 8))
    assert [m.key for p in found for m in p.starts] == ["a", "b"]
    assert [m.key for p in found for m in p.ends] == ["a", "b"]


def test_a_mark_over_several_lines_has_one_number() -> None:
    start = DOCUMENT.text.index("摊位")
    found = pieces(DOCUMENT, mark("a", start, len(DOCUMENT.text)))
    assert [p.text.strip() for p in found if p.ends] == ["外地摊贩另收二十元。"]


def test_title_chapter_and_article_numbers_are_set_apart() -> None:
    lines = annotate(DOCUMENT, ())
    assert [line.kind for line in lines] == ["title", "chapter", "para", "para"]
    assert [p.text for line in lines for p in line.cells[0] if p.strong] == ["第一条", "第二条"]


@given(st.lists(st.tuples(st.integers(0, len(TEXT)), st.integers(0, len(TEXT)), st.integers(0, 4))))
def test_whatever_the_marks_no_character_is_lost_and_each_mark_is_shown_once(
    ranges: list[tuple[int, int, int]],
) -> None:
    marks = [mark(str(n), min(a, b), max(a, b), r) for n, (a, b, r) in enumerate(ranges)]
    found = pieces(DOCUMENT, *marks)
    assert "".join(p.text for p in found) == DOCUMENT.text.replace("\n", "")
    starts = [m.key for p in found for m in p.starts]
    assert len(starts) == len(set(starts))
    for one in marks:
        if one.span.of(DOCUMENT.text).strip():
            assert one.key in starts
            assert sum(m.key == one.key for p in found for m in p.ends) == 1
