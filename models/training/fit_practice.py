"""Fitting of the practice (审查实务拟合): what readers object to in real documents, by words and signs.

python -m models.training.fit_practice --documents DIR --home DIR --out DIR

The words are a regression over TF-IDF of one to three characters, for which clauses of our own count a
little: real documents hold hardly any that are blatantly unlawful. What it says of documents that it has not
seen, eight folds of documents, is weighed with the signs by a second regression, for real clauses alone.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from models.checks.base import Context
from models.checks.content.draft import view_draft
from models.checks.content.practice import signs_of
from models.checks.content.words import find_words
from models.neural.clauses.files import PRACTICE, PRACTICE_WORDS, WEIGHTS, WORDING
from models.neural.clauses.practice import BIAS, WORDS
from models.neural.clauses.wording import Wording
from models.training.card import write_card
from models.training.clauses import Clause, is_for_calibration, is_held_out, read_clauses
from models.training.real import RealDocument, read_real
from models.training.word_weights import analyse, save_weights

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_FOLDS = 8
_OF_WORDS, _OF_SIGNS = 4.0, 1.0
"""Inverse strengths of the two regressions' penalties."""
_CLEAR = 2.0
"""How much a clause counts to which most reviewers would object."""
_OWN, _EVERY = 0.1, 3
"""How much a clause of our own counts, and that each third of them is taken: what is said of real documents
unseen is the same without them, but of blatantly unlawful clauses .45 instead of .63 are from .4 on."""
_KEPT = 120_000


@dataclass(frozen=True, slots=True)
class RealClause:
    """真实条款: one clause of a document, its signs, and whether readers object to it (clearly)."""

    document: str
    text: str
    signs: dict[str, float]
    objected: bool
    clear: bool


def clauses_of(document: RealDocument, context: Context, wording: Wording) -> list[RealClause]:
    """真实条款 of one document."""
    submission = document.submission
    view = view_draft(submission, context, find_words(submission))
    found = []
    for unit in view.pieces:
        text = unit.span.of(submission.document.text)
        against = document.objections_in(unit.span)
        signs = {**signs_of(unit, view), "wording": wording.log_odds(text)}
        clear = any(o.clear for o in against)
        found.append(RealClause(document.id, text, signs, bool(against), clear))
    return found


def fit(
    clauses: Sequence[RealClause], out: Path, own: Sequence[Clause] = ()
) -> NDArray[np.float64]:
    """Fit and write both files; return the chances (n,) told of each clause unseen.

    `own` are clauses of our corpus that the words learn from besides.
    """
    import numpy as np
    from sklearn.model_selection import GroupKFold

    truth = np.array([c.objected for c in clauses])
    groups = [c.document for c in clauses]
    folds = list(GroupKFold(_FOLDS).split(truth, truth, groups))
    texts = [c.text for c in clauses]
    unseen = np.zeros(len(clauses))
    for learnt, asked in folds:
        words, regression = _fit_words([clauses[i] for i in learnt], own)
        unseen[asked] = regression.decision_function(words.transform([texts[i] for i in asked]))
    names = list(clauses[0].signs)
    rows = np.column_stack([unseen, [[c.signs[n] for n in names] for c in clauses]])
    chances = np.zeros(len(clauses))
    for learnt, asked in folds:
        chances[asked] = _fit_signs(rows[learnt], truth[learnt]).predict_proba(rows[asked])[:, 1]
    words, regression = _fit_words(clauses, own)
    save_weights(
        out / PRACTICE_WORDS,
        words.get_feature_names_out(),
        words.idf_,
        regression.coef_,
        regression.intercept_,
        _KEPT,
    )
    signs = _fit_signs(rows, truth)
    weights = dict(zip([WORDS, *names], map(float, signs.coef_[0]), strict=True))
    table = {name: round(value, 5) for name, value in weights.items()}
    table[BIAS] = round(float(signs.intercept_[0]), 5)
    (out / PRACTICE).write_text(json.dumps(table, indent=1) + "\n", encoding="utf-8")
    return chances


def _fit_words(clauses: Sequence[RealClause], own: Sequence[Clause]) -> tuple[Any, Any]:
    """The vectorizer and the regression; scikit-learn has no types."""
    import numpy as np
    from scipy.sparse import vstack
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.linear_model import LogisticRegression

    words = TfidfVectorizer(analyzer=analyse, min_df=2, sublinear_tf=True, dtype=np.float32)
    rows = words.fit_transform([c.text for c in clauses])
    truth = [c.objected for c in clauses] + [c.label == "unlawful" for c in own]
    counts = [_CLEAR if c.clear else 1.0 for c in clauses] + [_OWN] * len(own)
    rows = vstack([rows, words.transform([c.text for c in own])]) if own else rows
    return words, LogisticRegression(C=_OF_WORDS, max_iter=1000).fit(rows, truth, counts)


def _fit_signs(rows: NDArray[np.float64], truth: NDArray[np.bool_]) -> Any:
    from sklearn.linear_model import LogisticRegression

    return LogisticRegression(C=_OF_SIGNS, max_iter=5000).fit(rows, truth)


def report(clauses: Sequence[RealClause], chances: NDArray[np.float64]) -> list[str]:
    """What chances told of unseen documents are worth, a line each."""
    import numpy as np
    from sklearn.metrics import average_precision_score, roc_auc_score

    truth = np.array([c.objected for c in clauses])
    clear = np.array([c.clear for c in clauses])
    lines = [
        f"{len(clauses)} clauses, {truth.sum()} objected to, {clear.sum()} clearly",
        f"area {roc_auc_score(truth, chances):.3f}, clear {roc_auc_score(clear, chances):.3f}; average"
        f" precision {average_precision_score(truth, chances):.3f}",
    ]
    for bound in (0.2, 0.3, 0.35, 0.4, 0.5, 0.6, 0.7):
        told = chances >= bound
        lines.append(
            f"from {bound}: {told.sum()} clauses, right {truth[told].mean():.2f}, clear"
            f" {clear[told].mean():.2f}; of all {truth[told].sum() / truth.sum():.2f}, of the clear"
            f" {clear[told].sum() / clear.sum():.2f}"
        )
    return lines


def main() -> None:
    """Command line."""
    from models.training.fit_judge import open_context

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=Path, required=True)
    parser.add_argument("--home", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    given = parser.parse_args()
    context = open_context(given.home, date(2026, 11, 27), WEIGHTS)
    wording = Wording(WEIGHTS / WORDING)
    documents = list(read_real(given.documents, use="train"))
    clauses = [c for one in documents for c in clauses_of(one, context, wording)]
    own = [c for c in read_clauses() if not (is_held_out(c) or is_for_calibration(c))]
    chances = fit(clauses, given.out, own[::_EVERY])
    sys.stdout.write("\n".join(report(clauses, chances)) + "\n")
    write_card(given.out)


if __name__ == "__main__":
    main()
