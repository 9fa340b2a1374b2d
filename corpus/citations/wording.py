"""Wording (文字比对): is a quote in a text, blanks and punctuation aside, and where does it differ?"""

from __future__ import annotations

import re
from difflib import SequenceMatcher

_IGNORED = re.compile(r"[\s\W_]+")
_ELLIPSIS = re.compile(r"…+|\.{3,}|。。。+|（略）|\(略\)")
_NUMBERED = re.compile(r"^第[零〇一二三四五六七八九十百千0-9]+条(?:之[一二三四五六七八九十]+)?")
_SHOWN = 12
_RESEMBLES = 0.5


def plain(text: str) -> str:
    """The letters and digits of a text: what a quote must share with its source."""
    return _IGNORED.sub("", text)


def contains(text: str, quote: str) -> bool:
    """引文比对: whether the text contains the quote; an ellipsis stands for any words."""
    source, position = plain(text), 0
    for part in _parts(quote):
        at = source.find(part, position)
        if at < 0:
            return False
        position = at + len(part)
    return True


def _parts(quote: str) -> list[str]:
    pieces = [plain(p) for p in _ELLIPSIS.split(quote.strip())]
    if pieces:
        pieces[0] = _NUMBERED.sub("", pieces[0])
    return [p for p in pieces if p]


def difference(text: str, quote: str) -> str:
    """引文差异: a Chinese phrase that shows the first place where a quote leaves its source."""
    source, quoted = plain(text), "".join(_parts(quote))
    blocks = SequenceMatcher(None, quoted, source, autojunk=False).get_matching_blocks()
    first = next((b for b in blocks if b.size >= min(4, len(quoted))), None)
    if first is None:
        return "所引文字不见于该条"
    if first.a > 0:
        return f"所引“{_cut(quoted[: first.a])}”不见于原文相应位置"
    told = quoted[first.a + first.size :]
    meant = source[first.b + first.size :]
    if not told:
        return "引文与原文不一致"
    return f"“{quoted[max(0, first.size - 6) : first.size]}”之后，引文作“{_cut(told)}”，原文作“{_cut(meant)}”"


def _cut(words: str) -> str:
    return words if len(words) <= _SHOWN else words[:_SHOWN] + "…"


def resembles(text: str, quote: str) -> bool:
    """引文近似: whether a quote that is not in the text still is mostly made of its words."""
    return overlap(quote, text) >= _RESEMBLES


def overlap(words: str, text: str) -> float:
    """内容重合度: share of the two-character pieces of `words` that `text` contains, 0 to 1."""
    asked = _pieces(words)
    return len(asked & _pieces(text)) / len(asked) if asked else 0.0


def _pieces(text: str) -> set[str]:
    letters = re.sub(r"[^\u4e00-\u9fff]", "", text)
    return {letters[i : i + 2] for i in range(len(letters) - 1)} - _EMPTY


_EMPTY = frozenset(
    (
        "规定",
        "的规",
        "依照",
        "根据",
        "按照",
        "依据",
        "应当",
        "可以",
        "不得",
        "有关",
        "关于",
        "本法",
        "之一",
        "以及",
        "或者",
        "情形",
        "下列",
        "的应",
        "行为",
        "依法",
    )
)
