"""The table of rows (检索行表): article ↔ row of every index, and which rows a search may return."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from corpus.errors import LibraryOutdated
from corpus.instrument import ArticleNumber, Level
from corpus.library import Library
from corpus.library.schema import index_directory
from corpus.retrieval.index import ARTICLES, EXPRESSIONS
from corpus.retrieval.scope import Scope
from corpus.retrieval.within import expressions_within

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_MASKS = 32
_AT_ONCE = 500
_FOUND = (
    "SELECT a.id, e.name, a.main, a.sub, a.text, e.level FROM article a"
    " JOIN expression e ON e.id = a.expression_id WHERE a.id IN ({})"
)


@dataclass(frozen=True, slots=True)
class Mask:
    """可检索的行: the same choice in the forms that BM25 and FAISS take.

    `weights` is 1.0 or 0.0 a row (float32); `bits` the same packed, lowest bit first (uint8).
    """

    weights: NDArray[np.float32]
    bits: NDArray[np.uint8]
    count: int


@dataclass(frozen=True, slots=True)
class Ranking:
    """排序结果: rows and their scores, best first; both arrays have the same length."""

    rows: NDArray[np.int64]
    scores: NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class FoundArticle:
    """命中条文: what a hit shows of a row."""

    law: str
    number: ArticleNumber
    text: str
    level: Level


class ArticleTable:
    """检索行表: row i of every index is article `articles[i]`. Safe to share between threads."""

    def __init__(self, library: Library) -> None:
        self.library = library
        self._masks: dict[tuple[date, Scope], Mask] = {}
        self._lock = threading.Lock()

    def __len__(self) -> int:
        return len(self.articles)

    @cached_property
    def directory(self) -> Path:
        """The folder of the lexical index, where the rows are defined.

        Raises:
            LibraryOutdated: the index beside the library is missing or of another version.

        """
        directory = index_directory(self.library.path, self.library.version)
        if not directory.is_dir():
            raise LibraryOutdated(f"检索索引不在 {directory}")
        return directory

    @cached_property
    def articles(self) -> NDArray[np.int32]:
        """Article ids by row, ascending."""
        return self._array(ARTICLES)

    def mask(self, as_of: date, scope: Scope) -> Mask:
        """Return the rows in force on a date within a scope; kept for the next search."""
        import numpy as np

        with self._lock:
            found = self._masks.get((as_of, scope))
            if found is None:
                if len(self._masks) >= _MASKS:
                    self._masks.clear()
                chosen = np.isin(self._array(EXPRESSIONS), self._within(as_of, scope))
                found = Mask(
                    chosen.astype(np.float32),
                    np.packbits(chosen, bitorder="little"),
                    int(chosen.sum()),
                )
                self._masks[as_of, scope] = found
            return found

    def row_of(self, expression_id: int, number: ArticleNumber) -> int | None:
        """Return the row of an article, None if the index does not hold it."""
        import numpy as np

        sql = "SELECT id FROM article WHERE expression_id = ? AND main = ? AND sub = ? ORDER BY id"
        ids = self.library.query(sql + " LIMIT 1", (expression_id, number.main, number.sub))
        if not ids:
            return None
        row = int(np.searchsorted(self.articles, ids[0][0]))
        return row if row < len(self) and int(self.articles[row]) == ids[0][0] else None

    def read(self, rows: Sequence[int]) -> list[FoundArticle]:
        """Return what stands in some rows, in their order."""
        ids = [int(self.articles[row]) for row in rows]
        found: dict[int, FoundArticle] = {}
        for start in range(0, len(ids), _AT_ONCE):
            some = tuple(ids[start : start + _AT_ONCE])
            sql = _FOUND.format(",".join("?" * len(some)))
            for key, law, main, sub, text, level in self.library.query(sql, some):
                found[key] = FoundArticle(law, ArticleNumber(main, sub), text, Level(level))
        return [found[key] for key in ids]

    def _within(self, as_of: date, scope: Scope) -> list[int]:
        return [held.id for held in expressions_within(self.library, as_of, scope)]

    def _array(self, name: str) -> NDArray[Any]:
        import numpy as np

        loaded: NDArray[Any] = np.load(self.directory / name, mmap_mode="r")
        return loaded
