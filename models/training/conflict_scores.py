"""Scores of conflict types (冲突类型评测): accuracy, macro-F1, and figures of each type."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from models.neural.clauses.labels import CONFLICTS

TYPES = CONFLICTS[:5]
"""The five types of the benchmark; 无关 is none of them and counts as 无冲突."""


@dataclass(frozen=True, slots=True)
class TypeScore:
    """一类的得分: precision, recall, F1 (0..1) and how many there are."""

    precision: float
    recall: float
    f1: float
    count: int


@dataclass(frozen=True, slots=True)
class ConflictScores:
    """冲突评测结果. `detection` is (precision, recall) of "some conflict"."""

    count: int
    accuracy: float
    macro_f1: float
    detection: tuple[float, float]
    by_type: dict[str, TypeScore]


def scores(truth: Sequence[str], told: Sequence[str]) -> ConflictScores:
    """Score predicted types against the true ones; both are labels of `CONFLICTS`."""
    truth, told = [_five(t) for t in truth], [_five(t) for t in told]
    by_type = {name: _type(name, truth, told) for name in TYPES}
    held = [s.f1 for s in by_type.values() if s.count]
    right = sum(a == b for a, b in zip(truth, told, strict=True))
    some = _type("some", [_some(t) for t in truth], [_some(t) for t in told])
    return ConflictScores(
        len(truth),
        right / len(truth) if truth else 0.0,
        sum(held) / len(held) if held else 0.0,
        (some.precision, some.recall),
        by_type,
    )


def _five(name: str) -> str:
    return "none" if name == "unrelated" else name


def _some(name: str) -> str:
    return "none" if name == "none" else "some"


def _type(name: str, truth: Sequence[str], told: Sequence[str]) -> TypeScore:
    both = sum(a == b == name for a, b in zip(truth, told, strict=True))
    said, held = list(told).count(name), list(truth).count(name)
    precision, recall = both / said if said else 0.0, both / held if held else 0.0
    total = precision + recall
    return TypeScore(precision, recall, 2 * precision * recall / total if total else 0.0, held)
