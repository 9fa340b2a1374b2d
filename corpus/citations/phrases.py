"""Phrases (措辞): what notes on citations share."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.citations.types import Citation
from corpus.instrument import Expression

_STOP = re.compile(r"[。；;\n]")


def sentence_around(text: str, citation: Citation) -> str:
    """所在句: the sentence around a citation, without the citation and without titles."""
    before = _STOP.split(text[max(0, citation.span.start - 60) : citation.span.start])[-1]
    after = _STOP.split(text[citation.span.end : citation.span.end + 120])[0]
    return re.sub(r"《[^》]*》", "", before + after)


def text_label(expression: Expression) -> str:
    """文本称谓: 2018年文本, 旧文本 or 现行文本."""
    if expression.version_on:
        return f"{expression.version_on.year}年文本"
    return "旧文本" if expression.effective_to else "现行文本"


def titled(name: str) -> str:
    """书名号: a name in 《》, once."""
    return name if name.startswith("《") else f"《{name}》"


def told_doubts(doubts: Sequence[str]) -> str:
    """存疑: what is doubtful about a text, in brackets."""
    return "".join(f"（存疑：{d}）" for d in doubts)
