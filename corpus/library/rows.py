"""Rows of the library file as the central types."""

from __future__ import annotations

import json
import sqlite3
from datetime import date
from typing import Any

from corpus.instrument import Article, ArticleNumber, Expression, InstrumentKind, Level

EXPRESSION = (
    "SELECT e.id, e.name, e.level, e.version_on, e.effective_from, e.effective_to, e.repealed,"
    " e.successors, e.source, e.issuer, e.doubts, e.region, e.kind, e.document_number,"
    " e.valid_until, e.uncertain_until, e.first_day_doubts FROM expression e "
)
ARTICLE = "SELECT main, sub, text, heading FROM article WHERE expression_id = ? "


def day(value: str | None) -> date | None:
    """Read an ISO date column."""
    return date.fromisoformat(value) if value else None


def expression_of(row: tuple[Any, ...]) -> Expression:
    """Build an expression from a row of `EXPRESSION`."""
    return Expression(
        id=row[0],
        name=row[1],
        level=Level(row[2]),
        version_on=day(row[3]),
        effective_from=day(row[4]),
        effective_to=day(row[5]),
        repealed=bool(row[6]),
        successors=tuple(json.loads(row[7])),
        source=row[8],
        issuer=row[9],
        doubts=tuple(json.loads(row[10])),
        region=row[11],
        kind=InstrumentKind(row[12]),
        document_number=row[13],
        valid_until=day(row[14]),
        uncertain_until=day(row[15]),
        first_day_doubts=tuple(json.loads(row[16])),
    )


def article_of(row: tuple[Any, ...]) -> Article:
    """Build an article from a row of `ARTICLE`."""
    return Article(ArticleNumber(row[0], row[1]), row[2], row[3])


def meta_of(connection: sqlite3.Connection) -> dict[str, str]:
    """Read what the library says of itself."""
    return dict(connection.execute("SELECT key, value FROM meta"))
