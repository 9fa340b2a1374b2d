"""Streams of batches for the clause model (批次流): what one task gives to every step."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from torch.utils.data import DataLoader, IterableDataset

from models.training.clause_batches import Batch, Row, collate, prepare, shuffled
from models.training.examples import Example

if TYPE_CHECKING:
    from tokenizers import Tokenizer

_TITLE_SHOWN = 0.7
_WAITING = 8


@dataclass(frozen=True, slots=True)
class Prepared:
    """备好的样本: the examples of one task as arrays, with their titles and without."""

    examples: Sequence[Example]
    titled: Sequence[Row]
    bare: Sequence[Row]


def prepare_all(tokenizer: Tokenizer, examples: Sequence[Example]) -> Prepared:
    """Turn the examples of one task into arrays."""
    titled = [prepare(tokenizer, e) for e in examples]
    bare = [
        prepare(tokenizer, e, with_title=False) if e.title else row
        for e, row in zip(examples, titled, strict=True)
    ]
    return Prepared(examples, titled, bare)


class Stream(IterableDataset[Batch]):
    """批次流: batches for ever, in an order that the seed decides.

    A clause's title is left out now and then; with two views every clause is read both ways.
    """

    def __init__(self, prepared: Prepared, size: int, seed: int, *, views: int = 1) -> None:
        self.prepared, self.size, self.seed, self.views = prepared, size, seed, views

    def __iter__(self) -> Iterator[Batch]:
        """Yield the batches."""
        titled, bare = self.prepared.titled, self.prepared.bare
        chance = random.Random(self.seed)
        for rows in shuffled(self.prepared.examples, self.size, self.seed):
            if self.views == 2:
                yield collate([*(titled[i] for i in rows), *(bare[i] for i in rows)], views=2)
            else:
                shown = [titled if chance.random() < _TITLE_SHOWN else bare for _ in rows]
                yield collate([side[i] for side, i in zip(shown, rows, strict=True)])


def batches_of(stream: Stream, *, beside: bool) -> Iterator[Batch]:
    """The batches of a stream; made `beside` the training, in a process of their own."""
    if not beside:
        return iter(stream)
    loader = DataLoader(stream, batch_size=None, num_workers=1, prefetch_factor=_WAITING)
    return iter(loader)
