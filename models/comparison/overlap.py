"""Shared words (共有字词): how much of one wording stands in another, by character pairs."""

from __future__ import annotations

import re
from functools import lru_cache

from corpus.span import Span
from models.nlp.lexicon import load
from models.nlp.numbers import NUMBER

_NOISE = re.compile(rf"{NUMBER}|[^\u4e00-\u9fffa-zA-Z]+")
_COMMON = frozenset(load("comparison")["common_pairs"])


@lru_cache(maxsize=4096)
def pairs(text: str) -> frozenset[str]:
    """字对: character pairs of a text; numbers, marks and words of every statute left out."""
    found = {piece[i : i + 2] for piece in _NOISE.split(text) for i in range(len(piece) - 1)}
    return frozenset(found - _COMMON)


def contained(part: str, whole: str) -> float:
    """包含度: share (0..1) of the pairs of `part` that `whole` has; 0 if `part` has none."""
    wanted = pairs(part)
    return len(wanted & pairs(whole)) / len(wanted) if wanted else 0.0


def similar(one: str, other: str) -> float:
    """相近度: shared pairs over those of the shorter wording (0..1); 0 under two shared pairs."""
    first, second = pairs(one), pairs(other)
    shared = first & second
    if len(shared) < 2:
        return 0.0
    return len(shared) / min(len(first), len(second))


def window(text: str, span: Span, before: int, after: int, within: Span) -> str:
    """上下文: the words around a span, not beyond `within`, without the span itself."""
    start, end = max(within.start, span.start - before), min(within.end, span.end + after)
    return text[start : span.start] + "|" + text[span.end : end]
