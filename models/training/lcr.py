"""The LCR-CN benchmark (上下位法冲突基准): a user's file of cases, scored.

A line is `{"id", "high_level_laws": [...], "content", "conflict_type"}`; types are the Chinese
names of the benchmark. Cases without a type are predicted and not scored.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from corpus.errors import BadCases
from models.checks.base import ClauseModel
from models.neural.clauses.labels import CONFLICT_NAMES
from models.training.conflict_scores import ConflictScores, scores
from models.training.folds import EXCERPT

_LABELS = {name: label for label, name in CONFLICT_NAMES.items() if label != "unrelated"}


@dataclass(frozen=True, slots=True)
class Case:
    """一个案例: `type` is a label of `CONFLICTS`, "" where the file gives none."""

    id: str
    laws: tuple[str, ...]
    content: str
    type: str


@dataclass(frozen=True, slots=True)
class LcrReport:
    """基准评测报告: what was predicted (Chinese names, by id), and the scores if types are given."""

    cases: int
    predictions: dict[str, str]
    scores: ConflictScores | None


def read_cases(path: Path) -> list[Case]:
    """Read a file of cases.

    Raises:
        BadCases: the file is missing, empty, or a line is not such a case.

    """
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise BadCases(f"{path}：不能读取，应为 UTF-8 文本") from error
    cases = [_case(line, n, path) for n, line in enumerate(lines, start=1) if line.strip()]
    if not cases:
        raise BadCases(f"{path}：没有案例")
    return cases


def _case(line: str, number: int, path: Path) -> Case:
    where = f"{path} 第 {number} 行"
    try:
        row: Any = json.loads(line)
    except json.JSONDecodeError as error:
        raise BadCases(f"{where}：不是 JSON") from error
    if not isinstance(row, dict) or not isinstance(row.get("content"), str):
        raise BadCases(f"{where}：缺少 content")
    laws = row.get("high_level_laws")
    if not isinstance(laws, list) or not laws or not all(isinstance(x, str) for x in laws):
        raise BadCases(f"{where}：high_level_laws 应为非空的文本数组")
    named = row.get("conflict_type") or ""
    if named and named not in _LABELS:
        raise BadCases(f"{where}：conflict_type 应为 {'、'.join(_LABELS)}")
    return Case(str(row.get("id", number)), tuple(laws), row["content"], _LABELS.get(named, ""))


def evaluate(cases: Sequence[Case], model: ClauseModel) -> LcrReport:
    """Predict every case: of several superior laws the one with the likeliest conflict decides."""
    pairs = [(case.content, law[:EXCERPT]) for case in cases for law in case.laws]
    both = iter(model.compare(pairs))
    told = []
    for case in cases:
        held = [next(both) for _ in case.laws]
        kind = max(held, key=lambda one: one.conflict).likeliest
        told.append("none" if kind == "unrelated" else kind)
    names = {case.id: CONFLICT_NAMES[label] for case, label in zip(cases, told, strict=True)}
    known = [(c.type, t) for c, t in zip(cases, told, strict=True) if c.type]
    score = scores([a for a, _ in known], [b for _, b in known]) if known else None
    return LcrReport(len(cases), names, score)
