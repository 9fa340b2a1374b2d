"""Holdings (馆藏): what the library holds by level, kind, region and source, and what lies ahead."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date

from corpus.instrument import Expression, InstrumentKind, Level
from corpus.library.doubts import DoubtKind, list_doubts
from corpus.library.library import Library
from corpus.library.rows import EXPRESSION, day, expression_of


@dataclass(frozen=True, slots=True)
class SourceSummary:
    """来源: how many texts one source gave under one licence, and when they were fetched.

    `stated`: the days of retrieval were stated; else they are the dates of the files.
    """

    source: str
    licence: str
    texts: int
    retrieved_from: date | None
    retrieved_to: date | None
    stated: bool


@dataclass(frozen=True, slots=True)
class Holdings:
    """馆藏 as seen on a date.

    `by_region` has "" for national texts. `named_only` counts texts known by name without words.
    `doubts_now` counts only those that can change an answer for the date.
    """

    cutoff: date | None
    version: str
    instruments: int
    expressions: int
    articles: int
    named_only: int
    by_level: dict[Level, int]
    by_kind: dict[InstrumentKind, int]
    by_region: dict[str, int]
    sources: tuple[SourceSummary, ...]
    doubts: dict[DoubtKind, int]
    doubts_now: dict[DoubtKind, int]
    upcoming: tuple[Expression, ...]


def holdings(library: Library, on: date) -> Holdings:
    """馆藏: count and list; `on` decides what is not yet in force and which doubts still matter."""
    counts = library.counts()
    doubts = list_doubts(library)
    return Holdings(
        cutoff=library.cutoff,
        version=library.version,
        instruments=counts.instruments,
        expressions=counts.expressions,
        articles=counts.articles,
        named_only=_named_only(library),
        by_level=counts.by_level,
        by_kind={InstrumentKind(k): n for k, n in _grouped(library, "kind")},
        by_region=dict(_grouped(library, "region")),
        sources=_sources(library),
        doubts=dict(Counter(d.kind for d in doubts)),
        doubts_now=dict(Counter(d.kind for d in doubts if d.matters_on(on))),
        upcoming=_upcoming(library, on),
    )


def _grouped(library: Library, column: str) -> list[tuple[str, int]]:
    sql = f"SELECT {column}, count(*) FROM expression GROUP BY 1 ORDER BY 2 DESC, 1"
    return [(value, number) for value, number in library.query(sql)]


def _named_only(library: Library) -> int:
    sql = "SELECT count(*) FROM expression WHERE id NOT IN (SELECT expression_id FROM article)"
    return int(library.query(sql)[0][0])


def _sources(library: Library) -> tuple[SourceSummary, ...]:
    rows = library.query(
        "SELECT source, licence, count(*), min(retrieved_on), max(retrieved_on),"
        " min(retrieved_stated) FROM provenance GROUP BY source, licence ORDER BY 3 DESC"
    )
    return tuple(
        SourceSummary(source, licence, texts, day(first), day(last), bool(stated))
        for source, licence, texts, first, last, stated in rows
    )


def _upcoming(library: Library, on: date) -> tuple[Expression, ...]:
    rows = library.query(
        EXPRESSION + "WHERE e.effective_from > ? ORDER BY e.effective_from, e.name",
        (on.isoformat(),),
    )
    return tuple(expression_of(row) for row in rows)
