"""The lexical index (检索索引): BM25 weights of every article, saved for memory-mapped loading.

The weights are computed here with numpy, because bm25s builds from lists of strings, which takes
minutes and gigabytes for this many pairs; storage, loading and scoring are bm25s's own.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from corpus.library.names import short_name
from corpus.retrieval.tokenizer import Tokenizer

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

K1, B = 1.2, 0.75
_BATCH = 8_000
_ROWS = (
    "SELECT a.id, a.expression_id, e.name, a.heading, a.text FROM article a"
    " JOIN expression e ON e.id = a.expression_id ORDER BY a.id"
)
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
    staged = directory.with_name(f"{directory.name}.{os.getpid()}.new")
    shutil.rmtree(staged, ignore_errors=True)
    staged.mkdir(parents=True)
    total = int(connection.execute("SELECT count(*) FROM article").fetchone()[0])
    articles, expressions, counts = [], [], _Counts()
    for rows in _batches(connection):
        articles += [row[0] for row in rows]
        expressions += [row[1] for row in rows]
        counts.add([f"{short_name(row[2])} {row[3]} {row[4]}" for row in rows])
        if progress is not None:
            progress("编制检索索引", len(articles), total)
    np.save(staged / ARTICLES, np.asarray(articles, dtype=np.int32))
    np.save(staged / EXPRESSIONS, np.asarray(expressions, dtype=np.int32))
    counts.save(staged)
    staged.rename(directory)


def _batches(connection: sqlite3.Connection) -> Iterator[list[tuple[Any, ...]]]:
    cursor = connection.execute(_ROWS)
    while rows := cursor.fetchmany(_BATCH):
        yield rows


class _Counts:
    """How often each token stands in each document, gathered batch by batch."""

    def __init__(self) -> None:
        self._tokenizer = Tokenizer()
        self._lengths: list[int] = []
        self._batches: list[tuple[NDArray[Any], NDArray[Any], NDArray[Any]]] = []

    def add(self, texts: list[str]) -> None:
        import numpy as np

        codes = [self._tokenizer.codes(text) for text in texts]
        lengths = [len(c) for c in codes]
        known, local = np.unique(np.concatenate(codes), return_inverse=True)
        first = len(self._lengths)
        documents = np.repeat(np.arange(first, first + len(texts), dtype=np.int64), lengths)
        pairs, times = np.unique(local * (1 << 32) + documents, return_counts=True)
        self._lengths += lengths
        self._batches.append(
            (
                known[pairs >> 32],
                (pairs & 0xFFFFFFFF).astype(np.int32),
                times.astype(np.float32),
            )
        )

    def save(self, directory: Path) -> None:
        """Write the weights as bm25s stores them, column by token."""
        import bm25s
        import numpy as np

        codes, documents, times = (
            np.concatenate(parts) if parts else np.empty(0, dtype=kind)
            for parts, kind in zip(
                list(zip(*self._batches, strict=True)) or [(), (), ()],
                (np.uint64, np.int32, np.float32),
                strict=True,
            )
        )
        order = np.argsort(codes, kind="stable")
        codes, documents, times = codes[order], documents[order], times[order]
        vocabulary, starts = np.unique(codes, return_index=True)
        pointers = np.append(starts, len(codes)).astype(np.int64)
        index = bm25s.BM25(method="lucene", k1=K1, b=B, backend="numpy")
        index.scores = {
            "data": _weights(times, documents, pointers, np.asarray(self._lengths)),
            "indices": documents,
            "indptr": pointers,
            "num_docs": len(self._lengths),
        }
        index.vocab_dict, index.nonoccurrence_array = {}, None
        index.save(str(directory), show_progress=False)
        np.save(directory / VOCABULARY, vocabulary)


def _weights(
    times: NDArray[np.float32],
    documents: NDArray[np.int32],
    pointers: NDArray[np.int64],
    lengths: NDArray[Any],
) -> NDArray[np.float32]:
    """BM25 as Lucene computes it: idf times saturated frequency."""
    import numpy as np

    frequency = np.diff(pointers)
    number = len(lengths)
    idf = np.log(1 + (number - frequency + 0.5) / (frequency + 0.5)).astype(np.float32)
    mean = lengths.mean() if number else 1.0
    norm = (K1 * (1 - B + B * lengths / mean)).astype(np.float32)
    return np.repeat(idf, frequency) * (times / (times + norm[documents]))
