"""Library (法规库): instruments and their texts, looked up only as of a date."""

from __future__ import annotations

import sqlite3
import threading
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from corpus.instrument import Article, Instrument, Level
from corpus.library.names import name_key, number_key, without_version
from corpus.library.rows import ARTICLE, EXPRESSION, article_of, day, expression_of, meta_of
from corpus.library.schema import open_read_only
from corpus.library.view import LibraryView


@dataclass(frozen=True, slots=True)
class Counts:
    """库存统计."""

    instruments: int
    expressions: int
    articles: int
    by_level: dict[Level, int]


class Library:
    """法规库: opened from the file that `corpus.sources.build` made. No undated look-up exists.

    Safe to share between threads. Close it, or use it as a context manager, when done.
    """

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        self._path = path
        self._connection = connection
        self._lock = threading.Lock()
        self._meta = meta_of(connection)
        self._works: dict[str, Instrument | None] = {}
        self._names: frozenset[str] | None = None

    @classmethod
    def open(cls, path: Path) -> Library:
        """Open a built library, read only.

        Raises:
            LibraryMissing: no such file.
            LibraryOutdated: built by another schema version.

        """
        return cls(path, open_read_only(path))

    def close(self) -> None:
        """Close the file."""
        self._connection.close()

    def __enter__(self) -> Library:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def path(self) -> Path:
        """The library's file."""
        return self._path

    @property
    def version(self) -> str:
        """A fingerprint of the content: texts, dates and the knowledge they were dated with."""
        return self._meta["version"]

    @property
    def cutoff(self) -> date | None:
        """The newest adoption date of any text in the library (收录截止)."""
        return day(self._meta["cutoff"])

    def counts(self) -> Counts:
        """Count what the library holds; `by_level` counts works."""
        levels = self.query("SELECT level, count(*) FROM work GROUP BY level")
        return Counts(
            instruments=self._count("work"),
            expressions=self._count("expression"),
            articles=self._count("article"),
            by_level={Level(name): number for name, number in levels},
        )

    def at(self, as_of: date) -> LibraryView:
        """Return the law as it stands on a date."""
        return LibraryView(self, as_of)

    def query(self, sql: str, values: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
        """Run one read on the library file (for this package and retrieval)."""
        with self._lock:
            return self._connection.execute(sql, values).fetchall()

    def articles_of(self, expression_id: int) -> tuple[Article, ...]:
        """Return all articles of one dated text in order (see `LibraryView.articles`)."""
        return tuple(map(article_of, self.query(ARTICLE + "ORDER BY id", (expression_id,))))

    def find(self, name: str) -> Instrument | None:
        """Find a work by any spelling of its name; `LibraryView.instrument` is the public door."""
        if name not in self._works:
            self._works[name] = self._look_up(name)
        return self._works[name]

    def find_number(self, number: str) -> Instrument | None:
        """Find a work by its document number."""
        sql = "SELECT work_id FROM document_number WHERE key = ?"
        rows = self.query(sql, (number_key(number),))
        return self._work(rows[0][0]) if rows else None

    def older_missing(self, name: str) -> bool:
        """Tell whether the oldest text of a work is itself a revision of a text not held."""
        sql = "SELECT older_missing FROM work WHERE key = ?"
        rows = self.query(sql, (name_key(name),))
        return bool(rows and rows[0][0])

    def names(self) -> frozenset[str]:
        """Every spelling of a name that the library knows."""
        if self._names is None:
            self._names = frozenset(row[0] for row in self.query("SELECT spelled FROM name"))
        return self._names

    def _look_up(self, name: str) -> Instrument | None:
        for key in dict.fromkeys((name_key(name), name_key(without_version(name)))):
            rows = self.query("SELECT work_id FROM name WHERE key = ? LIMIT 1", (key,))
            if rows:
                return self._work(rows[0][0])
        return None

    def _work(self, work_id: int) -> Instrument:
        [(name, level)] = self.query("SELECT name, level FROM work WHERE id = ?", (work_id,))
        rows = self.query(
            EXPRESSION + "WHERE e.work_id = ? ORDER BY ifnull(e.effective_from, ''),"
            " ifnull(e.version_on, ''), e.id",
            (work_id,),
        )
        return Instrument(name, Level(level), tuple(expression_of(row) for row in rows))

    def _count(self, table: str) -> int:
        return int(self.query(f"SELECT count(*) FROM {table}")[0][0])
