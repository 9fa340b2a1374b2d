"""Fitting of the conflict words (冲突用语拟合), on the pairs that we wrote, the test's left out.

    python -m models.training.fit_conflicts --home DIR --model DIR

The words learn from all authors but those of `WEIGHED`, of whom the first network knows nothing:
on theirs it is fitted how much network, words and signs count. Writes `conflicts.npz` and the
fingerprint to the model.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from corpus.library import Library, LibraryView
from models.neural.clauses.conflict_signs import NAMES, signs_of
from models.neural.clauses.conflict_words import ConflictWords, difference, weighed_together
from models.neural.clauses.files import CONFLICT_WORDS
from models.neural.clauses.inputs import pair_tokens
from models.neural.clauses.labels import CONFLICTS
from models.neural.clauses.networks import Networks
from models.neural.clauses.readings import comparison_of
from models.training.card import write_card
from models.training.conflicts import provision_text, read_conflicts
from models.training.folds import EXCERPT
from models.training.word_weights import analyse, save_weights

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

WEIGHED = frozenset({"P8", "P9", "P10", "P11", "P12"})
"""Authors whose pairs the first network has not learnt from."""
_SIGNS = 0.1
"""How large the signs are made beside TF-IDF of length 1."""


class Told(NamedTuple):
    """冲突对: clause, superior provision, place of the type."""

    clause: str
    provision: str
    kind: int


def fit_words(told: Sequence[Told], path: Path) -> None:
    """Fit words and signs on pairs and write the npz; nothing weighs them yet."""
    import numpy as np
    from scipy.sparse import csr_matrix, hstack
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.linear_model import LogisticRegression

    words = TfidfVectorizer(analyzer=analyse, min_df=2, sublinear_tf=True)
    values = words.fit_transform([difference(one.clause, one.provision) for one in told])
    signs = np.array([signs_of(one.clause, one.provision) for one in told], dtype=np.float32)
    mean, spread = signs.mean(0), signs.std(0) + 1e-6
    known = hstack([values, csr_matrix((signs - mean) / spread * _SIGNS)]).tocsr()
    guess = LogisticRegression(C=30, max_iter=600).fit(known, [one.kind for one in told])
    if list(guess.classes_) != list(range(len(CONFLICTS))):
        raise ValueError("a type has no pair")
    last = len(NAMES)
    names, weights = words.get_feature_names_out(), guess.coef_[:, :-last]
    save_weights(path, names, words.idf_, weights, guess.intercept_)
    _add(path, mean=mean, spread=spread, signs=guess.coef_[:, -last:].T * _SIGNS)


def fit_stack(told: Sequence[Told], networks: Networks, path: Path) -> None:
    """Fit what weighs the first network, words and signs, on pairs that none of them knows; add it."""
    import numpy as np
    from sklearn.linear_model import LogisticRegression

    from models.neural.encoder.onnx_encoder import TOKENIZER, WEIGHTS
    from models.neural.session import open_tokenizer

    tokenizer, words = open_tokenizer(WEIGHTS / TOKENIZER), ConflictWords(path)
    tokens = [pair_tokens(tokenizer, one.clause, one.provision) for one in told]
    rows = []
    for one, read, output in zip(told, tokens, networks.first(tokens), strict=True):
        signs = words.signs(one.clause, one.provision)
        spoken = words.by_words(one.clause, one.provision, signs)
        rows.append(weighed_together(comparison_of(read, output).types, spoken, signs))
    guess = LogisticRegression(C=0.03, max_iter=2000)
    guess.fit(np.array(rows), [one.kind for one in told])
    _add(path, stack=guess.coef_.T, stack_bias=guess.intercept_)


def _add(path: Path, **arrays: NDArray[np.floating]) -> None:
    """Add arrays to an npz, as float32."""
    import numpy as np

    with np.load(path) as data:
        held = {name: data[name] for name in data.files}
    held |= {name: array.astype(np.float32) for name, array in arrays.items()}
    np.savez_compressed(path, **held)


def _told(view: LibraryView, *, weighed: bool) -> list[Told]:
    pairs = [
        (pair, provision_text(view, pair.laws)[:EXCERPT])
        for pair in read_conflicts()
        if not pair.is_held_out and (pair.author in WEIGHED) == weighed
    ]
    return [Told(pair.text, law, CONFLICTS.index(pair.type)) for pair, law in pairs if law]


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--home", type=Path, required=True)
    parser.add_argument("--model", type=Path, required=True)
    parser.add_argument("--as-of", type=date.fromisoformat, default=date(2026, 11, 26))
    given = parser.parse_args()
    from models.neural.clauses.files import MODEL, SECOND

    path = given.model / CONFLICT_WORDS
    with Library.open(given.home / "library.sqlite") as library:
        view = library.at(given.as_of)
        learnt, open_ones = _told(view, weighed=False), _told(view, weighed=True)
    fit_words(learnt, path)
    fit_stack(open_ones, Networks(given.model / MODEL, given.model / SECOND, 0), path)
    write_card(given.model)


if __name__ == "__main__":
    main()
