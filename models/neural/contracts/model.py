"""Contract model at run time (合同模型): word scores for risky terms and settled clauses, the judge."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path

from models.neural.contracts.judge import Hit, Risk, TermJudge
from models.neural.words import WordScores

WEIGHTS = Path(__file__).resolve().parent.parent.parent / "weights" / "contracts"
TERMS, CLAUSES, JUDGE = "terms.npz", "clauses.npz", "judge.json"
ANY = "any"
_LOWEST = -5.0


class WordContractModel:
    """合同模型: implements `models.checks.base.ContractModel`; its files are read at the first text."""

    def __init__(self, directory: Path = WEIGHTS) -> None:
        self._terms = WordScores(directory / TERMS)
        self._clauses = WordScores(directory / CLAUSES)
        self._directory = directory

    @property
    def available(self) -> bool:
        """Whether the weights are installed."""
        judge = (self._directory / JUDGE).is_file()
        return self._terms.available and self._clauses.available and judge

    @cached_property
    def version(self) -> str:
        """A short fingerprint of the weights."""
        digest = hashlib.sha256()
        for name in (TERMS, CLAUSES, JUDGE):
            digest.update((self._directory / name).read_bytes())
        return digest.hexdigest()[:12]

    def risks(self, texts: Sequence[str]) -> list[Risk]:
        """字面风险 of each text."""
        labels = self._terms.labels
        last = labels.index(ANY)
        return [
            Risk(
                float(row[last]),
                {labels[k]: float(v) for k, v in enumerate(row) if v > _LOWEST and k != last},
            )
            for row in self._terms.log_odds(texts)
        ]

    def confidence(self, risk: Risk, term: str, hit: Hit) -> float:
        """把握 in 0..1 that a clause is such a term; from 0.5 on it is reported."""
        return self._judge.confidence(risk, term, hit)

    def settled(self, texts: Sequence[str]) -> list[dict[str, float]]:
        """已约定的应备条款 of each text, each with the odds as a probability, surer than even."""
        import numpy as np

        labels = self._clauses.labels
        odds = self._clauses.log_odds(texts)
        sure = 1.0 / (1.0 + np.exp(-odds))
        return [
            {labels[k]: float(sure[row, k]) for k in np.flatnonzero(odds[row] > 0)}
            for row in range(len(texts))
        ]

    @cached_property
    def _judge(self) -> TermJudge:
        return TermJudge.read(self._directory / JUDGE)
