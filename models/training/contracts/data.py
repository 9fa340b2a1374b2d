"""Contract clauses to learn from (合同训练条款): risky ones, look-alikes, and what clauses settle."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

DATA = Path(__file__).resolve().parent.parent / "data" / "contracts"


@dataclass(frozen=True, slots=True)
class TermExample:
    """问题条款样本: `terms` it is, or (a look-alike) `resembles`; both empty for plain clauses.

    `words` are the offending words ("" without any). `context` is (kind, party A, party B, title).
    """

    text: str
    terms: tuple[str, ...]
    resembles: tuple[str, ...]
    words: str
    context: tuple[str, ...]
    author: str


@dataclass(frozen=True, slots=True)
class ClauseExample:
    """应备条款样本: the clauses it settles, or (an empty mention) those it only names."""

    text: str
    settles: tuple[str, ...]
    mentions: tuple[str, ...]


def read_terms(folder: Path = DATA / "terms") -> tuple[TermExample, ...]:
    """读取问题条款样本 of all authors."""
    return tuple(
        TermExample(
            text=row["text"],
            terms=tuple(row["terms"]),
            resembles=tuple(row["resembles"]),
            words=row["words"],
            context=tuple(row["context"]),
            author=path.stem,
        )
        for path in sorted(folder.glob("*.jsonl"))
        for row in _rows(path)
    )


def read_clauses(folder: Path = DATA / "clauses") -> tuple[ClauseExample, ...]:
    """读取应备条款样本."""
    return tuple(
        ClauseExample(row["text"], tuple(row["settles"]), tuple(row["mentions"]))
        for path in sorted(folder.glob("*.jsonl"))
        for row in _rows(path)
    )


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    for line in path.read_text("utf-8").splitlines():
        if line:
            yield json.loads(line)
