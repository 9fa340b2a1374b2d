"""Parsers of what became of names: repeals, article moves, aliases, agencies."""

from __future__ import annotations

from typing import cast

from corpus.knowledge.loading.common import SOURCES, article, basis, verified
from corpus.knowledge.loading.row import Row
from corpus.knowledge.types import Agency, ArticleMove, Repeal, Verified

ACTIONS = ("repealed", "revised", "amended", "future", "watch")
_KINDS = ("law", "admin_reg", "watch")
_REPORTS = ("error", "check_article_no", "hint", "check_effective_date", "not_yet_in_force")


def repeal(row: Row) -> Repeal:
    """Parse 废止与修改."""
    return Repeal(
        id=row.text("id"),
        old=row.text("old"),
        kind=row.choice("kind", _KINDS),
        action=row.choice("action", ACTIONS),
        successors=row.texts("successors"),
        ceases_on=row.maybe_day("ceases_on"),
        ceases_note=row.maybe_text("ceases_note"),
        report_as=row.choice("report_as", _REPORTS),
        bases=row.rows("bases", basis),
        verified=verified(row),
        note=row.maybe_text("note"),
        cited_as=row.maybe_text("cited_as"),
        date_verified=cast(Verified | None, row.maybe_choice("date_verified", SOURCES)),
    )


def article_move(row: Row) -> ArticleMove:
    """Parse 条文对应."""
    return ArticleMove(
        id=row.text("id"),
        old_law=row.text("old_law"),
        old_article=article(row, "old_article"),
        new_law=row.text("new_law"),
        new_article=article(row, "new_article"),
        change=row.text("change"),
    )


def alias_group(row: Row) -> tuple[str, tuple[str, ...]]:
    """Parse one full name with its short names."""
    return row.text("name"), row.texts("aliases")


def agency(row: Row) -> Agency:
    """Parse 机构更名."""
    return Agency(
        id=row.text("id"),
        old=row.text("old"),
        new=row.text("new"),
        since=row.day("since"),
        spellings=row.texts("spellings"),
        not_in=row.maybe_texts("not_in"),
        note=row.maybe_text("note"),
    )
