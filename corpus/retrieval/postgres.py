"""Dense retrieval in PostgreSQL (数据库检索): vectors in pgvector, for many services on one store.

Only the vectors move into the database. The lexical index stays a file beside the library:
PostgreSQL's full-text ranking is not BM25 and knows no Chinese words, so its order would differ,
while the memory-mapped file gives every process the same order and is never written. Rows, dates
and scopes are those of the library, so hits are those of the FAISS index within rounding.
"""

from __future__ import annotations

import threading
from datetime import date
from typing import TYPE_CHECKING, Any

from corpus.errors import RetrieverUnavailable
from corpus.instrument import Level
from corpus.library import Library
from corpus.retrieval.dense import best_rows
from corpus.retrieval.postgres_store import ROWS_OF, connect, is_published, table_of
from corpus.retrieval.scope import Scope
from corpus.retrieval.table import Mask, Ranking

if TYPE_CHECKING:
    import numpy as np
    import psycopg
    from numpy.typing import NDArray

_SETTINGS = (
    "SET hnsw.ef_search = 400",
    "SET hnsw.iterative_scan = strict_order",
    "SET max_parallel_workers_per_gather = 0",
)


class PostgresDense:
    """数据库语义检索: implements `corpus.retrieval.dense.DenseSearch`. Connects when first asked.

    One connection, shared between threads in turn; a lost one is opened anew.
    """

    def __init__(self, address: str, library: Library, encoder_version: str) -> None:
        self._address, self._library, self._encoder = address, library, encoder_version
        self._lock = threading.Lock()
        self._open: psycopg.Connection[Any] | None = None

    def describe(self) -> str:
        """A Chinese sentence on the store.

        Raises:
            RetrieverUnavailable: the database cannot be reached, or lacks these vectors.

        """
        sql = f"SELECT count(*) FROM {table_of(self._library, self._encoder)}"
        return f"PostgreSQL 向量库，{self._rows(sql, {})[0][0]} 条有向量"

    def rank(
        self, vectors: NDArray[np.float32], depth: int, mask: Mask, as_of: date, scope: Scope
    ) -> Ranking:
        """Return up to `depth` rows in force on the date within the scope; see `DenseSearch`.

        Raises:
            RetrieverUnavailable: the database cannot be reached, or lacks these vectors.

        """
        import numpy as np
        from pgvector import Vector

        table = table_of(self._library, self._encoder)
        condition, values = _condition(as_of, scope)
        sql = ROWS_OF.format(table=table, condition=condition)
        found: list[tuple[int, float]] = []
        for vector in vectors:
            found += self._rows(sql, {**values, "query": Vector(vector), "depth": depth})
        rows = np.asarray([row for row, _ in found], dtype=np.int64)
        scores = np.asarray([score for _, score in found], dtype=np.float32)
        return best_rows(rows, scores, depth)

    def close(self) -> None:
        """Close the connection; the next search opens another."""
        with self._lock:
            if self._open is not None:
                self._open.close()
                self._open = None

    def _rows(self, sql: str, values: dict[str, object]) -> list[tuple[Any, ...]]:
        import psycopg

        with self._lock:
            for last in (False, True):
                connection = self._connection()
                try:
                    return connection.execute(sql.encode(), values, prepare=True).fetchall()
                except psycopg.Error as error:
                    connection.close()
                    self._open = None
                    if last or not isinstance(error, psycopg.OperationalError):
                        raise RetrieverUnavailable(type(error).__name__) from error
        raise RetrieverUnavailable  # pragma: no cover - the loop returns or raises

    def _connection(self) -> psycopg.Connection[Any]:
        if self._open is None or self._open.closed:
            connection = connect(self._address)
            if not is_published(connection, self._library, self._encoder):
                connection.close()
                raise RetrieverUnavailable(f"尚未发布法规库 {self._library.version} 的向量")
            for setting in _SETTINGS:
                connection.execute(setting.encode())
            self._open = connection
        return self._open


def _condition(as_of: date, scope: Scope) -> tuple[str, dict[str, object]]:
    """The SQL condition that says the same as `Scope.admits` and the mask of a date."""
    parts = [
        "(effective_from IS NULL OR effective_from <= %(day)s)",
        "(effective_to IS NULL OR effective_to > %(day)s)",
    ]
    values: dict[str, object] = {"day": as_of}
    if scope.above is not None or scope.levels:
        levels = [level.value for level in Level if scope.admits_level(level)]
        parts.append("level = ANY(%(levels)s)")
        values["levels"] = levels
    if scope.kinds:
        parts.append("kind = ANY(%(kinds)s)")
        values["kinds"] = sorted(scope.kinds)
    if scope.regions:
        parts.append("(region = '' OR region = ANY(%(regions)s))")
        values["regions"] = sorted(scope.regions)
    return " AND ".join(parts), values
