"""Lexical retrieval (字面检索): BM25 over all articles, as of a date."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from corpus.retrieval.index import VOCABULARY
from corpus.retrieval.table import ArticleTable, Mask, Ranking
from corpus.retrieval.tokenizer import Tokenizer

if TYPE_CHECKING:
    import bm25s
    import numpy as np
    from numpy.typing import NDArray

_COMMON = 0.3
"""A token that stands in this share of all articles tells nothing."""
_POSTINGS = 3_000_000
"""Entries read for one query; the most frequent tokens of a long clause are left out first."""
_FEWEST = 8
_STRIDE = 16


class LexicalIndex:
    """字面索引: BM25 scores by row. Loads nothing before the first search."""

    def __init__(self, table: ArticleTable, *, postings: int = _POSTINGS) -> None:
        self._table, self._postings = table, postings

    def rank(self, query: str, depth: int, mask: Mask) -> Ranking:
        """Return up to `depth` rows of the mask with a score above 0, ties by row."""
        import numpy as np

        tokens = self._tokens(query)
        if depth < 1 or not len(tokens):
            return Ranking(np.empty(0, np.int64), np.empty(0, np.float32))
        scores = self._index.get_scores_from_ids(tokens, weight_mask=mask.weights)
        best = _candidates(scores, depth)
        best = best[np.lexsort((best, -scores[best]))][:depth]
        return Ranking(best.astype(np.int64), scores[best])

    def _tokens(self, query: str) -> NDArray[np.int64]:
        """The ids of the query's telling tokens, rare ones first, within the reading budget."""
        import numpy as np

        codes = np.unique(self._tokenizer.codes(query))
        if not len(self._vocabulary):
            return np.empty(0, np.int64)
        places = np.minimum(np.searchsorted(self._vocabulary, codes), len(self._vocabulary) - 1)
        known = places[self._vocabulary[places] == codes]
        pointers = self._index.scores["indptr"]
        frequency = pointers[known + 1] - pointers[known]
        telling = frequency < _COMMON * len(self._table)
        if telling.any():
            known, frequency = known[telling], frequency[telling]
        order = np.argsort(frequency, kind="stable")
        affordable = int(np.searchsorted(np.cumsum(frequency[order]), self._postings, "right"))
        return np.sort(known[order[: max(affordable, _FEWEST)]])

    @cached_property
    def _tokenizer(self) -> Tokenizer:
        return Tokenizer()

    @cached_property
    def _index(self) -> bm25s.BM25:
        import bm25s

        return bm25s.BM25.load(
            str(self._table.directory), mmap=True, load_vocab=False, show_progress=False
        )

    @cached_property
    def _vocabulary(self) -> NDArray[np.uint64]:
        import numpy as np

        loaded: NDArray[np.uint64] = np.load(self._table.directory / VOCABULARY, mmap_mode="r")
        return loaded


def _candidates(scores: NDArray[np.float32], depth: int) -> NDArray[np.int64]:
    """Rows among which the `depth` best are: those above a bar that enough rows reach.

    The bar comes from every 16th row, so most rows are looked at once and never sorted.
    """
    import numpy as np

    every = scores[::_STRIDE]
    place = len(every) - 1 - 2 * (depth // _STRIDE + 4)
    bar = float(np.partition(every, place)[place]) if place > 0 else 0.0
    reached = np.flatnonzero(scores >= bar) if bar > 0 else np.empty(0, np.int64)
    return reached if len(reached) >= depth else np.flatnonzero(scores > 0)
