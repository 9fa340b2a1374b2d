"""Dense retrieval (语义检索): the nearest articles of a question's vectors, by FAISS."""

from __future__ import annotations

import json
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from corpus.errors import VectorsUnusable
from corpus.retrieval.dense_build import COVERED, INDEX, META, DenseMeta
from corpus.retrieval.faiss_api import FaissIndex, faiss
from corpus.retrieval.plans import EXACT_UP_TO, FLAT, HNSW, IVF, search_parameters
from corpus.retrieval.scope import Scope
from corpus.retrieval.table import Mask, Ranking

if TYPE_CHECKING:
    from datetime import date

    import numpy as np
    from numpy.typing import NDArray

_PLANS = {plan.kind: plan for plan in (FLAT, IVF, HNSW)}


class DenseSearch(Protocol):
    """语义检索的后端: FAISS beside the library, or a database."""

    def rank(
        self, vectors: NDArray[np.float32], depth: int, mask: Mask, as_of: date, scope: Scope
    ) -> Ranking:
        """Return up to `depth` rows; a row's score is the best over the (n, d) query vectors."""
        ...

    def describe(self) -> str:
        """A Chinese sentence on the index."""
        ...

    def close(self) -> None:
        """Let go of what is open; the next search opens it again."""
        ...


class DenseIndex:
    """向量索引: what `build_dense` made, memory-mapped. Safe to share between threads."""

    def __init__(self, directory: Path) -> None:
        self._directory = directory

    @cached_property
    def meta(self) -> DenseMeta:
        """What the index says of itself.

        Raises:
            VectorsUnusable: it is not there, or damaged.

        """
        try:
            return DenseMeta(**json.loads((self._directory / META).read_text("utf-8")))
        except (OSError, ValueError, TypeError) as error:
            raise VectorsUnusable(f"{self._directory}（{type(error).__name__}）") from error

    def describe(self) -> str:
        """A Chinese sentence on the index."""
        return self.meta.describe()

    def close(self) -> None:
        """Let go of the mapped file."""
        self.__dict__.pop("_vectors_of_graph", None)
        self.__dict__.pop("_index", None)

    def rank(
        self, vectors: NDArray[np.float32], depth: int, mask: Mask, as_of: date, scope: Scope
    ) -> Ranking:
        """Return up to `depth` rows of the mask that have a vector, best first, ties by row."""
        import numpy as np

        depth = min(depth, self.meta.rows)
        if depth < 1:
            return Ranking(np.empty(0, np.int64), np.empty(0, np.float32))
        index, parameters = self._chosen(mask)
        scores, rows = index.search(
            np.ascontiguousarray(vectors, dtype=np.float32), depth, params=parameters
        )
        return best_rows(rows.ravel(), scores.ravel(), depth)

    def _chosen(self, mask: Mask) -> tuple[FaissIndex, object]:
        """The index and parameters for a mask: few rows are compared one by one."""
        plan, meta = _PLANS[self.meta.kind], self.meta
        bits = mask.bits & self._covered
        if mask.count > EXACT_UP_TO:
            share = mask.count / meta.rows
            effort = min(int(meta.effort / share), meta.lists or meta.rows)
            return self._index, search_parameters(plan, effort, bits)
        if plan.kind == "hnsw":
            return self._vectors_of_graph, search_parameters(FLAT, 0, bits)
        return self._index, search_parameters(plan, meta.lists, bits)

    @cached_property
    def _covered(self) -> NDArray[np.uint8]:
        import numpy as np

        packed: NDArray[np.uint8] = np.packbits(
            np.load(self._directory / COVERED), bitorder="little"
        )
        return packed

    @cached_property
    def _index(self) -> FaissIndex:
        api = faiss()
        try:
            found: FaissIndex = api.read_index(str(self._directory / INDEX), api.IO_FLAG_MMAP_IFC)
        except RuntimeError as error:
            raise VectorsUnusable(f"{self._directory}（{INDEX}）") from error
        return found

    @cached_property
    def _vectors_of_graph(self) -> FaissIndex:
        found: FaissIndex = faiss().downcast_index(getattr(self._index, "storage"))  # noqa: B009
        return found


def best_rows(rows: NDArray[np.int64], scores: NDArray[np.float32], depth: int) -> Ranking:
    """合并命中: each row once with its best score, best first, ties by row; -1 is no row."""
    import numpy as np

    kept = rows >= 0
    rows, scores = rows[kept], scores[kept]
    order = np.lexsort((rows, -scores))
    rows, scores = rows[order], scores[order]
    _, first = np.unique(rows, return_index=True)
    first = np.sort(first)[:depth]
    return Ranking(rows[first].astype(np.int64), scores[first])
