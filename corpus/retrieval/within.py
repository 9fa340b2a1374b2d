"""Expressions within a scope (范围内的文本): in force on a date, and admitted by a `Scope`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from corpus.instrument import Level
from corpus.library import Library
from corpus.retrieval.scope import Scope


@dataclass(frozen=True, slots=True)
class Held:
    """范围内的文本: what a search needs to know of an expression."""

    id: int
    name: str
    level: Level


def expressions_within(library: Library, as_of: date, scope: Scope) -> list[Held]:
    """范围内的文本: all expressions in force on the date that the scope admits, by id."""
    day = as_of.isoformat()
    rows = library.query(
        "SELECT id, name, level, kind, region FROM expression"
        " WHERE (effective_from IS NULL OR effective_from <= ?)"
        " AND (effective_to IS NULL OR effective_to > ?) ORDER BY id",
        (day, day),
    )
    return [
        Held(key, name, Level(level))
        for key, name, level, its_kind, its_region in rows
        if scope.admits(Level(level), its_kind, its_region)
    ]
