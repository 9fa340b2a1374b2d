"""Questions that we wrote ourselves (自拟问题): one line each of law, article, query, kind."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from models.training.pairs import Pair
from models.training.passages import Passage
from models.training.word_index import WordIndex

_STATE = "中华人民共和国"
FOLDER = Path(__file__).parent / "data" / "questions"
_FIRST, _LAST, _WRONG = 2, 30, 5


@dataclass(frozen=True, slots=True)
class Question:
    """问题: `kind` is q (question), k (keywords) or c (clause or fact)."""

    key: str
    query: str
    kind: str


def read_questions(folder: Path = FOLDER) -> list[Question]:
    """Read all `.tsv` files of a folder, in order of their names.

    Raises:
        ValueError: a line has not four columns; the message names file and line.
    """
    return [q for path in sorted(folder.glob("*.tsv")) for q in _read(path)]


def _read(path: Path) -> Iterator[Question]:
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        columns = line.split("\t")
        if len(columns) != 4:
            raise ValueError(f"{path.name}:{number}: {len(columns)} columns instead of 4")
        law, article, query, kind = (column.strip() for column in columns)
        yield Question(f"{law.replace(_STATE, '')}|{article}", query, kind)


def training_pairs(
    queries: list[tuple[str, str]], passages: list[Passage], index: WordIndex, seed: int = 7
) -> list[Pair]:
    """Pairs of (query, key), each with negatives that share its words; unknown keys are left out.

    Negatives are drawn from the index's ranks 3 to 30, the very best being too often right.
    """
    texts, chance = {p.key: p.indexed for p in passages}, random.Random(seed)
    right: dict[str, set[str]] = {}
    for query, key in queries:
        right.setdefault(query, set()).add(key)
    pairs = []
    for query, key in queries:
        if key not in texts:
            continue
        near = [passages[i] for i in index.top(query, _LAST)[_FIRST:]]
        wrong = [p.indexed for p in near if p.key not in right[query]]
        pairs.append(Pair(query, key, texts[key], tuple(chance.sample(wrong, _WRONG))))
    return pairs
