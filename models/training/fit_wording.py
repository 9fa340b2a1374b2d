"""Fitting of the wording (用语拟合): lawful or not by characters and pairs of words.

python -m models.training.fit_wording --out DIR
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

from models.neural.clauses.files import WORDING
from models.neural.clauses.wording import signs
from models.training.clauses import Clause, is_for_calibration, is_held_out, read_clauses
from models.training.word_weights import save_weights

KEPT = 200_000
"""Signs that are kept; there are three times as many."""


def analyse(text: str) -> list[str]:
    """Return the signs of a text as often as they stand in it; for scikit-learn."""
    return list(signs(text).elements())


def fit(clauses: Sequence[Clause], path: Path, kept: int = KEPT) -> None:
    """Fit on all clauses but those that only the issuer's power decides; write the npz."""
    import numpy as np
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.linear_model import LogisticRegression

    clauses = [c for c in clauses if c.manner != "power"]
    words = TfidfVectorizer(analyzer=analyse, min_df=2, sublinear_tf=True, dtype=np.float32)
    wrong = LogisticRegression(C=20, max_iter=300, solver="liblinear")
    wrong.fit(
        words.fit_transform([c.text for c in clauses]), [c.label == "unlawful" for c in clauses]
    )
    names = words.get_feature_names_out()
    save_weights(path, names, words.idf_, wrong.coef_, wrong.intercept_, kept)


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, required=True)
    given = parser.parse_args()
    learnt = [c for c in read_clauses() if not (is_held_out(c) or is_for_calibration(c))]
    fit(learnt, given.out / WORDING)


if __name__ == "__main__":
    main()
