"""Passages (节录): of a long provision the sentences that speak of the problem, word for word."""

from __future__ import annotations

import math
import re
from collections import Counter

from models.finding import Finding

_SENTENCE = re.compile(r"[^。；]*[。；]|[^。；]+")
_WORDS = re.compile(r"[^一-龥]+")
_GAP = re.compile(r"(?<=[^\x00-\x7f]) | (?=[^\x00-\x7f])")
_CUT, _LEAD = "……", 2.0
"""What the first sentence counts for: it says what the provision is about."""


def about(finding: Finding, category: str = "") -> str:
    """所涉内容: the words by which a passage is chosen."""
    return f"{category}。{finding.quote}。{finding.message}"


def one_line(text: str) -> str:
    """一行: lines and spaces closed up; words of Latin letters stay apart."""
    return _GAP.sub("", " ".join(text.split()))


def passage(text: str, subject: str, limit: int) -> str:
    """节录 of about `limit` characters: the sentence nearest to the subject and what follows it.

    What is left out is marked with ……; a short text comes whole.
    """
    if len(text) <= limit:
        return text
    sentences = _SENTENCE.findall(text)
    first = _nearest(sentences, subject)
    last, length = first + 1, len(sentences[first])
    while last < len(sentences) and length + len(sentences[last]) <= limit:
        length += len(sentences[last])
        last += 1
    while first > 0 and length + len(sentences[first - 1]) <= limit:
        first -= 1
        length += len(sentences[first])
    chosen = "".join(sentences[first:last]).strip()
    chosen = chosen if len(chosen) <= limit else f"{chosen[: limit - 1]}{_CUT}"
    before = _CUT if first else ""
    after = _CUT if last < len(sentences) and not chosen.endswith(_CUT) else ""
    return f"{before}{chosen}{after}"


def _nearest(sentences: list[str], subject: str) -> int:
    """The sentence that shares most with the subject; what every sentence says counts little."""
    pairs = [_pairs(sentence) for sentence in sentences]
    held = Counter(pair for one in pairs for pair in one)
    wanted = _pairs(subject)
    scores = [
        sum(math.log((1 + len(pairs)) / held[pair]) for pair in one & wanted) for one in pairs
    ]
    scores[0] *= _LEAD
    return scores.index(max(scores))


def _pairs(text: str) -> frozenset[str]:
    return frozenset(
        piece[at : at + 2] for piece in _WORDS.split(text) for at in range(len(piece) - 1)
    )
