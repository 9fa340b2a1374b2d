"""The two sides (比对双方): both texts with their norms, and the law's passages ranked."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from corpus.span import Span
from models.comparison.overlap import contained, pairs
from models.nlp import Norm, read_norms

_NEAR = 0.55
_SAME_MATTER = 0.14


@dataclass(frozen=True, slots=True)
class Side:
    """一方: a text, its norms, and its sentences in order."""

    text: str
    norms: tuple[Norm, ...]
    sentences: tuple[Span, ...]

    def norm_at(self, position: int) -> Norm:
        """The norm that holds a position, else the nearest before it."""
        held = [n for n in self.norms if n.span.start <= position]
        return held[-1] if held else self.norms[0]


@dataclass(frozen=True, slots=True)
class Pair:
    """比对双方: draft and law."""

    draft: Side
    law: Side

    @property
    def same_matter(self) -> bool:
        """Whether the two speak of one matter at all, by shared words."""
        shared = pairs(self.draft.text) & pairs(self.law.text)
        return len(shared) >= 4 and contained(self.draft.text, self.law.text) >= _SAME_MATTER

    def nearest(self, clause: Span) -> tuple[Norm, ...]:
        """对应条款: the law's norms in sentences that share about as many words as the best."""
        words = clause.of(self.draft.text)
        scores = {s: contained(words, s.of(self.law.text)) for s in self.law.sentences}
        best = max(scores.values(), default=0.0)
        near = {s for s, score in scores.items() if score >= best * _NEAR and score > 0}
        return tuple(n for n in self.law.norms if n.sentence in near)


@lru_cache(maxsize=512)
def read_side(text: str) -> Side:
    """一方 of a text; repeated reading of one provision costs nothing."""
    norms = read_norms(text)
    return Side(text, norms, tuple(dict.fromkeys(n.sentence for n in norms)))
