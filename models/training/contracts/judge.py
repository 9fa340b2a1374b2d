"""Fitting of the judge (裁断拟合): how rules and word scores together tell a risky clause.

It is fitted on clauses of authors of whom the word scores learnt nothing.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from corpus.knowledge.term_families import load_term_families
from models.checks.contract.signs import rule_hits
from models.neural.contracts.judge import FEATURES, features
from models.neural.contracts.model import WordContractModel
from models.training.contracts.data import TermExample

_SHARES = {"strong": (0.10, 0.03), "weak": (0.025, 0.004), "alone": (0.012, 0.002)}
"""By the best rule hit: the shares of look-alikes and of plain clauses that may be flagged."""
_MOST_IDS = 6
_LOWEST_THRESHOLD = -1.5
_STRONG, _WEAK = FEATURES.index("strong"), FEATURES.index("weak")


def fit_judge(examples: Sequence[TermExample], model: WordContractModel, path: Path) -> None:
    """Fit and write the judge: weights of the features, and the thresholds of a find."""
    from sklearn.linear_model import LogisticRegression

    rows, truth, owner = _rows(examples, model)
    weight = np.where(truth, 1.0, 0.5)
    fitted = LogisticRegression(C=5.0).fit(rows, truth, weight)
    scores = fitted.decision_function(rows)
    groups = {
        "strong": rows[:, _STRONG] > 0,
        "weak": rows[:, _WEAK] > 0,
        "alone": (rows[:, _STRONG] == 0) & (rows[:, _WEAK] == 0),
    }
    alike = [i for i, e in enumerate(examples) if e.resembles]
    plain = [i for i, e in enumerate(examples) if _is_plain(e)]
    thresholds = {
        name: max(
            _threshold(scores[inside], owner[inside], alike, _SHARES[name][0]),
            _threshold(scores[inside], owner[inside], plain, _SHARES[name][1]),
        )
        for name, inside in groups.items()
    }
    weights = dict(zip(FEATURES, fitted.coef_[0].round(4).tolist(), strict=True))
    judge = {"weights": weights, "bias": round(float(fitted.intercept_[0]), 4)}
    judge["thresholds"] = {name: round(value, 4) for name, value in thresholds.items()}
    path.write_text(json.dumps(judge, indent=1) + "\n", encoding="utf-8")


def _is_plain(example: TermExample) -> bool:
    return not example.terms and not example.resembles


def _rows(
    examples: Sequence[TermExample], model: WordContractModel
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """One row a clause and candidate id: the best ids by words, and those a rule names."""
    families = load_term_families()
    rows, truth, owner = [], [], []
    for i, (example, said) in enumerate(
        zip(examples, model.risks([e.text for e in examples]), strict=True)
    ):
        kind = example.context[0] if example.context else ""
        hits = rule_hits(example.text, frozenset({kind} if kind else ()))
        best = sorted(said.terms, key=lambda t: -said.terms[t])[:_MOST_IDS]
        true = {families.shown(t, public=False) for t in example.terms}
        related = frozenset().union(*(families.related(t) for t in example.terms))
        for term in dict.fromkeys([*best, *hits]):
            is_true = families.shown(term, public=False) in true
            if not is_true and term in related:
                continue
            rows.append(features(said, term, hits.get(term, "")))
            truth.append(is_true)
            owner.append(i)
    return np.array(rows), np.array(truth), np.array(owner)


def _threshold(
    scores: np.ndarray, owner: np.ndarray, clauses: Sequence[int], share: float
) -> float:
    """The score that only a share of these clauses pass with any id of the group."""
    best: dict[int, float] = {}
    for i, score in zip(owner.tolist(), scores.tolist(), strict=True):
        best[i] = max(best.get(i, -np.inf), score)
    passed = sorted((best[i] for i in clauses if i in best), reverse=True)
    allowed = int(share * len(clauses))
    return float(passed[allowed]) + 1e-6 if len(passed) > allowed else _LOWEST_THRESHOLD
