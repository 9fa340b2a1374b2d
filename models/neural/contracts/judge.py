"""Judge of risky clauses (裁断): rules and word scores weighed together."""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

Hit = Literal["", "weak", "strong"]
FEATURES = ("term", "any", "strong", "weak", "term_and_any")
_LOWEST = -6.0


@dataclass(frozen=True, slots=True)
class Risk:
    """字面风险: log-odds of "any risk", and of each id that is not far below even."""

    any: float
    terms: dict[str, float]


@dataclass(frozen=True, slots=True)
class TermJudge:
    """裁断: `thresholds` are the scores above which a clause is reported, by the best rule hit."""

    weights: tuple[float, ...]
    bias: float
    thresholds: dict[Hit, float]

    @classmethod
    def read(cls, path: Path) -> TermJudge:
        """Read the weights that `models.training.contracts.judge` wrote."""
        data = json.loads(path.read_text("utf-8"))
        weights = tuple(float(data["weights"][name]) for name in FEATURES)
        said = data["thresholds"]
        thresholds: dict[Hit, float] = {
            "": float(said["alone"]),
            "weak": float(said["weak"]),
            "strong": float(said["strong"]),
        }
        return cls(weights, float(data["bias"]), thresholds)

    def confidence(self, risk: Risk, term: str, hit: Hit) -> float:
        """把握 in 0..1 that a clause is such a term; 0.5 is the threshold."""
        values = features(risk, term, hit)
        score = self.bias + sum(w * v for w, v in zip(self.weights, values, strict=True))
        return 1.0 / (1.0 + math.exp(min(60.0, self.thresholds[hit] - score)))


def features(risk: Risk, term: str, hit: Hit) -> Sequence[float]:
    """The judge's view of a clause and an id, in the order of `FEATURES`."""
    odds = max(risk.terms.get(term, _LOWEST), _LOWEST)
    lesser = min(odds, risk.any)
    return (odds, risk.any, float(hit == "strong"), float(hit == "weak"), lesser)
