"""Fitting of the judge (判断权重拟合): from suspicions about clauses that the model had not seen.

    python -m models.training.fit_judge --home DIR --model DIR

The clauses are those of authors kept for calibration, of whom the network learns nothing. Writes
`judge.json` (mixture of networks and wording, weights, thresholds), `bases.json` (the provisions usually
named) and the fingerprint to the model.
"""

from __future__ import annotations

import argparse
import json
import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from models.checks.base import Context
from models.checks.content.draft import view_draft
from models.checks.content.features import GROUPS, group_of
from models.checks.content.judging import Judged, judge_all
from models.checks.content.proof import against_of, is_provable
from models.checks.content.steps import Steps
from models.checks.content.suspicion import BY_LAW
from models.checks.content.words import find_words
from models.neural.clauses.files import BASES, JUDGE
from models.neural.clauses.judge import Mixture, load_judge, logit
from models.neural.clauses.reader import ClauseReader, ClauseText
from models.training.card import write_card
from models.training.clauses import Clause, is_for_calibration, is_held_out, read_clauses
from models.training.mini import as_submission

FALSE_ALARMS, BACKGROUND = 0.05, 0.02
"""Shares of look-alikes and of background clauses that may be flagged of those it is fitted on."""
LEAST, LEAST_BY_LAW = 0.38, 0.55
"""Lowest thresholds, for drafts of a few clauses; whole ones need more (`models.checks.content.by_model`)."""
_DOUBT = 0.35
_RIDGE = 0.01
_WORDS, _SEEN = 40, 2
NEUTRAL: dict[str, Any] = {
    "weights": {g: {"bias": 0.0, "unlawful": 0.5, "category": 0.5} for g in GROUPS},
    "thresholds": {"": {"error": 0.6, "doubt": 0.25}},
}
"""What a judge is before it is fitted."""


@dataclass(frozen=True, slots=True)
class Row:
    """一个嫌疑: its features, and whether it is right (None: not to be learnt from).

    `shown` tells whether it could be a finding at all, were it likely enough.
    """

    clause: str
    label: str
    topic: str
    category: str
    group: str
    features: dict[str, float]
    right: bool | None
    shown: bool


def rows_of(clauses: Iterable[Clause], context: Context) -> list[Row]:
    """The suspicions about clauses, with the truth beside them."""
    if context.reader is None:
        raise ValueError("a clause model is needed")
    found = []
    for clause in clauses:
        submission = as_submission(clause)
        view = view_draft(submission, context, find_words(submission))
        for group in judge_all(view, context, context.reader, Steps(thorough=True)):
            for judged in group:
                category = judged.suspect.category.id
                found.append(
                    Row(
                        clause.id,
                        clause.label,
                        clause.topic,
                        category,
                        group_of(judged.suspect),
                        judged.features,
                        _right(clause, category),
                        _may_show(judged, clause, context),
                    )
                )
    return found


def _may_show(judged: Judged, clause: Clause, context: Context) -> bool:
    against = against_of(judged.suspect, clause.kind)
    return judged.power.answer != "may" and is_provable(
        judged.suspect, judged.power, against, context
    )


def _right(clause: Clause, category: str) -> bool | None:
    if clause.label == "unlawful":
        return True if category in clause.categories else None
    if clause.manner == "power" and category in clause.categories:
        return None
    return False


def fit_mixture(clauses: Sequence[Clause], reader: ClauseReader) -> Mixture:
    """How much the networks and the wording count, by logistic regression; `reader` has no mixture yet."""
    from sklearn.linear_model import LogisticRegression

    learnt = [c for c in clauses if c.manner != "power"]
    read = reader.read([ClauseText(c.text, c.title, seen=True) for c in learnt])
    values = np.array([[logit(r.unlawful), r.wording] for r in read])
    fitted = LogisticRegression(C=1.0).fit(values, [c.label == "unlawful" for c in learnt])
    network, wording = (round(float(w), 3) for w in fitted.coef_[0])
    return Mixture(network, wording, round(float(fitted.intercept_[0]), 3))


def fit(rows: Sequence[Row]) -> dict[str, dict[str, float]]:
    """Logistic regression with a ridge, one a group."""
    return {group: _fit([r for r in rows if r.group == group]) for group in GROUPS}


def _fit(rows: Sequence[Row]) -> dict[str, float]:
    from scipy.optimize import minimize

    learnt = [r for r in rows if r.right is not None]
    names = sorted({name for r in learnt for name in r.features})
    values = np.array([[1.0, *(r.features[n] for n in names)] for r in learnt])
    truth = np.array([float(bool(r.right)) for r in learnt])

    def cost(weights: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        total = values @ weights
        chance = 1.0 / (1.0 + np.exp(-total))
        penalty = _RIDGE * np.r_[0.0, weights[1:]]
        loss = np.mean(np.logaddexp(0.0, total) - truth * total) + 0.5 * weights @ penalty
        return float(loss), values.T @ (chance - truth) / len(truth) + penalty

    best = minimize(cost, np.zeros(len(names) + 1), jac=True, method="L-BFGS-B").x
    return {"bias": float(best[0]), **dict(zip(names, map(float, best[1:]), strict=True))}


def thresholds(
    rows: Sequence[Row], weights: dict[str, dict[str, float]], clauses: Sequence[Clause]
) -> dict[str, dict[str, float]]:
    """The lowest threshold that keeps false alarms within bounds, and stricter ones a category."""
    best: dict[str, tuple[float, str]] = {}
    for row in rows:
        if not row.shown:
            continue
        chance = probability(weights[row.group], row.features)
        if chance > best.get(row.clause, (0.0, ""))[0]:
            best[row.clause] = (chance, row.category)
    lowest = _lowest(best, clauses)
    error, doubt = max(lowest, LEAST), round(lowest * _DOUBT, 3)
    table = {"": {"error": error, "doubt": doubt}}
    table |= {c: {"error": max(lowest, LEAST_BY_LAW), "doubt": doubt} for c in BY_LAW}
    for category in sorted({c for _, c in best.values()}):
        wrong = [
            best[c.id][0]
            for c in clauses
            if c.label != "unlawful" and c.id in best and best[c.id][1] == category
        ]
        alarms = sorted((w for w in wrong if w >= error), reverse=True)
        right = sum(
            c.label == "unlawful"
            and c.id in best
            and best[c.id][1] == category
            and best[c.id][0] >= error
            for c in clauses
        )
        if len(alarms) >= 4 and len(alarms) > 0.15 * (right + len(alarms)):
            own = round(alarms[len(alarms) // 2], 3)
            table[category] = {
                "error": max(own, table.get(category, table[""])["error"]),
                "doubt": doubt,
            }
    return table


def probability(weights: dict[str, float], features: dict[str, float]) -> float:
    """As `models.neural.clauses.judge.Judge.probability`."""
    total = weights["bias"] + sum(weights.get(n, 0.0) * v for n, v in features.items())
    return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, total))))


def _lowest(best: dict[str, tuple[float, str]], clauses: Sequence[Clause]) -> float:
    for step in range(20, 98):
        at = step / 100
        shares = {}
        for label in ("lawful", "background"):
            own = [c for c in clauses if c.label == label]
            flagged = sum(best.get(c.id, (0.0, ""))[0] >= at for c in own)
            shares[label] = flagged / max(1, len(own))
        if shares["lawful"] <= FALSE_ALARMS and shares["background"] <= BACKGROUND:
            return at
    return 0.98


def usual_bases(clauses: Iterable[Clause]) -> dict[str, list[dict[str, object]]]:
    """The provisions named for each category, how often, and the words that go with them."""
    named: dict[str, Counter[tuple[str, str]]] = defaultdict(Counter)
    texts: dict[tuple[str, tuple[str, str]], list[str]] = defaultdict(list)
    for clause in clauses:
        for category in clause.categories[:1] if clause.label == "unlawful" else ():
            for basis in clause.bases:
                named[category][basis] += 1
                texts[category, basis].append(clause.text)
    return {
        category: [
            {
                "law": law,
                "article": article,
                "count": count,
                "words": _words(texts[category, (law, article)], category, texts),
            }
            for (law, article), count in counts.most_common(24)
            if count >= _SEEN
        ]
        for category, counts in sorted(named.items())
    }


def _words(
    own: list[str], category: str, texts: dict[tuple[str, tuple[str, str]], list[str]]
) -> dict[str, float]:
    """Two-character words with the log of how much oftener they stand beside this provision."""
    every = [t for (c, _), ts in texts.items() if c == category for t in ts]
    here, all_of = _shares(own), _shares(every)
    scored = {
        word: math.log((here[word] * len(own) + 0.5) / (len(own) + 1))
        - math.log((all_of[word] * len(every) + 0.5) / (len(every) + 1))
        for word in here
        if here[word] * len(own) >= _SEEN
    }
    kept = sorted(scored, key=lambda w: (-abs(scored[w]) * here[w], w))[:_WORDS]
    return {word: round(scored[word], 3) for word in kept}


def _shares(texts: list[str]) -> Counter[str]:
    shares: Counter[str] = Counter()
    for text in texts:
        for word in {text[i : i + 2] for i in range(len(text) - 1)}:
            shares[word] += 1 / len(texts)  # type: ignore[assignment]
    return shares


def open_context(home: Path, day: date, model: Path) -> Context:
    """The environment of a review with one model."""
    from corpus.knowledge import load_knowledge
    from corpus.library import Library
    from corpus.retrieval.setup import open_retriever
    from models.neural.encoder import OnnxEncoder
    from models.neural.encoder.known_questions import load_known_questions

    library = Library.open(home / "library.sqlite")
    retriever = open_retriever(library, OnnxEncoder(), questions=load_known_questions())
    reader = ClauseReader(model)
    return Context(day, library.at(day), load_knowledge(), retriever, reader)


def write_judge(model: Path, table: dict[str, Any]) -> None:
    """Write `judge.json`; what has read the older one must be opened anew."""
    text = json.dumps(table, indent=1, ensure_ascii=False) + "\n"
    (model / JUDGE).write_text(text, encoding="utf-8")
    load_judge.cache_clear()


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--home", type=Path, required=True)
    parser.add_argument("--model", type=Path, required=True)
    parser.add_argument("--as-of", type=date.fromisoformat, default=date(2026, 11, 26))
    given = parser.parse_args()
    learnt = [c for c in read_clauses() if not is_held_out(c)]
    clauses = [c for c in learnt if is_for_calibration(c)]
    write_judge(given.model, NEUTRAL)
    table = {"mixture": asdict(fit_mixture(clauses, ClauseReader(given.model)))}
    write_judge(given.model, NEUTRAL | table)
    rows = rows_of(clauses, open_context(given.home, given.as_of, given.model))
    weights = fit(rows)
    table |= {"weights": weights, "thresholds": thresholds(rows, weights, clauses)}
    write_judge(given.model, table)
    bases = json.dumps(usual_bases(learnt), ensure_ascii=False, indent=0) + "\n"
    (given.model / BASES).write_text(bases, encoding="utf-8")
    write_card(given.model)


if __name__ == "__main__":
    main()
