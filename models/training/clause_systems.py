"""Systems under comparison (受评系统): the product, its ablations, and three baselines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Protocol

import numpy as np

from models.checks import CHECKS
from models.checks.base import Context
from models.checks.content import ContentCheck
from models.checks.content.steps import ALL, Steps
from models.training.clause_scores import Said
from models.training.clauses import Clause
from models.training.mini import as_submission, clause_span, flags_of, outcome_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

Progress = Callable[[str, int, int], None]
ALARMS = 0.08
"""Share of look-alikes that a baseline may flag; its threshold is set by that on the test itself,
which favours it."""
_NEIGHBOURS = 5


class System(Protocol):
    """受评系统."""

    name: str

    def say(self, clauses: Sequence[Clause], progress: Progress) -> list[Said]:
        """Say of each clause what the system finds."""
        ...


class Product:
    """产品: all checks over the clause as a draft; flags in the clause are what it says."""

    def __init__(self, name: str, context: Context, steps: Steps = ALL) -> None:
        self.name, self.context = name, context
        self.checks = [ContentCheck(steps) if c.id == ContentCheck.id else c for c in CHECKS]

    def say(self, clauses: Sequence[Clause], progress: Progress) -> list[Said]:
        """Review every clause on its own."""
        said = []
        for number, clause in enumerate(clauses, start=1):
            said.append(self._one(clause))
            progress(self.name, number, len(clauses))
        return said

    def _one(self, clause: Clause) -> Said:
        submission = as_submission(clause)
        within = clause_span(submission, clause)
        outcome = outcome_of(submission, self.checks, self.context)
        flags = flags_of(outcome, within)
        doubted = any(u.span is not None and within.overlaps(u.span) for u in outcome.undecided)
        if not flags:
            return Said(False, undecided=doubted)
        first = flags[0]
        assert first.span is not None
        start = first.span.start - within.start
        return Said(
            True,
            first.category,
            tuple((b.law, b.article) for f in flags for b in f.basis),
            (start, start + len(first.quote)),
            first.confidence,
            doubted,
        )


def patterns(context: Context) -> Product:
    """规则基线: the product without the model."""
    return Product("仅规则", replace(context, reader=None))


class WordStatistics:
    """字词基线: TF-IDF of one to three characters and logistic regression, on the training split."""

    name = "TF-IDF＋逻辑回归"

    def __init__(self, learnt: Sequence[Clause]) -> None:
        from sklearn.feature_extraction.text import TfidfVectorizer
        from sklearn.linear_model import LogisticRegression

        self.words = TfidfVectorizer(
            analyzer="char", ngram_range=(1, 3), min_df=2, sublinear_tf=True
        )
        values = self.words.fit_transform([c.text for c in learnt])
        self.wrong = LogisticRegression(C=10, max_iter=500)
        self.wrong.fit(values, [c.label == "unlawful" for c in learnt])
        unlawful = [i for i, c in enumerate(learnt) if c.label == "unlawful"]
        self.category = LogisticRegression(C=10, max_iter=500)
        self.category.fit(values[unlawful], [learnt[i].categories[0] for i in unlawful])
        self.bases = usual_bases(learnt)

    def say(self, clauses: Sequence[Clause], progress: Progress) -> list[Said]:
        """Flag what is likeliest unlawful."""
        values = self.words.transform([c.text for c in clauses])
        chances = self.wrong.predict_proba(values)[:, 1]
        categories = self.category.predict(values)
        progress(self.name, len(clauses), len(clauses))
        return _flagged(clauses, chances, [(str(c), self.bases[str(c)]) for c in categories])


class NearestClauses:
    """检索基线: the nearest clauses of the training split by meaning vote."""

    name = "仅检索（近邻条款）"

    def __init__(
        self, learnt: Sequence[Clause], encode: Callable[[list[str]], NDArray[np.float32]]
    ) -> None:
        self.learnt, self.encode = learnt, encode
        self.vectors = encode([c.text for c in learnt])

    def say(self, clauses: Sequence[Clause], progress: Progress) -> list[Said]:
        """Flag by the share of unlawful ones among the nearest."""
        near = self.encode([c.text for c in clauses]) @ self.vectors.T
        chances, told = [], []
        for row in near:
            best = np.argsort(-row)[:_NEIGHBOURS]
            weights = {int(i): float(row[i]) for i in best}
            chances.append(
                sum(w for i, w in weights.items() if self.learnt[i].label == "unlawful")
                / sum(weights.values())
                + 1e-6 * float(row[best[0]])
            )
            wrong = [self.learnt[i] for i in weights if self.learnt[i].label == "unlawful"]
            category = wrong[0].categories[0] if wrong else ""
            told.append((category, tuple(b for c in wrong for b in _named(c))))
        progress(self.name, len(clauses), len(clauses))
        return _flagged(clauses, np.array(chances), told)


def usual_bases(learnt: Sequence[Clause]) -> dict[str, tuple[tuple[str, str], ...]]:
    """The four provisions most often named for each category."""
    counts: dict[str, Counter[tuple[str, str]]] = {}
    for clause in learnt:
        if clause.label == "unlawful":
            counts.setdefault(clause.categories[0], Counter()).update(_named(clause))
    return {name: tuple(b for b, _ in c.most_common(4)) for name, c in counts.items()}


def _named(clause: Clause) -> list[tuple[str, str]]:
    from models.training.clause_scores import article_name

    return [(law, article_name(article)) for law, article in clause.bases]


def _flagged(
    clauses: Sequence[Clause],
    chances: NDArray[np.float64],
    told: Sequence[tuple[str, tuple[tuple[str, str], ...]]],
) -> list[Said]:
    alike = np.sort([p for c, p in zip(clauses, chances, strict=True) if c.label == "lawful"])[::-1]
    allowed = int(ALARMS * len(alike))
    bound = float(alike[allowed]) if len(alike) > allowed else 0.5
    return [
        Said(bool(p > bound), category, bases, (0, len(c.text)), float(p))
        for c, p, (category, bases) in zip(clauses, chances, told, strict=True)
    ]
