"""Overlap of wording (文字重合): how much of a clause stands word for word in another text."""

from __future__ import annotations

from corpus.library.names import name_key
from corpus.retrieval.tokenizer import normalise

_SHINGLE = 4
_COMMON = frozenset(
    pair
    for word in ("管理办法", "实施办法", "实施细则", "暂行办法", "暂行规定", "若干规定", "管理条例")
    for pair in (word[:2], word[2:])
) | {"关于", "印发", "通知", "试行"}


def containment(clause: str, other: str) -> float:
    """包含度: the share of the clause's character 4-grams that also stand in the other text."""
    inside = _shingles(clause)
    return len(inside & _shingles(other)) / len(inside) if inside else 0.0


def title_similarity(one: str, other: str) -> float:
    """标题相似度: Dice over character pairs, without pairs that every title has (管理, 办法 …)."""
    a, b = _title_pairs(one), _title_pairs(other)
    return 2 * len(a & b) / (len(a) + len(b)) if a and b else 0.0


def _shingles(text: str) -> frozenset[str]:
    plain = normalise(text).replace(" ", "")
    return frozenset(plain[i : i + _SHINGLE] for i in range(len(plain) - _SHINGLE + 1))


def _title_pairs(title: str) -> frozenset[str]:
    key = name_key(title)
    return frozenset(key[i : i + 2] for i in range(len(key) - 1)) - _COMMON
