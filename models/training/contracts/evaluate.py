"""Evaluation of contract review (合同评测) on whole contracts with planted issues."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

from corpus.formats import read_document
from models.checks import CHECKS
from models.checks.base import Context
from models.pipeline import review
from models.review import Review, Versions
from models.submission import Kind, Stance, Submission
from models.training.contracts.score import ContractScores, score
from models.training.contracts.whole import WholeContract

Progress = Callable[[str, int, int], None]
ContextAt = Callable[[date], Context]
_VERSIONS = Versions("", "", "", "")


def evaluate(
    contracts: Sequence[WholeContract], context_at: ContextAt, progress: Progress
) -> dict[str, ContractScores]:
    """合同评测: the product, and the same without its model, on the same contracts.

    Each contract is reviewed as of its own date.
    """
    systems: dict[str, ContextAt] = {
        "法审": context_at,
        "不用模型": lambda day: replace(context_at(day), contracts=None),
    }
    return {
        name: score(zip(contracts, _reviews(contracts, one, name, progress), strict=True))
        for name, one in systems.items()
    }


def _reviews(
    contracts: Sequence[WholeContract], context_at: ContextAt, name: str, progress: Progress
) -> list[Review]:
    done = []
    for number, contract in enumerate(contracts, 1):
        document = read_document(contract.path.read_bytes(), contract.path.name)
        submission = Submission(document, Kind.CONTRACT, stance=Stance(contract.stance))
        done.append(review(submission, CHECKS, context_at(contract.as_of), _VERSIONS))
        progress(name, number, len(contracts))
    return done
