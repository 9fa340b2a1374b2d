"""The library as of a date (某日的法规库)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from corpus.instrument import Article, ArticleNumber, Expression, Instrument, Level
from corpus.library.rows import ARTICLE, EXPRESSION, article_of, expression_of

if TYPE_CHECKING:
    from corpus.library.library import Library


class LibraryView:
    """某日的法规库: everything as of `as_of`."""

    __slots__ = ("_library", "as_of")

    def __init__(self, library: Library, as_of: date) -> None:
        self._library = library
        self.as_of = as_of

    @property
    def library(self) -> Library:
        """The library that this view looks into."""
        return self._library

    def instrument(self, name: str) -> Instrument | None:
        """Find a work by full name, short name or alias (with or without 中华人民共和国, 《》)."""
        return self._library.find(name)

    def by_document_number(self, number: str) -> Instrument | None:
        """Find a work by its document number (国办发〔2018〕37号), brackets of any kind."""
        return self._library.find_number(number)

    def expression(self, name: str) -> Expression | None:
        """Return the expression in force on the date, None if there is none.

        It may be without articles: a repealed law that the library knows only by name. Ask
        `has_text` before saying that a provision does not exist.
        """
        work = self.instrument(name)
        return work.at(self.as_of) if work else None

    def has_text(self, expression: Expression) -> bool:
        """Tell whether the library holds the articles of an expression."""
        sql = "SELECT 1 FROM article WHERE expression_id = ? LIMIT 1"
        return bool(self._library.query(sql, (expression.id,)))

    def lacks_text(self, name: str) -> bool:
        """该日文本不在库: the work is known, and the library misses its text of this date.

        True when an older or a newer text, which the library does not hold, was in force on the
        date. False for a work that is unknown, not yet in force, repealed, or held.
        """
        work = self.instrument(name)
        if work is None:
            return False
        current = work.at(self.as_of)
        if current is not None:
            return not self.has_text(current)
        begun = [
            e
            for e in work.expressions
            if e.effective_from is None or e.effective_from <= self.as_of
        ]
        if not begun:
            return self._library.older_missing(work.name)
        return not any(e.repealed for e in begun)

    def article(self, expression: Expression, number: ArticleNumber) -> Article | None:
        """Return one article of an expression."""
        sql = ARTICLE + "AND main = ? AND sub = ? ORDER BY id LIMIT 1"
        rows = self._library.query(sql, (expression.id, number.main, number.sub))
        return article_of(rows[0]) if rows else None

    def articles(self, expression: Expression) -> tuple[Article, ...]:
        """Return all articles of an expression in order.

        `ArticleNumber(0, 0)` is a preamble, or the whole of a text without articles;
        `ArticleNumber(0, n)` is annex n.
        """
        return self._library.articles_of(expression.id)

    def superior_to(self, level: Level) -> Iterator[Expression]:
        """Yield the expressions in force that rank above a level, highest first."""
        above = sorted((x for x in Level if x.rank < level.rank), key=lambda x: x.rank)
        day = self.as_of.isoformat()
        sql = EXPRESSION + (
            "WHERE e.level = ? AND (e.effective_from IS NULL OR e.effective_from <= ?)"
            " AND (e.effective_to IS NULL OR e.effective_to > ?) ORDER BY e.name, e.id"
        )
        for one in above:
            for row in self._library.query(sql, (one.value, day, day)):
                yield expression_of(row)

    def names(self) -> frozenset[str]:
        """Return every name and alias that the library knows, without 《》 (for the finder)."""
        return self._library.names()
