"""What all sections share: articles, bases, severities."""

from __future__ import annotations

import re
from typing import cast, get_args

from corpus.instrument import ArticleNumber
from corpus.knowledge.loading.row import Row
from corpus.knowledge.types import BasisRef, Verified

SEVERITIES = ("critical", "major", "minor", "notice")
GRADES = ("C", "H", "M", "L")
STANCES = ("party_a", "party_b", "gov", "neutral")
SOURCES: tuple[str, ...] = get_args(Verified)
_ARTICLE = re.compile(r"(\d+)之(\d+)")


def basis(row: Row) -> BasisRef:
    """Parse 依据引用: `article` is 12 or 120之1; `place` holds what is not an article."""
    version = row.maybe_day("version")
    return BasisRef(
        law=row.text("law"),
        article=maybe_article(row, "article"),
        place=row.maybe_text("place"),
        anchor=row.maybe_text("anchor"),
        version=version.isoformat() if version else "",
        verified=verified(row),
        note=row.maybe_text("note"),
        seen=row.maybe_text("seen"),
        source_id=row.maybe_text("source_id"),
    )


def article(row: Row, key: str) -> ArticleNumber:
    """Parse a required 条号."""
    value = maybe_article(row, key)
    if value is None:
        row.number(key)
        raise AssertionError("an absent number is refused above")
    return value


def maybe_article(row: Row, key: str) -> ArticleNumber | None:
    """Parse an optional 条号."""
    value = row.scalar(key)
    if value is None:
        return None
    match = _ARTICLE.fullmatch(value) if isinstance(value, str) else None
    if match:
        return ArticleNumber(int(match[1]), int(match[2]))
    if isinstance(value, str) or value < 1:
        raise row.bad(key, f"的条号 {value} 无效，应写作 12 或 120之1")
    return ArticleNumber(value)


def verified(row: Row) -> Verified:
    """Parse where the author saw the text."""
    return cast(Verified, row.choice("verified", SOURCES))


def grades(row: Row) -> dict[str, str]:
    """Parse a contract severity: one grade for every stance."""
    return row.row("severity", lambda inner: {s: inner.choice(s, GRADES) for s in STANCES})
