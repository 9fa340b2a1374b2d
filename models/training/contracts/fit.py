"""Fitting of the contract model (合同模型拟合): word scores and the judge over them.

python -m models.training.contracts.fit --library HOME/library.sqlite [--out DIR]
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from corpus.library import Library
from models.neural.contracts.model import CLAUSES, JUDGE, TERMS, WEIGHTS, WordContractModel
from models.training.contracts.background import statute_passages
from models.training.contracts.data import read_clauses, read_terms
from models.training.contracts.judge import fit_judge
from models.training.contracts.problems import clause_problem, term_problem
from models.training.contracts.words import fit_words

FIRST = ("TA", "TB", "TC")
"""Authors whose clauses the judge's word scores are learnt from; it is fitted on the others."""
STATUTES = 3000
AS_OF = date(2026, 11, 20)
"""The day whose law the background is of."""


def fit(out: Path, statutes: Sequence[str], *, judge_only: bool = False) -> None:
    """Fit the judge on second authors over scores of the first, then the scores on all.

    `judge_only` keeps the word scores that are there: for changed rules.
    """
    terms, clauses = read_terms(), read_clauses()
    first = [e for e in terms if e.author in FIRST]
    second = [e for e in terms if e.author not in FIRST]
    apart = out / "first-authors"
    if not judge_only:
        fit_words(term_problem(first, clauses, statutes), apart / TERMS)
    fit_judge(second, WordContractModel(apart), out / JUDGE)
    if judge_only:
        return
    fit_words(term_problem(terms, clauses, statutes), out / TERMS)
    fit_words(clause_problem(clauses), out / CLAUSES)


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=WEIGHTS)
    parser.add_argument("--library", type=Path, required=True, help="library.sqlite of FASHEN_HOME")
    parser.add_argument("--judge-only", action="store_true", help="keep the word scores")
    given = parser.parse_args()
    view = Library.open(given.library).at(AS_OF)
    fit(given.out, statute_passages(view, most=STATUTES), judge_only=given.judge_only)


if __name__ == "__main__":
    main()
