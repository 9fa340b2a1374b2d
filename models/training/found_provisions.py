"""Clauses against what retrieval finds (检得条文样本): hard examples of no conflict.

A review holds a clause against the provisions found for it, most of which are not the one that it
breaks. Without these the network calls every bad clause a conflict with whatever stands beside it.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Iterator, Sequence

from corpus.library import LibraryView
from models.checks.content.basis import overlap
from models.training.clauses import Clause
from models.training.conflicts import ConflictPair, article_text, provision_text
from models.training.examples import NO_CONFLICT, Example
from models.training.folds import EXCERPT, fold_of

Search = Callable[[str], list[str]]
"""The texts of the superior provisions that retrieval finds for a clause, the likeliest first."""

_HITS = 3
_LIKE = 0.35
"""Share of a found text's pairs of characters from which it may say the same as the basis."""
_UNSURE, _SURE = 0.4, 0.7


def found_for_clauses(
    clauses: Sequence[Clause], view: LibraryView, search: Search, others: int, seed: int = 1
) -> Iterator[Example]:
    """Pairs that a superior text decides, and `others` lawful and ordinary clauses, against finds."""
    bases = {c.pair: c.bases for c in clauses if c.bases and is_decided_by_law(c)}
    paired = [c for c in clauses if c.pair in bases and c.pair]
    rest = [c for c in clauses if c.label != "unlawful" and c.pair not in bases]
    rest = random.Random(seed).sample(rest, min(others, len(rest)))
    for clause in (*paired, *rest):
        own = [article_text(view, law, article) for law, article in bases.get(clause.pair, ())]
        weight = _UNSURE if clause.label == "unlawful" else _SURE
        for number, text in enumerate(_others(search(clause.text), own)):
            yield Example(
                id=f"{clause.id}+{number}",
                task="pair",
                text=clause.text,
                provision=text[:EXCERPT],
                conflict=NO_CONFLICT,
                weight=weight,
                group=clause.pair,
                topic=clause.topic,
                fold=fold_of(clause.topic),
            )


def found_for_pairs(
    pairs: Iterable[ConflictPair], view: LibraryView, search: Search
) -> Iterator[Example]:
    """The conflict pairs' subordinate sides against the other provisions found for them."""
    for pair in pairs:
        own = "" if pair.is_held_out else provision_text(view, pair.laws)
        for number, text in enumerate(_others(search(pair.text), [own]) if own else ()):
            yield Example(
                id=f"{pair.id}+{number}",
                task="pair",
                text=pair.text,
                provision=text[:EXCERPT],
                conflict=NO_CONFLICT,
                weight=_SURE if pair.type in ("none", "unrelated") else _UNSURE,
                fold=fold_of(pair.laws[0][0]),
            )


def is_decided_by_law(clause: Clause) -> bool:
    """Whether only the text of a superior provision tells that an unlawful clause is one."""
    return any(
        c in ("contradicts_upper_law", "penalty_beyond_upper_law") for c in clause.categories
    )


def _others(found: Sequence[str], own: Sequence[str]) -> list[str]:
    """What was found, but for the deciding provision and what says about the same."""
    return [
        text
        for text in found[:_HITS]
        if not any(basis and (text == basis or overlap(text, basis) >= _LIKE) for basis in own)
    ]
