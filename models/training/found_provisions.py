"""Lawful clauses against what retrieval finds (检得条文样本): hard examples of no conflict.

A review holds a clause against the provisions found for it, most of which say something else.
Of a lawful clause it is sure that none of them is broken; unlawful ones are not used.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Collection, Iterator, Sequence
from datetime import date
from pathlib import Path

from corpus.library import Library
from models.checks.content.power import level_of
from models.submission import IssuerLevel, Kind
from models.training.clauses import Clause
from models.training.examples import Example
from models.training.folds import BY_LAW, EXCERPT, fold_of

Search = Callable[[str], list[str]]
"""The texts of the superior provisions that retrieval finds for a clause, the likeliest first."""

_HITS = 2
_WEIGHT = 0.7


def found_examples(
    clauses: Sequence[Clause], search: Search, others: int, seed: int = 1
) -> Iterator[Example]:
    """The lawful sides of pairs that a superior text decides, and `others` lawful clauses."""
    decided = {c.pair for c in clauses if c.pair and c.bases and BY_LAW.intersection(c.categories)}
    lawful = [c for c in clauses if c.label != "unlawful" and c.manner != "power"]
    rest = [c for c in lawful if c.pair not in decided]
    rest = random.Random(seed).sample(rest, min(others, len(rest)))
    for clause in (*(c for c in lawful if c.pair in decided), *rest):
        for number, text in enumerate(search(clause.text)[:_HITS]):
            yield Example(
                id=f"{clause.id}+{number}",
                task="pair",
                text=clause.text,
                provision=text[:EXCERPT],
                conflict="no",
                weight=_WEIGHT,
                topic=clause.topic,
                fold=fold_of(clause.topic),
            )


def search_in(home: Path, day: date, besides: Collection[str]) -> Search:
    """Search as the review of a county's document does, but for the laws `besides`."""
    from corpus.retrieval.setup import open_retriever
    from models.neural.encoder import OnnxEncoder
    from models.neural.encoder.known_questions import load_known_questions

    library = Library.open(home / "library.sqlite")
    retriever = open_retriever(library, OnnxEncoder(), questions=load_known_questions())
    above = level_of(Kind.NORM_DOC, IssuerLevel.COUNTY)

    def search(text: str) -> list[str]:
        hits = retriever.search(text, _HITS + 1, as_of=day, above=above)
        return [hit.text for hit in hits if hit.law not in besides]

    return search
