"""Fusion (融合排序): weighted reciprocal rank fusion of lexical and dense rankings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FusionWeights:
    """融合权重: a row scores Σ weight / (constant + rank) over the components that found it.

    `known` is the weight of known questions, `depth` how many rows a component hands in. Chosen
    by five-fold cross-validation (`models.training.cross_validate`); the model card has the table.
    """

    lexical: float = 0.6
    dense: float = 1.0
    known: float = 0.2
    constant: float = 10.0
    depth: int = 300


@dataclass(frozen=True, slots=True)
class Fused:
    """融合结果: one row with its score and the rank (from 1) in each component."""

    row: int
    score: float
    ranks: dict[str, int]


def fuse(
    rankings: Mapping[str, Sequence[int]], weights: FusionWeights, *, k: int | None = None
) -> list[Fused]:
    """融合: rankings by component name ("lexical", "dense", "known"), best first; ties by row.

    Returns the first `k`, all if None. A name that has no weight in `FusionWeights` is an error
    (KeyError).
    """
    weight = {"lexical": weights.lexical, "dense": weights.dense, "known": weights.known}
    scores: dict[int, float] = {}
    for name, rows in rankings.items():
        share, first = weight[name], weights.constant + 1
        for place, row in enumerate(rows):
            scores[row] = scores.get(row, 0.0) + share / (first + place)
    order = sorted(scores.items(), key=lambda pair: (-pair[1], pair[0]))[:k]
    places = {name: {row: n for n, row in enumerate(r, 1)} for name, r in rankings.items()}
    return [
        Fused(row, score, {name: at[row] for name, at in places.items() if row in at})
        for row, score in order
    ]
