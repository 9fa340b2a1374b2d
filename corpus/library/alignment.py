"""Alignment (条文对齐): which article of one text carries on an article of another, by its words.

Every article is a bag of two-character pieces; a piece weighs more the fewer articles share it.
The score is the larger of two shares, both from 0 to 1: how much of the old article the new one
contains (an article may have been merged into a longer one), and their cosine.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from corpus.instrument import Article

_LETTERS = re.compile(r"[^\u4e00-\u9fff0-9]+")
_CONTAINED = 0.85  # a merged article counts a little less than one of the same size


@dataclass(frozen=True, slots=True)
class Match:
    """对齐结果: the best new article, its score, the next best score, and whether it is mutual.

    `article` is None if no article shares a piece. `mutual`: no other old article fits it better.
    """

    article: Article | None
    score: float
    second: float
    mutual: bool


def words(text: str) -> str:
    """The characters that count: Chinese characters and digits."""
    return _LETTERS.sub("", text)


class Alignment:
    """条文对齐 of two texts, old and new; articles of number 0 (preambles, annexes) are left out."""

    def __init__(self, old: Iterable[Article], new: Iterable[Article]) -> None:
        self.old = [a for a in old if a.number.main]
        self.new = [a for a in new if a.number.main]
        self._old = [_pieces(a.text) for a in self.old]
        self._new = [_pieces(a.text) for a in self.new]
        self._weights = _weights([*self._old, *self._new])
        self._old_norms = [self._norm(p) for p in self._old]
        self._new_norms = [self._norm(p) for p in self._new]

    def match(self, article: Article) -> Match:
        """Find the article that carries on an old one (which must be of the old text)."""
        i = self.old.index(article)
        scores = [self._score(i, j) for j in range(len(self.new))]
        if not scores or max(scores) <= 0:
            return Match(None, 0.0, 0.0, False)
        order = sorted(range(len(scores)), key=lambda j: -scores[j])
        best = order[0]
        second = scores[order[1]] if len(order) > 1 else 0.0
        rivals = (self._score(k, best) for k in range(len(self.old)) if k != i)
        return Match(self.new[best], scores[best], second, max(rivals, default=0) <= scores[best])

    def _score(self, i: int, j: int) -> float:
        shared = self._shared(self._old[i], self._new[j])
        product = self._old_norms[i] * self._new_norms[j]
        if not shared or not product:
            return 0.0
        contained = shared / self._mass(self._old[i])
        cosine = self._dot(self._old[i], self._new[j]) / product
        return max(cosine, _CONTAINED * contained)

    def _shared(self, one: Mapping[str, int], other: Mapping[str, int]) -> float:
        return sum(self._weights[p] * min(n, other[p]) for p, n in one.items() if p in other)

    def _mass(self, one: Mapping[str, int]) -> float:
        return sum(self._weights[p] * n for p, n in one.items())

    def _dot(self, one: Mapping[str, int], other: Mapping[str, int]) -> float:
        return sum(self._weights[p] ** 2 * n * other[p] for p, n in one.items() if p in other)

    def _norm(self, one: Mapping[str, int]) -> float:
        return math.sqrt(sum((self._weights[p] * n) ** 2 for p, n in one.items()))


def _pieces(text: str) -> Counter[str]:
    letters = words(text)
    return Counter(letters[i : i + 2] for i in range(len(letters) - 1))


def _weights(bags: Sequence[Mapping[str, int]]) -> dict[str, float]:
    """Inverse frequency over the articles of both texts; always above zero."""
    seen = Counter(piece for bag in bags for piece in bag)
    return {piece: math.log(1 + len(bags) / count) for piece, count in seen.items()}
