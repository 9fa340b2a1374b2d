"""Training pairs (训练样本): a query, the provision that answers it, provisions that do not."""

from __future__ import annotations

import json
import random
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Pair:
    """样本: `key` names the provision (law|article), so that no batch takes it for a negative."""

    query: str
    key: str
    positive: str
    negatives: tuple[str, ...] = ()


def read_pairs(paths: Iterable[Path]) -> list[Pair]:
    """Read JSON lines written by `write_pairs`."""
    return [_pair(line) for path in paths for line in path.read_text("utf-8").splitlines()]


def write_pairs(path: Path, pairs: Iterable[Pair]) -> int:
    """Write one JSON object a line; return how many."""
    lines = [
        json.dumps(
            {"query": p.query, "key": p.key, "positive": p.positive, "negatives": p.negatives},
            ensure_ascii=False,
        )
        for p in pairs
    ]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return len(lines)


def batches(pairs: list[Pair], size: int, seed: int) -> Iterator[list[Pair]]:
    """Shuffle into full batches; the order depends on the seed alone, so a resumed run repeats it."""
    order = list(range(len(pairs)))
    random.Random(seed).shuffle(order)
    for at in range(0, len(order) - size + 1, size):
        yield [pairs[i] for i in order[at : at + size]]


def _pair(line: str) -> Pair:
    data = json.loads(line)
    return Pair(data["query"], data["key"], data["positive"], tuple(data["negatives"]))
