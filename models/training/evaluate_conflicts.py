"""Evaluation of conflict types (冲突评测): on laws that nothing was trained on, with baselines."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from corpus.library import LibraryView
from models.checks.base import ClauseModel
from models.neural.clauses.conflict_words import difference
from models.training.conflict_scores import ConflictScores, scores
from models.training.conflicts import ConflictPair, provision_text, read_conflicts
from models.training.folds import EXCERPT

if TYPE_CHECKING:
    from numpy.typing import NDArray

Texts = list[tuple[str, str]]
"""(subordinate clause, superior provision)."""


@dataclass(frozen=True, slots=True)
class ConflictReport:
    """冲突评测报告: scores of the product and of each baseline; `lacking` could not be resolved."""

    pairs: int
    laws: int
    lacking: int
    systems: dict[str, ConflictScores]
    unrelated: tuple[int, int]


def evaluate(view: LibraryView, model: ClauseModel, *, baselines: bool = True) -> ConflictReport:
    """冲突评测 over the held-out laws of our own pairs."""
    held, lacking = _resolved(view, [p for p in read_conflicts() if p.is_held_out])
    truth = [pair.type for pair, _ in held]
    texts: Texts = [(pair.text, law) for pair, law in held]
    told = predict(model, texts)
    found = {"法审": scores(truth, told)}
    if baselines:
        learnt, _ = _resolved(view, [p for p in read_conflicts() if not p.is_held_out])
        found["仅规则（数额、期限比对）"] = scores(truth, by_rules(texts))
        found["TF-IDF＋逻辑回归"] = scores(truth, _by_words(learnt, texts))
        found["仅检索（语义相近度）"] = scores(truth, _by_likeness(learnt, texts))
    odd = [t for t, true in zip(told, truth, strict=True) if true == "unrelated"]
    laws = len({pair.laws[0][0] for pair, _ in held})
    return ConflictReport(len(held), laws, lacking, found, (odd.count("unrelated"), len(odd)))


def _resolved(
    view: LibraryView, pairs: Sequence[ConflictPair]
) -> tuple[list[tuple[ConflictPair, str]], int]:
    both = [(pair, provision_text(view, pair.laws)[:EXCERPT]) for pair in pairs]
    return [b for b in both if b[1]], sum(not text for _, text in both)


def predict(model: ClauseModel, texts: Texts) -> list[str]:
    """冲突类型 by the product's model; a finding that names a difference takes the type of that instead."""
    return [result.likeliest for result in model.compare(texts)]


def by_rules(texts: Texts) -> list[str]:
    """规则基线: the differences of fines, periods and bodies that the comparison can name."""
    from models.comparison import compare

    return [next((d.type for d in compare(clause, law)), "none") for clause, law in texts]


def _by_words(learnt: Sequence[tuple[ConflictPair, str]], texts: Texts) -> list[str]:
    """字词基线: characters of the clause that the provision lacks, and the reverse."""
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.linear_model import LogisticRegression

    words = TfidfVectorizer(analyzer="char", ngram_range=(1, 3), min_df=2, sublinear_tf=True)
    known = [difference(pair.text, law) for pair, law in learnt]
    guess = LogisticRegression(C=10, max_iter=500, class_weight="balanced")
    guess.fit(words.fit_transform(known), [pair.type for pair, _ in learnt])
    found = guess.predict(words.transform([difference(*one) for one in texts]))
    return [str(one) for one in found]


def _by_likeness(learnt: Sequence[tuple[ConflictPair, str]], texts: Texts) -> list[str]:
    """检索基线: likeness tells only whether there is a conflict; the type is the commonest."""
    from models.neural.encoder import OnnxEncoder

    encoder = OnnxEncoder()
    known = _likeness(encoder.encode_queries, [(pair.text, law) for pair, law in learnt])
    agree = np.array([pair.type in ("none", "unrelated") for pair, _ in learnt])
    bounds = np.quantile(known, np.linspace(0.02, 0.98, 49))
    best = max(bounds, key=lambda b: float(((known < b) == agree).mean()))
    types = [pair.type for pair, _ in learnt if pair.type not in ("none", "unrelated")]
    usual = max(set(types), key=types.count)
    near = _likeness(encoder.encode_queries, texts)
    return ["none" if value < best else usual for value in near]


def _likeness(
    encode: Callable[[list[str]], NDArray[np.float32]], texts: Texts
) -> NDArray[np.float32]:
    clauses, laws = encode([c for c, _ in texts]), encode([law for _, law in texts])
    likeness: NDArray[np.float32] = (clauses * laws).sum(1)
    return likeness
