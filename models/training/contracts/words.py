"""Fitting of word scores (用字评分拟合): one logistic regression an id, over one to three characters."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from models.neural.contracts.model import ANY
from models.neural.words import grams
from models.training.contracts.problems import Problem

_KEPT = 60_000
_STRENGTH, _STRENGTH_ANY = 30.0, 5.0


def fit_words(problem: Problem, path: Path) -> None:
    """Fit all ids of a problem and write the npz that `models.neural.words` reads."""
    from sklearn.feature_extraction.text import TfidfVectorizer

    words = TfidfVectorizer(analyzer=_analyse, min_df=3, sublinear_tf=True)
    values = words.fit_transform(problem.texts)
    fitted = [_one(values, problem, k) for k in range(len(problem.labels))]
    coefficients = np.vstack([c for c, _ in fitted])
    kept = np.sort(np.argsort(-np.abs(coefficients).max(0) * words.idf_)[:_KEPT])
    weights = coefficients[:, kept].T
    scale = np.maximum(np.abs(weights).max(0), 1e-6) / 127
    path.parent.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(
        path,
        grams=_lines(words.get_feature_names_out()[kept].tolist()),
        labels=_lines(problem.labels),
        idf=words.idf_[kept].astype(np.float16),
        weights=np.round(weights / scale).astype(np.int8),
        scale=scale.astype(np.float32),
        bias=np.array([b for _, b in fitted], dtype=np.float32),
    )


def _one(values: Any, problem: Problem, k: int) -> tuple[NDArray[np.float64], float]:
    from sklearn.linear_model import LogisticRegression

    said = np.flatnonzero(problem.truth[:, k] >= 0)
    strength = _STRENGTH_ANY if problem.labels[k] == ANY else _STRENGTH
    model = LogisticRegression(C=strength, solver="liblinear", tol=5e-3)
    model.fit(values[said], problem.truth[said, k], problem.weight[said, k])
    return model.coef_[0], float(model.intercept_[0])


def _lines(words: list[str]) -> NDArray[np.uint8]:
    return np.frombuffer("\n".join(words).encode(), np.uint8)


def _analyse(text: str) -> list[str]:
    return list(grams(text).elements())
