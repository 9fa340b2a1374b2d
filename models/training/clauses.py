"""The clauses that we wrote (条款语料): contrast pairs and background, one JSON object a line.

Each file of `data/clauses` has one author. The fields are told in `data/README.md`.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from models.submission import IssuerLevel, Kind

DATA = Path(__file__).parent / "data"
CLAUSES = DATA / "clauses"
SPLIT = DATA / "split.yaml"


@dataclass(frozen=True, slots=True)
class Clause:
    """条款: one clause as it stands in a draft, with its label.

    label: "unlawful", "lawful" (a look-alike) or "background". `categories` of a look-alike are
    those it resembles. `span` are the offending characters; `bases` are (law, article) against it.
    `contrast` names the point on which a pair differs, `manner` what makes a look-alike lawful.
    `topic` is the policy area that splits go by.
    """

    id: str
    author: str
    pair: str
    topic: str
    kind: Kind
    level: IssuerLevel
    title: str
    text: str
    label: str
    categories: tuple[str, ...]
    acts: tuple[str, ...]
    span: tuple[int, int] | None
    bases: tuple[tuple[str, str], ...]
    contrast: str
    manner: str
    reason: str


@lru_cache(maxsize=2)
def read_clauses(directory: Path = CLAUSES) -> tuple[Clause, ...]:
    """Read all files of the directory, in name order."""
    return tuple(
        clause for path in sorted(directory.glob("*.jsonl")) for clause in _read(path, path.stem)
    )


def read_clause_file(path: Path) -> list[Clause]:
    """Read one file of labelled clauses, such as a user's own.

    Raises:
        BadCases: the file cannot be read, or a line is not such a clause.

    """
    from corpus.errors import BadCases

    try:
        found = list(_read(path, path.stem))
    except (OSError, UnicodeDecodeError) as error:
        raise BadCases(f"{path}：不能读取，应为 UTF-8 文本") from error
    except (ValueError, KeyError, TypeError) as error:
        raise BadCases(f"{path}：有一行不是标注条款（{error}）") from error
    if not found:
        raise BadCases(f"{path}：没有条款")
    return found


def _read(path: Path, author: str) -> Iterator[Clause]:
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            yield _clause(json.loads(line), author)


def _clause(row: dict[str, Any], author: str) -> Clause:
    return Clause(
        id=row["id"],
        author=author,
        pair=row.get("pair", ""),
        topic=row["topic"],
        kind=Kind(row["kind"]),
        level=IssuerLevel(row["level"]),
        title=row["title"],
        text=row["text"],
        label=row["label"],
        categories=tuple(row.get("categories", ())),
        acts=tuple(row["acts"]),
        span=tuple(row["span"]) if row.get("span") else None,
        bases=tuple((law, article) for law, article in row.get("bases", ())),
        contrast=row.get("contrast", ""),
        manner=row.get("manner", ""),
        reason=row.get("reason", ""),
    )


@lru_cache(maxsize=1)
def _split() -> dict[str, list[str]]:
    found: dict[str, list[str]] = yaml.safe_load(SPLIT.read_text(encoding="utf-8"))
    return found


def is_held_out(clause: Clause) -> bool:
    """Tell whether a clause belongs to a test split: its policy area, or its author."""
    return clause.topic in _split()["test"] or is_of_another_author(clause)


def is_for_calibration(clause: Clause) -> bool:
    """Tell whether a clause is there to fit the judge, so that the network must not learn it."""
    return clause.author in _split()["calibration"]


def is_of_another_author(clause: Clause) -> bool:
    """Tell whether a clause was written by an author of whom nothing is trained on."""
    return clause.author in _split()["authors"]
