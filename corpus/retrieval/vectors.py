"""The vector store (向量库): one SQLite file of quantised passage vectors beside the library.

A vector is kept under a key made of the encoder's fingerprint and the passage, so vectors outlive
rebuilds of the library, and another encoder never meets vectors that are not its own.
"""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from corpus.errors import VectorsUnusable
from corpus.retrieval.quantise import quantise, restore

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_DDL = "CREATE TABLE IF NOT EXISTS vector(key BLOB PRIMARY KEY, data BLOB NOT NULL) WITHOUT ROWID"
_SCALE_BYTES = 4
_AT_ONCE = 500


def vectors_path(library: Path) -> Path:
    """向量库路径: where the vectors of a library stand."""
    return library.with_name(library.name + ".vectors")


class VectorStore:
    """向量库: safe to share between threads; close it, or use it as a context manager.

    `data` is the scale (float32, little endian) and then the components (int8).
    """

    def __init__(self, path: Path) -> None:
        """Open the file, and make it if it is not there.

        Raises:
            VectorsUnusable: the file is no vector store, or may not be opened.

        """
        self.path = path
        self._lock = threading.Lock()
        try:
            self._connection = sqlite3.connect(path, check_same_thread=False)
            self._connection.execute(_DDL)
            self._connection.commit()
        except sqlite3.Error as error:
            raise VectorsUnusable(f"{path}（{error}）") from error

    def close(self) -> None:
        """Close the file."""
        self._connection.close()

    def __enter__(self) -> VectorStore:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def __len__(self) -> int:
        with self._lock:
            return int(self._connection.execute("SELECT count(*) FROM vector").fetchone()[0])

    def held(self, keys: Sequence[bytes]) -> set[bytes]:
        """Return those of the keys that have a vector."""
        return {key for sql, some in _asked("key", keys) for (key,) in self._all(sql, some)}

    def read(self, keys: Sequence[bytes], dimension: int) -> NDArray[np.float32]:
        """Return (n, dimension) unit vectors in the order of the keys; zeros where there is none.

        Raises:
            VectorsUnusable: a vector of another dimension.

        """
        codes, scales = self.read_codes(keys, dimension)
        return restore(codes, scales)

    def read_codes(
        self, keys: Sequence[bytes], dimension: int
    ) -> tuple[NDArray[np.int8], NDArray[np.float32]]:
        """Return (n, dimension) codes and (n,) scales; scale 0 where there is no vector.

        Raises:
            VectorsUnusable: a vector of another dimension.

        """
        import numpy as np

        places: dict[bytes, list[int]] = {}
        for place, key in enumerate(keys):
            places.setdefault(key, []).append(place)
        codes = np.zeros((len(keys), dimension), dtype=np.int8)
        scales = np.zeros(len(keys), dtype=np.float32)
        for sql, some in _asked("key, data", list(places)):
            for key, data in self._all(sql, some):
                if len(data) != dimension + _SCALE_BYTES:
                    raise VectorsUnusable(f"{self.path}：向量维数不是 {dimension}")
                where = places[key]
                scales[where] = np.frombuffer(data, dtype="<f4", count=1)[0]
                codes[where] = np.frombuffer(data, dtype=np.int8, offset=_SCALE_BYTES)
        return codes, scales

    def sample(self, number: int, dimension: int) -> NDArray[np.float32]:
        """Return up to `number` of the stored vectors that have this dimension, by key."""
        import numpy as np

        sql = "SELECT data FROM vector WHERE length(data) = ? ORDER BY key LIMIT ?"
        with self._lock:
            rows = self._connection.execute(sql, (dimension + _SCALE_BYTES, number)).fetchall()
        codes = np.frombuffer(b"".join(row[0][_SCALE_BYTES:] for row in rows), dtype=np.int8)
        codes = codes.reshape(len(rows), dimension)
        return restore(codes, np.ones(len(rows), dtype=np.float32))

    def add(self, keys: Sequence[bytes], vectors: NDArray[np.float32]) -> None:
        """Store (n, d) vectors and commit; a key that is there is written anew."""
        self.add_codes(keys, *quantise(vectors))

    def add_codes(
        self, keys: Sequence[bytes], codes: NDArray[np.int8], scales: NDArray[np.float32]
    ) -> None:
        """Store vectors that are already quantised, and commit."""
        rows = (
            (key, scale.tobytes() + code.tobytes())
            for key, code, scale in zip(keys, codes, scales.astype("<f4"), strict=True)
        )
        with self._lock, self._connection:
            self._connection.executemany("INSERT OR REPLACE INTO vector VALUES (?, ?)", rows)

    def prune(self, keep: Iterable[bytes]) -> int:
        """Delete all vectors but those under the keys given; return how many went."""
        with self._lock, self._connection:
            self._connection.execute("CREATE TEMP TABLE kept(key BLOB PRIMARY KEY) WITHOUT ROWID")
            self._connection.executemany(
                "INSERT OR IGNORE INTO kept VALUES (?)", ((key,) for key in keep)
            )
            gone = self._connection.execute(
                "DELETE FROM vector WHERE key NOT IN (SELECT key FROM kept)"
            ).rowcount
            self._connection.execute("DROP TABLE kept")
        if gone:
            with self._lock:
                self._connection.execute("VACUUM")  # else the file keeps its size
        return int(gone)

    def _all(self, sql: str, values: Sequence[bytes]) -> list[tuple[bytes, ...]]:
        with self._lock:
            return self._connection.execute(sql, values).fetchall()


def _asked(columns: str, keys: Sequence[bytes]) -> Iterator[tuple[str, Sequence[bytes]]]:
    """Cut a question for many keys into statements that SQLite takes."""
    for start in range(0, len(keys), _AT_ONCE):
        some = keys[start : start + _AT_ONCE]
        marks = ",".join("?" * len(some))
        yield f"SELECT {columns} FROM vector WHERE key IN ({marks})", some
