"""FAISS (向量索引库) as this package uses it: its own type hints do not match what it offers."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


class FaissIndex(Protocol):
    """FAISS 索引: `search` returns (scores, rows), each (queries, k); row -1 is no row."""

    is_trained: bool
    ntotal: int

    def train(self, vectors: NDArray[np.float32]) -> None:
        """Learn from a sample."""
        ...

    def add(self, vectors: NDArray[np.float32]) -> None:
        """Append rows."""
        ...

    def search(
        self, vectors: NDArray[np.float32], k: int, *, params: object = None
    ) -> tuple[NDArray[np.float32], NDArray[np.int64]]:
        """Return the k rows with the largest inner product."""
        ...


def faiss() -> Any:  # noqa: ANN401 - see above
    """FAISS with one thread for the caller: its pool costs more than it gives on one query."""
    module = importlib.import_module("faiss")
    module.omp_set_num_threads(1)
    return module
