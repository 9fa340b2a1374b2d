"""Quoted text (引文): 《某法》第五条规定：“……”."""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.span import Span

_INTRODUCED = re.compile(
    r"[^。；“”\"\n《》：:]{0,8}?(?:明确|中|已|作出|关于[^。；“”\"\n《》：:]{2,20}的)?"
    r"(?:规定|要求|指出|载明|明确|约定|表述|内容|原文)(?:为|是|了|如下|明确)?[ \t]*[：:，,]?\s*(?=[“\"「])"
    r"|[：:]\s*(?=[“\"「])"
)
_CLOSES = {"“": "”", '"': '"', "「": "」"}
_LONGEST = 3000
_SHORTEST = 6


def read_quote(text: str, start: int) -> Span | None:
    """引文: the span of the quoted words (marks excluded) that the citation before introduces."""
    found = _INTRODUCED.match(text, start)
    if found is None:
        return None
    opened = found.end()
    closed = _closing(text, opened)
    if closed is None or closed - opened - 1 < _SHORTEST:
        return None
    return Span(opened + 1, closed)


def quoted_stretches(text: str) -> list[Span]:
    """引号: the stretches between “ and ”, marks excluded, outermost first."""
    spans: list[Span] = []
    for start, end in sorted(_pairs(text)):
        if not spans or start >= spans[-1].end:
            spans.append(Span(start + 1, end))
    return spans


def _pairs(text: str) -> Iterator[tuple[int, int]]:
    """Matching marks in one pass, however many are never closed."""
    opened: list[int] = []
    for mark in re.finditer("[“”]", text):
        if mark.group() == "“":
            opened.append(mark.start())
        elif opened and mark.start() - (start := opened.pop()) < _LONGEST:
            yield start, mark.start()


def _closing(text: str, opened: int) -> int | None:
    mark, closing, depth = text[opened], _CLOSES[text[opened]], 0
    stop = min(len(text), opened + _LONGEST)
    for position in range(opened + 1, stop):
        if text[position] == closing:
            if depth == 0:
                return position
            depth -= 1
        elif text[position] == mark:
            depth += 1
    return None
