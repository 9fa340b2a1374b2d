"""Quotation marks are matched in one pass, closed or not."""

from __future__ import annotations

import time

from corpus.citations.quotes import quoted_stretches


def words(text: str) -> list[str]:
    return [span.of(text) for span in quoted_stretches(text)]


def test_the_outermost_stretches_are_found() -> None:
    assert words("甲“乙“丙”丁”戊“己”") == ["乙“丙”丁", "己"]


def test_a_mark_that_is_never_closed_hides_nothing() -> None:
    assert words("“甲“乙”丙") == ["乙"]
    assert words("甲”乙“丙”") == ["丙"]


def test_many_unclosed_marks_take_no_time() -> None:
    started = time.perf_counter()
    assert words("“" * 20_000) == []
    assert time.perf_counter() - started < 0.5
