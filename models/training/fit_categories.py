"""Fitting of the category words (类目用语拟合).

python -m models.training.fit_categories --out DIR [--without FOLD]
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

from models.neural.clauses.files import WORDS
from models.neural.clauses.labels import CATEGORIES
from models.neural.clauses.widen import widened
from models.training.clauses import Clause, is_for_calibration, is_held_out, read_clauses
from models.training.folds import fold_of
from models.training.word_weights import analyse, save_weights

_LOOK_ALIKE = 0.5


def fit(clauses: Sequence[Clause], path: Path) -> None:
    """Fit on the clauses that break or resemble a category; write the npz."""
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.linear_model import LogisticRegression

    known = [c for c in clauses if c.manner != "power" and c.categories]
    words = TfidfVectorizer(analyzer=analyse, min_df=2, sublinear_tf=True)
    values = words.fit_transform([c.text for c in known])
    values = values + words.transform([_words(c) for c in known])
    truth = [CATEGORIES.index(c.categories[0]) for c in known]
    weight = [1.0 if c.label == "unlawful" else _LOOK_ALIKE for c in known]
    guess = LogisticRegression(C=40, max_iter=400).fit(values, truth, sample_weight=weight)
    if list(guess.classes_) != list(range(len(CATEGORIES))):
        raise ValueError("a category has no clause")
    save_weights(path, words.get_feature_names_out(), words.idf_, guess.coef_, guess.intercept_)


def _words(clause: Clause) -> str:
    return widened(clause.text, clause.span) if clause.span else clause.text


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--without", type=int, default=-1)
    given = parser.parse_args()
    clauses = [
        c
        for c in read_clauses()
        if not (is_held_out(c) or is_for_calibration(c)) and fold_of(c.topic) != given.without
    ]
    fit(clauses, given.out / WORDS)


if __name__ == "__main__":
    main()
