"""Fitting of the contract models (合同模型拟合): one logistic regression an id, over characters.

python -m models.training.contracts.fit [--out DIR]
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from corpus.knowledge.term_families import load_term_families
from models.neural.contracts.model import CLAUSES, TERMS, WEIGHTS
from models.neural.words import grams
from models.training.contracts.data import ClauseExample, TermExample, read_clauses, read_terms

_KEPT = 60_000
_FOLDS = 5
_STRENGTH = 12.0
_FEWEST = 5


@dataclass(frozen=True, slots=True)
class Problem:
    """学习任务: `truth` (n, k): 1 it is, 0 it is not, -1 not said; `weight` (n, k) for the loss.

    `false_rate` is the share of the negatives that may score above the threshold.
    """

    texts: list[str]
    labels: list[str]
    truth: NDArray[np.int8]
    weight: NDArray[np.float32]
    false_rate: float


def term_problem(terms: Sequence[TermExample], plain: Sequence[ClauseExample]) -> Problem:
    """问题条款: look-alikes are the hardest negatives; siblings of an entry say nothing about it.

    The offending words of a long clause are an example of their own.
    """
    families = load_term_families()
    skipped = families.numeric | families.absent
    counted = Counter(t for e in terms for t in e.terms)
    labels = sorted(t for t, n in counted.items() if n >= _FEWEST and t not in skipped)
    rows: list[tuple[str, tuple[str, ...], tuple[str, ...]]] = []
    for one in terms:
        rows.append((one.text, one.terms, one.resembles))
        if len(one.words) >= 12 and len(one.words) < len(one.text) * 0.8:
            rows.append((one.words, one.terms, ()))
    rows += [(one.text, (), ()) for one in plain]
    truth = np.zeros((len(rows), len(labels)), dtype=np.int8)
    weight = np.ones((len(rows), len(labels)), dtype=np.float32)
    related = [families.related(label) for label in labels]
    for i, (_, is_, resembles) in enumerate(rows):
        for k, label in enumerate(labels):
            if label in is_ or any(
                families.shown(t, public=False) == families.shown(label, public=False) for t in is_
            ):
                truth[i, k], weight[i, k] = 1, 4.0
            elif label in resembles:
                weight[i, k] = 3.0
            elif related[k] & set(is_):
                truth[i, k] = -1
    return Problem([r[0] for r in rows], labels, truth, weight, 0.0008)


def clause_problem(clauses: Sequence[ClauseExample]) -> Problem:
    """应备条款: an empty mention is the hardest negative.

    What settles a clause of one kind of contract often settles a common one too: nothing is said.
    """
    counted = Counter(i for e in clauses for i in e.settles)
    labels = sorted(i for i, n in counted.items() if n >= _FEWEST)
    truth = np.zeros((len(clauses), len(labels)), dtype=np.int8)
    weight = np.ones((len(clauses), len(labels)), dtype=np.float32)
    for i, one in enumerate(clauses):
        for k, label in enumerate(labels):
            if label in one.settles:
                truth[i, k], weight[i, k] = 1, 6.0
            elif label in one.mentions:
                weight[i, k] = 3.0
            elif one.settles and label.startswith("C_"):
                truth[i, k] = -1
    return Problem([e.text for e in clauses], labels, truth, weight, 0.004)


def fit(problem: Problem, path: Path) -> NDArray[np.float32]:
    """Fit, set each threshold on held-out folds, write the npz; return held-out log-odds (n, k).

    The thresholds are taken off the biases: at run time more than 0 is a find.
    """
    from sklearn.feature_extraction.text import TfidfVectorizer

    words = TfidfVectorizer(analyzer=_analyse, min_df=2, sublinear_tf=True)
    values = words.fit_transform(problem.texts)
    held = _held_out(values, problem)
    shift = np.array([_threshold(held[:, k], problem, k) for k in range(len(problem.labels))])
    coefficients, bias = _fit_all(values, problem, np.arange(len(problem.texts)))
    kept = np.sort(np.argsort(-np.abs(coefficients).max(0) * words.idf_)[:_KEPT])
    weights = coefficients[:, kept].T
    scale = np.maximum(np.abs(weights).max(0), 1e-6) / 127
    path.parent.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(
        path,
        grams=np.frombuffer("\n".join(words.get_feature_names_out()[kept]).encode(), np.uint8),
        labels=np.frombuffer("\n".join(problem.labels).encode(), np.uint8),
        idf=words.idf_[kept].astype(np.float16),
        weights=np.round(weights / scale).astype(np.int8),
        scale=scale.astype(np.float32),
        bias=(bias - shift).astype(np.float32),
    )
    return (held - shift).astype(np.float32)


def _held_out(values: object, problem: Problem) -> NDArray[np.float64]:
    folds = np.random.default_rng(5).integers(0, _FOLDS, len(problem.texts))
    held = np.zeros(problem.truth.shape)
    for fold in range(_FOLDS):
        rows = np.flatnonzero(folds != fold)
        coefficients, bias = _fit_all(values, problem, rows)
        out = np.flatnonzero(folds == fold)
        held[out] = values[out] @ coefficients.T + bias  # type: ignore[index]
    return held


def _fit_all(
    values: object, problem: Problem, rows: NDArray[np.int64]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    from sklearn.linear_model import LogisticRegression

    found = []
    for k in range(len(problem.labels)):
        said = rows[problem.truth[rows, k] >= 0]
        model = LogisticRegression(C=_STRENGTH, solver="liblinear", max_iter=200)
        model.fit(values[said], problem.truth[said, k], problem.weight[said, k])  # type: ignore[index]
        found.append((model.coef_[0], model.intercept_[0]))
    return np.vstack([c for c, _ in found]), np.array([b for _, b in found])


def _threshold(scores: NDArray[np.float64], problem: Problem, k: int) -> float:
    """The score that only `false_rate` of the plain negatives and one in ten look-alikes pass."""
    negative = problem.truth[:, k] == 0
    alike = negative & (problem.weight[:, k] > 1)
    plain = np.quantile(scores[negative], 1 - problem.false_rate)
    hard = np.quantile(scores[alike], 0.9) if alike.any() else plain
    return float(max(plain, hard))


def _analyse(text: str) -> list[str]:
    return list(grams(text).elements())


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=WEIGHTS)
    given = parser.parse_args()
    clauses = read_clauses()
    for problem, name in (
        (term_problem(read_terms(), clauses), TERMS),
        (clause_problem(clauses), CLAUSES),
    ):
        held = fit(problem, given.out / name)
        negative = problem.truth == 0
        alike = negative & (problem.weight > 1)
        print(
            f"{name}: {len(problem.labels)} ids, {len(problem.texts)} texts; held out: "
            f"recall {(held[problem.truth == 1] > 0).mean():.3f}, "
            f"look-alikes {(held[alike] > 0).mean():.3f}, "
            f"others {(held[negative & ~alike] > 0).mean():.5f}"
        )


if __name__ == "__main__":
    main()
