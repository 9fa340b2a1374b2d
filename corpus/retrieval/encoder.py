"""Encoder (编码器): what turns texts into vectors for dense retrieval; the weights live elsewhere."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


class Encoder(Protocol):
    """编码器: two views of one space, so that a question lies near the provisions that answer it.

    `version` is a fingerprint of the weights: vectors of different versions are not comparable.
    `dimension` is the number of components of every vector.
    """

    @property
    def version(self) -> str:
        """Fingerprint of the weights."""
        ...

    @property
    def dimension(self) -> int:
        """Components of a vector."""
        ...

    def encode_queries(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return (n, dimension) vectors of unit length for questions and clauses."""
        ...

    def encode_passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return (n, dimension) vectors of unit length for provisions."""
        ...
