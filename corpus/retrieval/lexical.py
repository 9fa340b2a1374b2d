"""Lexical retrieval (字面检索): BM25 over all articles, as of a date."""

from __future__ import annotations

from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from corpus.instrument import Level
from corpus.library import Library
from corpus.retrieval.direct import DirectLookup
from corpus.retrieval.index import VOCABULARY
from corpus.retrieval.scope import Scope, scope_above
from corpus.retrieval.table import ArticleTable, Mask, Ranking
from corpus.retrieval.tokenizer import Tokenizer
from corpus.retrieval.types import Hit

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
        places = np.searchsorted(self._vocabulary, codes)
        places = places[places < len(self._vocabulary)] if len(self._vocabulary) else places[:0]
        known = places[np.isin(self._vocabulary[places], codes)]
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


class LexicalRetriever:
    """字面检索器: implements `corpus.retrieval.types.Retriever` on a library's own index.

    Loads nothing before the first search. Safe to share between threads.
    """

    def __init__(self, library: Library) -> None:
        self._table = ArticleTable(library)
        self._lexical = LexicalIndex(self._table)
        self._direct = DirectLookup(self._table)

    def search(
        self,
        query: str,
        k: int,
        *,
        as_of: date,
        above: Level | None = None,
        scope: Scope | None = None,
    ) -> list[Hit]:
        """Return up to k provisions in force on `as_of`, best first.

        A query that names a law and an article gets that article first, ranks {"direct": 1}.

        Raises:
            LibraryOutdated: the index beside the library is missing or of another version.

        """
        mask = self._table.mask(as_of, scope_above(scope, above))
        ranking = self._lexical.rank(query, k, mask)
        scores = {int(r): float(s) for r, s in zip(ranking.rows, ranking.scores, strict=True)}
        ranks = {row: {"lexical": rank} for rank, row in enumerate(scores, 1)}
        direct = self._direct.row(query, as_of, mask)
        if direct is not None:
            ranks = {direct: {"direct": 1, **ranks.pop(direct, {})}, **ranks}
            scores[direct] = max(scores.values(), default=0.0) + 1.0
        rows = list(ranks)[: max(k, 0)]
        return [
            Hit(a.law, a.number, a.text, a.level, scores[row], ranks[row])
            for row, a in zip(rows, self._table.read(rows), strict=True)
        ]

    def describe(self) -> str:
        """检索方式."""
        return "字面检索（BM25）；未启用语义检索"
