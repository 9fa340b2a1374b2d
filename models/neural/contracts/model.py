"""Contract model at run time (合同模型): word scores for risky terms and for settled clauses."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path

from models.neural.words import WordScores

WEIGHTS = Path(__file__).resolve().parent.parent.parent / "weights" / "contracts"
TERMS, CLAUSES = "terms.npz", "clauses.npz"


class WordContractModel:
    """合同模型: implements `models.checks.base.ContractModel`; its files are read at the first text."""

    def __init__(self, directory: Path = WEIGHTS) -> None:
        self._terms = WordScores(directory / TERMS)
        self._clauses = WordScores(directory / CLAUSES)
        self._directory = directory

    @property
    def available(self) -> bool:
        """Whether the weights are installed."""
        return self._terms.available and self._clauses.available

    @cached_property
    def version(self) -> str:
        """A short fingerprint of the weights."""
        digest = hashlib.sha256()
        for name in (TERMS, CLAUSES):
            digest.update((self._directory / name).read_bytes())
        return digest.hexdigest()[:12]

    def risks(self, texts: Sequence[str]) -> list[dict[str, float]]:
        """可能属于的问题条款 of each text, surer than even."""
        return _positive(self._terms, texts)

    def settled(self, texts: Sequence[str]) -> list[dict[str, float]]:
        """已约定的应备条款 of each text, surer than even."""
        return _positive(self._clauses, texts)


def _positive(scores: WordScores, texts: Sequence[str]) -> list[dict[str, float]]:
    import numpy as np

    odds = scores.log_odds(texts)
    sure = 1.0 / (1.0 + np.exp(-odds))
    return [
        {scores.labels[k]: float(sure[row, k]) for k in np.flatnonzero(odds[row] > 0)}
        for row in range(len(texts))
    ]
