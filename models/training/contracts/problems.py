"""Learning problems of the contract model (合同模型学习任务): texts, ids, what is true of which."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from corpus.knowledge.term_families import load_term_families
from models.neural.contracts.model import ANY
from models.training.contracts.data import ClauseExample, TermExample

_FEWEST = 5
_MOST_OF_TEXT = 0.8


@dataclass(frozen=True, slots=True)
class Problem:
    """学习任务: `truth` (n, k): 1 it is, 0 it is not, -1 not said; `weight` (n, k) for the loss."""

    texts: list[str]
    labels: list[str]
    truth: NDArray[np.int8]
    weight: NDArray[np.float32]


def term_problem(
    terms: Sequence[TermExample], plain: Sequence[ClauseExample], statutes: Sequence[str]
) -> Problem:
    """问题条款: look-alikes are the hardest negatives; siblings of an entry say nothing about it.

    The offending words of a long clause are an example of their own. Statutes and plain clauses
    are no risk at all. The last label is "any risk".
    """
    rows = [
        *_rows(terms),
        *(_Row(text, light=True) for text in (*statutes, *(p.text for p in plain))),
    ]
    labels = [*_labels(terms), ANY]
    truth = np.zeros((len(rows), len(labels)), dtype=np.int8)
    weight = np.ones((len(rows), len(labels)), dtype=np.float32)
    for k, label in enumerate(labels[:-1]):
        related = load_term_families().related(label)
        for i, row in enumerate(rows):
            truth[i, k], weight[i, k] = _said(label, related, row)
    truth[:, -1] = [bool(row.terms) for row in rows]
    weight[:, -1] = [0.4 if row.light else 1.5 if row.resembles else 1.0 for row in rows]
    return Problem([row.text for row in rows], labels, truth, weight)


@dataclass(frozen=True, slots=True)
class _Row:
    text: str
    terms: tuple[str, ...] = ()
    resembles: tuple[str, ...] = ()
    light: bool = False


def _rows(terms: Sequence[TermExample]) -> list[_Row]:
    rows = []
    for one in terms:
        rows.append(_Row(one.text, one.terms, one.resembles))
        if 12 <= len(one.words) < len(one.text) * _MOST_OF_TEXT:
            rows.append(_Row(one.words, one.terms))
    return rows


def _labels(terms: Sequence[TermExample]) -> list[str]:
    families = load_term_families()
    skipped = families.numeric | families.absent
    counted = Counter(t for e in terms for t in e.terms)
    return sorted(t for t, n in counted.items() if n >= _FEWEST and t not in skipped)


def _said(label: str, related: frozenset[str], row: _Row) -> tuple[int, float]:
    families = load_term_families()
    own = families.shown(label, public=False)
    if any(families.shown(t, public=False) == own for t in row.terms):
        return 1, 4.0
    if label in row.resembles:
        return 0, 3.0
    return (-1, 1.0) if related & set(row.terms) else (0, 0.5 if row.light else 1.0)


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
    return Problem([e.text for e in clauses], labels, truth, weight)
