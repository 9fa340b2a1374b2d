"""Hybrid retrieval (混合检索): direct look-up, words and meaning, fused."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from corpus.instrument import Level
from corpus.library import Library
from corpus.retrieval.dense import DenseIndex, DenseSearch
from corpus.retrieval.dense_build import dense_directory, is_built
from corpus.retrieval.direct import DirectLookup
from corpus.retrieval.encoder import Encoder
from corpus.retrieval.fusion import Fused, FusionWeights, fuse
from corpus.retrieval.lexical import LexicalIndex
from corpus.retrieval.queries import query_pieces
from corpus.retrieval.questions import QuestionMemory
from corpus.retrieval.scope import Scope, scope_above
from corpus.retrieval.table import ArticleTable, Mask
from corpus.retrieval.types import Hit

if TYPE_CHECKING:
    from collections.abc import Sequence

DIRECT_SCORE = 1.0
"""Added to the fused score (which is far below 1) of an article that the query names."""


class HybridRetriever:
    """混合检索器: implements `corpus.retrieval.types.Retriever`.

    Without an encoder, or while the library has no dense index, it searches by words only, and
    `describe()` and `dense_ready` say so. Loads nothing before the first search. Safe to share
    between threads.
    """

    def __init__(
        self,
        library: Library,
        encoder: Encoder | None = None,
        *,
        dense: DenseSearch | None = None,
        questions: QuestionMemory | None = None,
        weights: FusionWeights | None = None,
    ) -> None:
        self._table = ArticleTable(library)
        self._lexical = LexicalIndex(self._table)
        self._direct = DirectLookup(self._table)
        self._encoder, self._questions = encoder, questions
        self._weights = weights or FusionWeights()
        self._dense = dense or _local_index(library, encoder)

    @property
    def dense_ready(self) -> bool:
        """Whether meaning takes part in a search (语义检索是否启用)."""
        return self._encoder is not None and self._dense is not None

    def describe(self) -> str:
        """检索方式: what takes part in a search, and what does not and why."""
        if self._encoder is None:
            return "字面检索（BM25）；未装编码器，语义检索未启用"
        if self._dense is None:
            return "字面检索（BM25）；法规库的向量尚未计算，语义检索未启用"
        known = f"，已知问题 {len(self._questions)} 个" if self._questions else ""
        return f"混合检索：字面（BM25）＋语义（{self._dense.describe()}{known}）"

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
            LibraryOutdated: the lexical index beside the library is missing or outdated.
            VectorsUnusable: the dense index is damaged.
            ModelMissing: the encoder's weights are gone.

        """
        if k < 1:
            return []
        within = scope_above(scope, above)
        mask = self._table.mask(as_of, within)
        depth = max(k, self._weights.depth)
        rankings: dict[str, Sequence[int]] = {
            "lexical": self._lexical.rank(query, depth, mask).rows.tolist()
        }
        if pieces := query_pieces(query):
            rankings |= self._meant(pieces, depth, mask, as_of, within)
        direct = self._direct.row(query, as_of, mask)
        fused = fuse(rankings, self._weights, k=k if direct is None else None)
        return self._hits(_named_first(fused, direct)[:k])

    def close(self) -> None:
        """Let go of files and connections; the next search opens them again."""
        if self._dense is not None:
            self._dense.close()

    def _meant(
        self, pieces: list[str], depth: int, mask: Mask, as_of: date, scope: Scope
    ) -> dict[str, Sequence[int]]:
        """Rows by meaning and by known questions; none while there is no encoder or no index."""
        if self._encoder is None or self._dense is None or not mask.count:
            return {}
        vectors = self._encoder.encode_queries(pieces)
        ranking = self._dense.rank(vectors, depth, mask, as_of, scope)
        rankings: dict[str, Sequence[int]] = {"dense": ranking.rows.tolist()}
        if self._questions:
            rankings["known"] = self._questions.rank(vectors, self._table, as_of, mask)
        return rankings

    def _hits(self, fused: list[Fused]) -> list[Hit]:
        found = self._table.read([one.row for one in fused])
        return [
            Hit(a.law, a.number, a.text, a.level, one.score, one.ranks)
            for one, a in zip(fused, found, strict=True)
        ]


def _named_first(fused: list[Fused], direct: int | None) -> list[Fused]:
    if direct is None:
        return fused
    same = next((one for one in fused if one.row == direct), Fused(direct, 0.0, {}))
    first = Fused(direct, same.score + DIRECT_SCORE, {"direct": 1, **same.ranks})
    return [first, *(one for one in fused if one.row != direct)]


def _local_index(library: Library, encoder: Encoder | None) -> DenseIndex | None:
    if encoder is None:
        return None
    directory = dense_directory(library, encoder.version)
    return DenseIndex(directory) if is_built(directory) else None
