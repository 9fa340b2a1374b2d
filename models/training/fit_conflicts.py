"""Fitting of the conflict words (冲突用语拟合), on the pairs that we wrote, the test's left out.

python -m models.training.fit_conflicts --home DIR --out DIR [--without AUTHOR …]
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from corpus.library import Library
from models.neural.clauses.conflict_words import difference
from models.neural.clauses.files import CONFLICT_WORDS
from models.neural.clauses.labels import CONFLICTS
from models.training.conflicts import provision_text, read_conflicts
from models.training.folds import EXCERPT
from models.training.word_weights import analyse, save_weights


def fit(pairs: Sequence[tuple[str, str, str]], path: Path) -> None:
    """Fit on (clause, superior provision, type) and write the npz."""
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.linear_model import LogisticRegression

    words = TfidfVectorizer(analyzer=analyse, min_df=2, sublinear_tf=True)
    values = words.fit_transform([difference(clause, law) for clause, law, _ in pairs])
    guess = LogisticRegression(C=30, max_iter=600)
    guess.fit(values, [CONFLICTS.index(kind) for *_, kind in pairs])
    if list(guess.classes_) != list(range(len(CONFLICTS))):
        raise ValueError("a type has no pair")
    save_weights(path, words.get_feature_names_out(), words.idf_, guess.coef_, guess.intercept_)


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--home", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--as-of", type=date.fromisoformat, default=date(2026, 11, 26))
    parser.add_argument("--without", nargs="*", default=())
    given = parser.parse_args()
    with Library.open(given.home / "library.sqlite") as library:
        view = library.at(given.as_of)
        told = [
            (pair.text, provision_text(view, pair.laws)[:EXCERPT], pair.type)
            for pair in read_conflicts()
            if not pair.is_held_out and pair.author not in given.without
        ]
    fit([one for one in told if one[1]], given.out / CONFLICT_WORDS)


if __name__ == "__main__":
    main()
