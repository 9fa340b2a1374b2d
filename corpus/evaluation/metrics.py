"""Retrieval metrics (检索指标): pure functions of one ranking and its gold set.

A ranking is a sequence of distinct keys, best first; gold is a non-empty set of keys.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Hashable, Mapping, Sequence

MEASURES = ("R@5", "R@10", "R@100", "hit@5", "hit@10", "hit@100", "MRR@10", "NDCG@10")
"""The names of `measure`, in the order in which they are shown."""
DEPTH = 100
"""How many results the deepest of them looks at."""


def recall(ranking: Sequence[Hashable], gold: Collection[Hashable], k: int) -> float:
    """召回率 R@k: share of the gold found among the first k, 0 to 1."""
    return len(set(ranking[:k]) & set(gold)) / len(gold)


def hit(ranking: Sequence[Hashable], gold: Collection[Hashable], k: int) -> float:
    """命中率 hit@k: 1 if any gold stands among the first k, else 0."""
    return float(any(key in gold for key in ranking[:k]))


def reciprocal_rank(ranking: Sequence[Hashable], gold: Collection[Hashable], k: int) -> float:
    """首位倒数 RR@k: 1 / rank of the first gold among the first k, 0 if there is none."""
    return next((1 / rank for rank, key in enumerate(ranking[:k], 1) if key in gold), 0.0)


def ndcg(ranking: Sequence[Hashable], gold: Collection[Hashable], k: int) -> float:
    """折损累计增益 NDCG@k with gain 1 for gold: DCG over the DCG of the best possible order."""
    gained = sum(1 / math.log2(n + 1) for n, key in enumerate(ranking[:k], 1) if key in gold)
    best = sum(1 / math.log2(n + 1) for n in range(1, min(k, len(gold)) + 1))
    return gained / best


def measure(ranking: Sequence[Hashable], gold: Collection[Hashable]) -> dict[str, float]:
    """全部指标 of one query, by the names of `MEASURES`."""
    return {
        **{f"R@{k}": recall(ranking, gold, k) for k in (5, 10, 100)},
        **{f"hit@{k}": hit(ranking, gold, k) for k in (5, 10, 100)},
        "MRR@10": reciprocal_rank(ranking, gold, 10),
        "NDCG@10": ndcg(ranking, gold, 10),
    }


def average(measured: Sequence[Mapping[str, float]]) -> dict[str, float]:
    """平均: each measure averaged over the queries; empty for no query."""
    if not measured:
        return {}
    return {name: math.fsum(m[name] for m in measured) / len(measured) for name in MEASURES}


def percentile(values: Sequence[float], share: float) -> float:
    """百分位: the smallest value that at least `share` (0 to 1) of the values do not exceed.

    Raises:
        ValueError: there is no value.
    """
    if not values:
        raise ValueError("no value")
    return sorted(values)[max(math.ceil(share * len(values)), 1) - 1]
