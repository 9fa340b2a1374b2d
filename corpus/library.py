"""Library (法规库): instruments and their texts, looked up only as of a date."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from corpus.instrument import Article, ArticleNumber, Expression, Instrument, Level


@dataclass(frozen=True, slots=True)
class Counts:
    """库存统计."""

    instruments: int
    expressions: int
    articles: int
    by_level: dict[Level, int]


class Library:
    """法规库: opened from the file that `corpus.sources.build` made. No undated look-up exists."""

    @classmethod
    def open(cls, path: Path) -> Library:
        """Open a built library, read only.

        Raises:
            LibraryMissing: no such file.
            LibraryOutdated: built by another schema version.
        """
        raise NotImplementedError

    @property
    def version(self) -> str:
        """A fingerprint of the content."""
        raise NotImplementedError

    @property
    def cutoff(self) -> date | None:
        """The newest adoption date of any text in the library (收录截止)."""
        raise NotImplementedError

    def counts(self) -> Counts:
        """Count what the library holds."""
        raise NotImplementedError

    def at(self, as_of: date) -> LibraryView:
        """Return the law as it stands on a date."""
        raise NotImplementedError


class LibraryView:
    """某日的法规库: everything as of `as_of`."""

    as_of: date

    def instrument(self, name: str) -> Instrument | None:
        """Find a work by full name, short name or alias (with or without 中华人民共和国, 《》)."""
        raise NotImplementedError

    def by_document_number(self, number: str) -> Instrument | None:
        """Find a work by its document number (国办发〔2018〕37号), brackets of any kind."""
        raise NotImplementedError

    def expression(self, name: str) -> Expression | None:
        """Return the expression in force on the date, None if there is none."""
        raise NotImplementedError

    def article(self, expression: Expression, number: ArticleNumber) -> Article | None:
        """Return one article of an expression."""
        raise NotImplementedError

    def articles(self, expression: Expression) -> tuple[Article, ...]:
        """Return all articles of an expression in order."""
        raise NotImplementedError

    def superior_to(self, level: Level) -> Iterator[Expression]:
        """Yield the expressions in force that rank above a level."""
        raise NotImplementedError

    def names(self) -> frozenset[str]:
        """Return every name and alias that the library knows, without 《》 (for the finder)."""
        raise NotImplementedError
