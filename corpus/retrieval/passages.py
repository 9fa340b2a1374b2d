"""Passages (检索文本): what of an article is indexed, the same for words and for meaning."""

from __future__ import annotations

import hashlib

from corpus.library.names import short_name

_MADE_OF = "SELECT a.id, a.expression_id, e.name, a.heading, a.text"
_FROM = " FROM article a JOIN expression e ON e.id = a.expression_id"
ROWS = _MADE_OF + _FROM
"""Every article with what its passage is made of; callers add WHERE and ORDER BY."""
NUMBERED_ROWS = f"{_MADE_OF}, a.main, a.sub{_FROM}"
"""The same, and the number of the article."""
KEY_BYTES = 16


def passage_text(law: str, heading: str, text: str) -> str:
    """检索文本: short name of the law, chapter heading, text of the article."""
    return f"{short_name(law)} {heading} {text}"


def passage_key(encoder_version: str, passage: str) -> bytes:
    """向量键: 16 bytes that stand for one passage as one encoder sees it."""
    plain = f"{encoder_version}\0{passage}".encode()
    return hashlib.blake2b(plain, digest_size=KEY_BYTES).digest()
