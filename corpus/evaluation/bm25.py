"""BM25 baselines (BM25 基线): words or character pairs alone, over the same articles in force."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from corpus.evaluation.gold import key_of
from corpus.evaluation.queries import Key
from corpus.library import LibraryView
from corpus.retrieval.passages import NUMBERED_ROWS, passage_text
from corpus.retrieval.tokenizer import normalise

if TYPE_CHECKING:
    import bm25s

_IN_FORCE = (
    " WHERE (e.effective_from IS NULL OR e.effective_from <= ?)"
    " AND (e.effective_to IS NULL OR e.effective_to > ?) ORDER BY a.id"
)
_K1, _B = 1.5, 0.75
_SOLID = re.compile(r"\S+")
Split = Callable[[str], list[str]]


class Bm25System:
    """BM25 基线: bm25s with its usual parameters (k1 1.5, b 0.75) over one kind of token.

    The passages are ours (law, chapter, article), so only the tokens differ. Indexes in memory.
    """

    def __init__(self, name: str, about: str, split: Split, view: LibraryView) -> None:
        self.name, self.about = name, about
        self._split = split
        self._vocabulary: dict[str, int] = {}
        self._keys, self._index = self._build(view)

    def holds(self, key: Key) -> bool:
        """True: it searches the library that gold is resolved against."""
        return True

    def search(self, query: str, k: int) -> Sequence[Key]:
        """Return up to k provisions with a score above 0, best first, ties by place."""
        import numpy as np

        known = (self._vocabulary.get(token) for token in self._split(normalise(query)))
        tokens = sorted({token for token in known if token is not None})
        if not tokens:
            return []
        scores = self._index.get_scores_from_ids(tokens)
        order = np.lexsort((np.arange(len(scores)), -scores))[: 2 * k]
        keys = dict.fromkeys(self._keys[row] for row in order if scores[row] > 0)
        return list(keys)[:k]

    def _build(self, view: LibraryView) -> tuple[list[Key], bm25s.BM25]:
        import bm25s

        day = view.as_of.isoformat()
        rows = view.library.query(NUMBERED_ROWS + _IN_FORCE, (day, day))
        texts = [self._ids(normalise(passage_text(*row[2:5]))) for row in rows]
        index = bm25s.BM25(k1=_K1, b=_B, method="lucene")
        index.index((texts, self._vocabulary), show_progress=False)
        return [_key(row, view) for row in rows], index

    def _ids(self, text: str) -> list[int]:
        vocabulary = self._vocabulary
        return [vocabulary.setdefault(token, len(vocabulary)) for token in self._split(text)]


def word_system(view: LibraryView) -> Bm25System:
    """词 BM25: words of the plain segmenter, without our list of legal words."""
    import rjieba

    segmenter = rjieba.Jieba()

    def words(text: str) -> list[str]:
        return [word for word in segmenter.cut(text) if word.strip()]

    return Bm25System("BM25（词）", "同一法规库，分词后 BM25（bm25s，k1=1.5，b=0.75）", words, view)


def bigram_system(view: LibraryView) -> Bm25System:
    """二元 BM25: pairs of neighbouring characters."""
    about = "同一法规库，相邻两字 BM25（bm25s，k1=1.5，b=0.75）"
    return Bm25System("BM25（二元）", about, bigrams, view)


def bigrams(text: str) -> list[str]:
    """二元组 of each stretch without blanks; a single character stands for itself."""
    pairs: list[str] = []
    for part in _SOLID.findall(text):
        pairs += [part[i : i + 2] for i in range(max(len(part) - 1, 1))]
    return pairs


def _key(row: tuple[Any, ...], view: LibraryView) -> Key:
    from corpus.instrument import ArticleNumber

    return key_of(row[2], view), ArticleNumber(row[5], row[6])
