"""Choices of a scope (检索范围选项): words from outside into a `Scope`, checked with the library."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from corpus.errors import BadOption
from corpus.instrument import Level
from corpus.library import Library
from corpus.retrieval.scope import Scope


def scope_of(
    library: Library,
    *,
    levels: Sequence[str] = (),
    kinds: Sequence[str] = (),
    regions: Sequence[str] = (),
) -> Scope:
    """解析检索范围: levels by key or Chinese name, regions by full name or how it begins (上海).

    Raises:
        BadOption: a word that the library does not know; the message lists those it knows.

    """
    known_kinds, known_regions = _held(library, "kind"), _held(library, "region")
    found_kinds = (_one(word, known_kinds, "类别 --kind") for word in kinds)
    found_regions = (_region(word, known_regions) for word in regions)
    return Scope(
        levels=frozenset(level_of(word) for word in levels),
        kinds=frozenset(found_kinds),
        regions=frozenset(found_regions),
    )


def level_of(word: str) -> Level:
    """解析效力层级: by key (law) or Chinese name (法律).

    Raises:
        BadOption: neither.

    """
    by_name = {name: level for level in Level for name in (level.value, level.label)}
    return by_name[_one(word, by_name, "层级")]


def _held(library: Library, column: str) -> list[str]:
    """The values that a column of the expressions takes."""
    sql = f"SELECT DISTINCT {column} FROM expression WHERE {column} <> '' ORDER BY 1"
    return [row[0] for row in library.query(sql)]


def _one(word: str, known: Iterable[str], name: str) -> str:
    cleaned = word.strip()
    if cleaned not in known:
        raise BadOption(f"{name} 没有“{cleaned[:20]}”，可用的值：{'、'.join(known) or '无'}")
    return cleaned


def _region(word: str, known: list[str]) -> str:
    """The region of this name, or the only one that begins so."""
    alike = [region for region in known if word.strip() and region.startswith(word.strip())]
    return alike[0] if len(alike) == 1 else _one(word, known, "地区 --region")
