"""Paired bootstrap (配对自助法): how sure a difference between two systems is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

SEED = 20261126
RESAMPLES = 2000
_BATCH = 100


@dataclass(frozen=True, slots=True)
class Interval:
    """差值区间: the mean paired difference, and its 95 % percentile interval."""

    mean: float
    low: float
    high: float

    @property
    def certain(self) -> bool:
        """Whether the interval leaves out 0."""
        return self.low > 0 or self.high < 0


def paired_interval(
    ours: Sequence[float], theirs: Sequence[float], *, resamples: int = RESAMPLES, seed: int = SEED
) -> Interval:
    """差值区间 of ours minus theirs over the same queries; the same seed gives the same interval.

    Raises:
        ValueError: no queries, or not the same number of them.
    """
    import numpy as np

    difference = np.asarray(ours, dtype=np.float64) - np.asarray(theirs, dtype=np.float64)
    if difference.ndim != 1 or not len(difference):
        raise ValueError("needs one value a query of both systems")
    chance = np.random.default_rng(seed)
    means: list[float] = []
    for first in range(0, resamples, _BATCH):
        shape = (min(_BATCH, resamples - first), len(difference))
        means += difference[chance.integers(0, len(difference), shape)].mean(axis=1).tolist()
    low, high = np.percentile(means, (2.5, 97.5))
    return Interval(float(difference.mean()), float(low), float(high))
