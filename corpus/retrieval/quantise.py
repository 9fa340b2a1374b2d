"""Quantisation (向量量化): a unit vector as signed bytes with one scale."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_LARGEST = 127


def quantise(vectors: NDArray[np.float32]) -> tuple[NDArray[np.int8], NDArray[np.float32]]:
    """量化: (n, d) floats to (n, d) int8 codes and (n,) scales; the largest component is ±127.

    The cosine of a random unit vector of 384 components with its quantised self is above 0.9999.
    """
    import numpy as np

    scales = np.abs(vectors).max(axis=1, initial=0.0) / _LARGEST
    safe = np.where(scales > 0, scales, 1.0)
    codes = np.rint(vectors / safe[:, None]).astype(np.int8)
    return codes, scales.astype(np.float32)


def restore(codes: NDArray[np.int8], scales: NDArray[np.float32]) -> NDArray[np.float32]:
    """还原: codes and scales to (n, d) floats of unit length; an empty vector stays zero."""
    import numpy as np

    vectors = codes.astype(np.float32) * scales[:, None]
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    safe = np.where(lengths > 0, lengths, 1.0)
    return (vectors / safe).astype(np.float32)
