"""Writing of word weights (字串权重存盘), as `models.neural.words.GramWeights` reads them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from models.neural.words import grams

if TYPE_CHECKING:
    from numpy.typing import NDArray

KEPT = 40_000
"""Stretches of characters that are kept where nothing else is said, those of the largest weights."""


def analyse(text: str) -> list[str]:
    """Return the stretches of a text as often as they stand in it; for scikit-learn."""
    return list(grams(text).elements())


def save_weights(
    path: Path,
    names: Sequence[str],
    idf: NDArray[np.float64],
    weights: NDArray[np.float64],
    bias: NDArray[np.float64],
    kept: int = KEPT,
) -> None:
    """Write regressions over TF-IDF: `names` and `idf` (n,), `weights` (k, n), `bias` (k,); int8 a column."""
    rows = np.sort(np.argsort(-np.abs(weights).max(0) * idf)[:kept])
    columns = weights[:, rows].T
    scale = np.abs(columns).max(0) / 127
    np.savez_compressed(
        path,
        grams=np.frombuffer("\n".join(np.asarray(names)[rows]).encode(), np.uint8),
        idf=idf[rows].astype(np.float16),
        weights=np.round(columns / scale).astype(np.int8),
        scale=scale.astype(np.float32),
        bias=bias.astype(np.float32),
    )
