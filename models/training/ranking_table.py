"""Rankings compared (评测表): recall, reciprocal rank, fusion, paired differences."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

SEED = 13
CONSTANT = 10.0
_RESAMPLES = 2000


@dataclass(frozen=True, slots=True)
class Labelled:
    """标注问题: `rows` are the rows of the corpus that answer it."""

    query: str
    rows: tuple[int, ...]


def recall(ranked: Sequence[int], right: Sequence[int], k: int) -> float:
    """The share of the right rows that stand among the first k."""
    return len(set(ranked[:k]) & set(right)) / len(set(right))


def fused(rankings: Sequence[tuple[Sequence[int], float]]) -> list[int]:
    """Weighted reciprocal rank fusion of (ranking, weight)."""
    scores: dict[int, float] = {}
    for ranking, weight in rankings:
        for rank, row in enumerate(ranking, 1):
            scores[row] = scores.get(row, 0.0) + weight / (CONSTANT + rank)
    return sorted(scores, key=lambda row: (-scores[row], row))


def interval(differences: NDArray[np.float64]) -> tuple[float, float, float]:
    """Mean of paired differences with its bootstrap 95 % interval."""
    import numpy as np

    chance = np.random.default_rng(SEED)
    picks = chance.integers(0, len(differences), (_RESAMPLES, len(differences)))
    means = differences[picks].mean(axis=1)
    low, high = np.percentile(means, [2.5, 97.5])
    return float(differences.mean()), float(low), float(high)


def table(
    systems: dict[str, dict[int, list[int]]],
    labelled: list[Labelled],
    marked: dict[int, bool],
    ours: str,
    names: tuple[str, str] = ("unseen", "seen"),
) -> dict[str, Any]:
    """评测表: R@5/10/100, MRR@10, R@10 of the marked and the other, and the lead of `ours` in R@10.

    `names` are what marked and other queries are called.
    """
    import numpy as np

    order = sorted(marked)
    these = np.array([marked[i] for i in order])
    report: dict[str, Any] = {"questions": len(order), names[0]: int(these.sum())}
    tens = {
        name: np.array([recall(ranked[i], labelled[i].rows, 10) for i in order])
        for name, ranked in systems.items()
    }
    for name, ranked in systems.items():
        line: dict[str, Any] = {
            f"R@{k}": _mean(recall(ranked[i], labelled[i].rows, k) for i in order)
            for k in (5, 10, 100)
        }
        line["MRR@10"] = _mean(_reciprocal(ranked[i], labelled[i].rows) for i in order)
        line[f"{names[0]} R@10"] = float(tens[name][these].mean())
        line[f"{names[1]} R@10"] = float(tens[name][~these].mean())
        line["R@10 of ours minus this"] = interval(tens[ours] - tens[name])
        report[name] = line
    return report


def _mean(values: Any) -> float:
    listed = list(values)
    return sum(listed) / len(listed)


def _reciprocal(ranked: Sequence[int], right: Sequence[int]) -> float:
    return next((1 / rank for rank, row in enumerate(ranked[:10], 1) if row in right), 0.0)
