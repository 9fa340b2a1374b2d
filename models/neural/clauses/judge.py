"""Judge (判断): how likely a suspicion is right, given all that speaks for and against it.

A logistic sum of readable features; its weights are fitted by `models.training.fit_judge` on
clauses that the model behind them had not seen.
"""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from models.neural.clauses.files import JUDGE, WEIGHTS

_LIMIT = 6.0
_LEARNT = 0.39
"""Share of unlawful clauses among those that the judge is fitted on."""
_REAL = 0.013
"""Share in whole real drafts: 25 of 1,934 clauses of 55 normative documents, read where the product suspected
them; more may be unlawful that it did not see."""
FEW = 6
"""Clauses up to which a draft is a question about a clause rather than a whole draft."""


@dataclass(frozen=True, slots=True)
class Thresholds:
    """阈值: from `error` on a finding, from `doubt` on undecided. Probabilities in 0..1."""

    error: float
    doubt: float


@dataclass(frozen=True, slots=True)
class Mixture:
    """混合: what the networks' log-odds of "unlawful at all" count beside those of the wording."""

    network: float = 1.0
    wording: float = 0.0
    bias: float = 0.0

    def chance(self, network: float, wording: float) -> float:
        """Return the probability (0..1) by both."""
        total = self.network * network + self.wording * wording + self.bias
        return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, total))))


@dataclass(frozen=True, slots=True)
class Judge:
    """判断: one set of weights a kind of suspicion, and thresholds a category."""

    weights: dict[str, dict[str, float]]
    thresholds: dict[str, Thresholds]
    mixture: Mixture = Mixture()

    def probability(self, group: str, features: dict[str, float]) -> float:
        """Return the calibrated probability (0..1) that a suspicion is right."""
        weights = self.weights[group]
        total = weights["bias"] + sum(
            weights.get(name, 0.0) * value for name, value in features.items()
        )
        return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, total))))

    def most(self, group: str, features: dict[str, float], best: dict[str, float]) -> float:
        """Return the highest probability (0..1) there can be while `best` are not known: 0 to these values."""
        weights = self.weights[group]
        gained = {n: value if weights.get(n, 0.0) > 0 else 0.0 for n, value in best.items()}
        return self.probability(group, {**features, **gained})

    def threshold(self, category: str) -> Thresholds:
        """Return a category's thresholds; those of "" where it has none of its own."""
        return self.thresholds.get(category) or self.thresholds[""]


@lru_cache(maxsize=4)
def load_judge(directory: Path = WEIGHTS) -> Judge:
    """Read the weights that `models.training.fit_judge` wrote."""
    data = json.loads((directory / JUDGE).read_text(encoding="utf-8"))
    thresholds = {name: Thresholds(**pair) for name, pair in data["thresholds"].items()}
    return Judge(data["weights"], thresholds, Mixture(**data.get("mixture", {})))


def in_draft(probability: float, clauses: int) -> float:
    """What a judge's probability is worth in a draft of so many clauses (先验校正).

    Who asks about a few clauses doubts them; of a whole draft nearly all clauses are lawful, so that the
    same signs mean less. Between the two the share falls with the square of the number.
    """
    if clauses <= FEW:
        return probability
    share = max(_REAL, _LEARNT * (FEW / clauses) ** 2)
    odds = probability / max(1e-9, 1.0 - probability)
    odds *= share / (1.0 - share) * (1.0 - _LEARNT) / _LEARNT
    return odds / (1.0 + odds)


def logit(probability: float) -> float:
    """Log-odds, kept within ±6."""
    low = 1.0 / (1.0 + math.exp(_LIMIT))
    kept = min(1.0 - low, max(low, probability))
    return math.log(kept / (1.0 - kept))
