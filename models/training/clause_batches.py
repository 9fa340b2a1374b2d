"""Batches for the clause model (批次): token ids padded, and targets with their masks."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import torch
from torch import Tensor

from models.neural.clauses.inputs import Tokens, clause_tokens, pair_tokens
from models.neural.clauses.labels import ACTS, CATEGORIES, CONFLICTS, MANNERS
from models.neural.session import PAD
from models.training.examples import Example

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from tokenizers import Tokenizer

NONE = -100
"""Target of what is not learnt from."""
ANY_CONFLICT, NO_CONFLICT = -2, -3
_NO = (CONFLICTS.index("none"), CONFLICTS.index("unrelated"), NO_CONFLICT)
_STEP = 16


@dataclass(slots=True)
class Batch:
    """批次: ids and mask (n, tokens); targets as `models.training.examples.Example` tells them.

    `contrast` and `against` are (k, 2) rows: an unlawful clause and its look-alike; a conflict and
    the clause of the same group that is none. With `views` 2 the second half of the rows are the
    texts of the first half, read otherwise.
    """

    ids: Tensor
    mask: Tensor
    acts: Tensor
    unlawful: Tensor
    categories: Tensor
    manner: Tensor
    conflict: Tensor
    tokens: Tensor
    weight: Tensor
    contrast: Tensor
    against: Tensor
    views: int = 1

    def to(self, device: str) -> Batch:
        """Move the tensors."""
        moved = {n: getattr(self, n).to(device) for n in self.__slots__ if n != "views"}
        return Batch(**moved, views=self.views)


def tokenise(tokenizer: Tokenizer, example: Example, *, with_title: bool = True) -> Tokens:
    """Return the tokens that the model reads of an example."""
    if example.task == "pair":
        return pair_tokens(tokenizer, example.text, example.provision)
    return clause_tokens(tokenizer, example.text, title=example.title if with_title else "")


@dataclass(frozen=True, slots=True)
class Row:
    """备好的样本: an example as arrays, made once and used in many batches."""

    ids: NDArray[np.int64]
    marks: NDArray[np.float32]
    acts: list[float]
    unlawful: float
    categories: list[float]
    manner: int
    conflict: int
    weight: float
    group: str


def prepare(tokenizer: Tokenizer, example: Example, *, with_title: bool = True) -> Row:
    """Turn an example into arrays."""
    tokens = tokenise(tokenizer, example, with_title=with_title)
    marks = np.full(len(tokens.ids), NONE, dtype=np.float32)
    told = _marks(example, tokens)
    marks[: len(told)] = told
    return Row(
        np.array(tokens.ids, dtype=np.int64),
        marks,
        _many(example.acts, ACTS, example.unsure),
        NONE if example.unlawful is None else float(example.unlawful),
        _many(example.categories, CATEGORIES),
        NONE if example.manner is None else MANNERS.index(example.manner),
        _conflict(example),
        example.weight,
        example.group,
    )


def collate(rows: Sequence[Row], *, views: int = 1) -> Batch:
    """Pad the rows to one width; of two views the second half are the first's texts."""
    width = -(-max(len(one.ids) for one in rows) // _STEP) * _STEP
    ids = np.full((len(rows), width), PAD, dtype=np.int64)
    marks = np.full((len(rows), width), NONE, dtype=np.float32)
    for at, one in enumerate(rows):
        ids[at, : len(one.ids)] = one.ids
        marks[at, : len(one.marks)] = one.marks
    return Batch(
        torch.from_numpy(ids),
        torch.from_numpy((ids != PAD).astype(np.int64)),
        torch.tensor([r.acts for r in rows]),
        torch.tensor([float(r.unlawful) for r in rows]),
        torch.tensor([r.categories for r in rows]),
        torch.tensor([r.manner for r in rows]),
        torch.tensor([r.conflict for r in rows]),
        torch.from_numpy(marks),
        torch.tensor([r.weight for r in rows]),
        _sides(rows, [None if r.unlawful == NONE else bool(r.unlawful) for r in rows], views),
        _sides(rows, [None if r.conflict == NONE else r.conflict not in _NO for r in rows], views),
        views,
    )


def _sides(rows: Sequence[Row], wrong: Sequence[bool | None], views: int) -> Tensor:
    """Rows (k, 2) of the wrong and the right side of each group, within one view."""
    groups: dict[tuple[str, int], tuple[list[int], list[int]]] = {}
    for at, (row, side) in enumerate(zip(rows, wrong, strict=True)):
        if row.group and side is not None:
            key = row.group, at * views // len(rows)
            groups.setdefault(key, ([], []))[side].append(at)
    found = [(bad, good) for goods, bads in groups.values() for bad in bads for good in goods]
    return torch.tensor(found, dtype=torch.long).reshape(-1, 2)


def _many(
    labels: tuple[str, ...] | None, of: tuple[str, ...], unsure: tuple[str, ...] = ()
) -> list[float]:
    if labels is None:
        return [float(NONE)] * len(of)
    return [float(NONE) if one in unsure else float(one in labels) for one in of]


def _conflict(example: Example) -> int:
    match example.conflict:
        case None:
            return NONE
        case "any":
            return ANY_CONFLICT
        case "no":
            return NO_CONFLICT
        case name:
            return CONFLICTS.index(name)


def _marks(example: Example, tokens: Tokens) -> list[float]:
    clean = example.unlawful is False or example.conflict in ("none", "unrelated", "no")
    if example.span is None and not clean:
        return []
    start, end = example.span or (0, 0)
    return [float(NONE) if a < 0 else float(a < end and b > start) for a, b in tokens.offsets]


def shuffled(
    examples: Sequence[Example], size: int, seed: int, *, pool: int = 12
) -> Iterator[list[int]]:
    """Yield batches of indices for ever, contrast pairs kept together, anew shuffled each round.

    Out of every `pool` batches those of like length are put together, so that little is padded.
    """
    groups: dict[str, list[int]] = {}
    for index, example in enumerate(examples):
        groups.setdefault(example.group or str(index), []).append(index)
    lengths = {
        key: max(len(examples[i].text) + len(examples[i].provision) for i in rows)
        for key, rows in groups.items()
    }
    chance, keys, waiting = random.Random(seed), list(groups), list[str]()
    while True:
        chance.shuffle(keys)
        for key in keys:
            waiting.append(key)
            if sum(len(groups[k]) for k in waiting) >= pool * size:
                yield from _alike(waiting, groups, lengths, size, chance)
                waiting = []


def _alike(
    keys: list[str],
    groups: dict[str, list[int]],
    lengths: dict[str, int],
    size: int,
    chance: random.Random,
) -> list[list[int]]:
    """Batches of about `size` out of the groups of these keys, in an order left to chance."""
    batches: list[list[int]] = [[]]
    for key in sorted(keys, key=lambda k: lengths[k]):
        if len(batches[-1]) >= size:
            batches.append([])
        batches[-1] += groups[key]
    chance.shuffle(batches)
    return batches
