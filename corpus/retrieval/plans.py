"""Dense plans (向量索引方案): which FAISS index a library gets, by its size; all parameters here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from corpus.retrieval.faiss_api import FaissIndex, faiss

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

Kind = Literal["flat", "ivf", "hnsw"]
EXACT_UP_TO = 150_000
"""So many rows, or rows left by a filter, are always searched one by one."""

_ROUNDS = 10
"""Rounds of k-means; FAISS's 25 take more than twice as long for the same recall."""


@dataclass(frozen=True, slots=True)
class Plan:
    """向量索引方案.

    kind: flat compares with every row; ivf with the rows of the nearest lists; hnsw walks a graph.
    factory: FAISS's own description; {lists} is put in.
    efforts: nprobe (ivf) or efSearch (hnsw) that are tried, in order, until the recall is reached.
        The first of ivf compares some 8,000 rows: recall is of ten, and fusion asks for 200.
    recall: the wanted share of the ten nearest rows found, measured when the index is built on
        stored vectors; questions lie further away, so .985 of these leaves some .97 of those.
    training: vectors a list is trained on.
    """

    kind: Kind
    factory: str
    efforts: tuple[int, ...] = (0,)
    recall: float = 1.0
    training: int = 0

    def lists(self, rows: int) -> int:
        """倒排表数: about 4·√n, as FAISS's guidelines have it; no more than can be trained."""
        return max(1, min(int(4 * rows**0.5), rows // max(self.training, 1)))

    def make(self, dimension: int, rows: int) -> FaissIndex:
        """Return the untrained FAISS index for so many rows (inner product)."""
        api, factory = faiss(), self.factory.format(lists=self.lists(rows))
        made: FaissIndex = api.index_factory(dimension, factory, api.METRIC_INNER_PRODUCT)
        if self.kind == "ivf":
            api.extract_index_ivf(made).cp.niter = _ROUNDS
        return made


FLAT = Plan("flat", "SQfp16")
IVF = Plan("ivf", "IVF{lists},SQ8", (32, 64, 128, 256, 512), 0.985, 40)
HNSW = Plan("hnsw", "HNSW32_SQ8", (64, 128, 256, 512), 0.985)


def plan_for(rows: int) -> Plan:
    """选择方案: exact while one query takes a few milliseconds, inverted lists above that.

    HNSW is on request only: faster to search, twice the memory, and slow to build.
    """
    return FLAT if rows <= EXACT_UP_TO else IVF


def search_parameters(plan: Plan, effort: int, bits: NDArray[np.uint8]) -> object:
    """FAISS's parameters for one search: the effort, and the rows that may be returned."""
    api = faiss()
    chosen = api.IDSelectorBitmap(bits)
    if plan.kind == "ivf":
        return api.SearchParametersIVF(sel=chosen, nprobe=effort)
    if plan.kind == "hnsw":
        return api.SearchParametersHNSW(sel=chosen, efSearch=effort)
    return api.SearchParameters(sel=chosen)
