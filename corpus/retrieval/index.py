"""The lexical index (检索索引): BM25 weights of every article, saved for memory-mapped loading.

The weights are computed here with numpy, because bm25s builds from lists of strings, which takes
minutes and gigabytes for this many pairs; storage, loading and scoring are bm25s's own. Memory
holds one batch of articles at a time, so that a library of a million articles can be indexed.
"""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from corpus.retrieval.passages import ROWS, passage_text
from corpus.retrieval.staged import staged_beside
from corpus.retrieval.tokenizer import Tokenizer

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

K1, B = 1.2, 0.75
_BATCH = 8_000
VOCABULARY, ARTICLES, EXPRESSIONS = "codes.npy", "articles.npy", "expressions.npy"


def build_index(
    connection: sqlite3.Connection,
    directory: Path,
    *,
    progress: Callable[[str, int, int], None] | None = None,
) -> None:
    """Index all articles of a library; the directory appears only when it is complete."""
    import numpy as np

    if directory.exists():
        return
    staged = staged_beside(directory)
    shutil.rmtree(staged, ignore_errors=True)
    staged.mkdir(parents=True)
    total = int(connection.execute("SELECT count(*) FROM article").fetchone()[0])
    articles, expressions, counts = [], [], _Counts(staged / "spill")
    for rows in _batches(connection):
        articles += [row[0] for row in rows]
        expressions += [row[1] for row in rows]
        counts.add([passage_text(*row[2:]) for row in rows])
        if progress is not None:
            progress("编制检索索引", len(articles), total)
    np.save(staged / ARTICLES, np.asarray(articles, dtype=np.int32))
    np.save(staged / EXPRESSIONS, np.asarray(expressions, dtype=np.int32))
    counts.save(staged)
    staged.rename(directory)


def _batches(connection: sqlite3.Connection) -> Iterator[list[tuple[Any, ...]]]:
    cursor = connection.execute(f"{ROWS} ORDER BY a.id")
    while rows := cursor.fetchmany(_BATCH):
        yield rows


@dataclass(frozen=True, slots=True)
class _Part:
    """The counts of one batch, sorted by token and then by row; kept on disk until the end.

    `codes` are the batch's distinct tokens, each in `rows_of` rows; `rows` and `times` name the
    rows and how often the token stands there.
    """

    codes: NDArray[np.uint64]
    rows_of: NDArray[np.int64]
    rows: NDArray[np.int32]
    times: NDArray[np.float32]


class _Counts:
    """How often each token stands in each row. Batches go to disk: memory holds one at a time."""

    def __init__(self, spill: Path) -> None:
        import numpy as np

        self._spill = spill
        self._spill.mkdir()
        self._tokenizer = Tokenizer()
        self._lengths: list[int] = []
        self._vocabulary = np.empty(0, dtype=np.uint64)
        self._parts = 0

    def add(self, texts: list[str]) -> None:
        """Count the tokens of the next rows."""
        import numpy as np

        codes = [self._tokenizer.codes(text) for text in texts]
        lengths = [len(c) for c in codes]
        known, local = np.unique(np.concatenate(codes), return_inverse=True)
        first = len(self._lengths)
        rows = np.repeat(np.arange(first, first + len(texts), dtype=np.int64), lengths)
        pairs, times = np.unique(local * (1 << 32) + rows, return_counts=True)
        np.savez(
            self._spill / f"{self._parts}.npz",
            codes=known,
            rows_of=np.bincount(pairs >> 32, minlength=len(known)),
            rows=(pairs & 0xFFFFFFFF).astype(np.int32),
            times=times.astype(np.float32),
        )
        self._lengths += lengths
        self._vocabulary = np.union1d(self._vocabulary, known)
        self._parts += 1

    def save(self, directory: Path) -> None:
        """Write the weights as bm25s stores them, column by token, and drop the batches."""
        import bm25s
        import numpy as np

        frequency = np.zeros(len(self._vocabulary), dtype=np.int64)
        for part in self._read():
            frequency[np.searchsorted(self._vocabulary, part.codes)] += part.rows_of
        pointers = np.concatenate([[0], np.cumsum(frequency)]).astype(np.int64)
        weights, rows = self._columns(frequency, pointers)
        index = bm25s.BM25(method="lucene", k1=K1, b=B, backend="numpy")
        index.scores = {
            "data": weights,
            "indices": rows,
            "indptr": pointers,
            "num_docs": len(self._lengths),
        }
        index.vocab_dict, index.nonoccurrence_array = {}, None
        index.save(str(directory), show_progress=False)
        np.save(directory / VOCABULARY, self._vocabulary)
        shutil.rmtree(self._spill)

    def _columns(
        self, frequency: NDArray[np.int64], pointers: NDArray[np.int64]
    ) -> tuple[NDArray[np.float32], NDArray[np.int32]]:
        """The weights and rows of all tokens, in files: batch after batch into its places."""
        import numpy as np

        size = int(pointers[-1])
        weights = _scratch(self._spill / "weights", "float32", size)
        rows = _scratch(self._spill / "rows", "int32", size)
        idf = _idf(frequency, len(self._lengths))
        norm = _norm(np.asarray(self._lengths))
        free = pointers[:-1].copy()
        for part in self._read():
            tokens = np.searchsorted(self._vocabulary, part.codes)
            starts = np.cumsum(part.rows_of) - part.rows_of
            places = np.arange(len(part.rows)) + np.repeat(free[tokens] - starts, part.rows_of)
            rows[places] = part.rows
            weights[places] = np.repeat(idf[tokens], part.rows_of) * (
                part.times / (part.times + norm[part.rows])
            )
            free[tokens] += part.rows_of
        return weights, rows

    def _read(self) -> Iterator[_Part]:
        import numpy as np

        for number in range(self._parts):
            with np.load(self._spill / f"{number}.npz") as part:
                yield _Part(part["codes"], part["rows_of"], part["rows"], part["times"])


def _scratch(path: Path, kind: str, size: int) -> NDArray[Any]:
    """An array in a file; in memory where there is nothing to keep."""
    import numpy as np

    return np.memmap(path, kind, "w+", shape=(size,)) if size else np.empty(0, kind)


def _idf(frequency: NDArray[np.int64], number: int) -> NDArray[np.float32]:
    """BM25 as Lucene computes it: idf times saturated frequency; this is the idf."""
    import numpy as np

    rarity: NDArray[Any] = np.log(1 + (number - frequency + 0.5) / (frequency + 0.5))
    return rarity.astype(np.float32)


def _norm(lengths: NDArray[Any]) -> NDArray[np.float32]:
    """What is added to a frequency to saturate it: more in a long article."""
    import numpy as np

    mean = lengths.mean() if len(lengths) else 1.0
    return (K1 * (1 - B + B * lengths / mean)).astype(np.float32)
