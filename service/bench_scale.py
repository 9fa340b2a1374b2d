"""Retrieval at scale (规模基准): `python -m service.bench_scale --sizes 60000 300000 1000000`.

The library of each size is synthetic and says so: the real articles, and beyond their number new
ones made of sentences of two real articles, with vectors that lie near the real ones. What it
measures is real: the same index files, the same search, one thread.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import resource
import shutil
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any

from corpus.library import Library
from corpus.library.schema import index_directory
from corpus.retrieval.dense import DenseIndex
from corpus.retrieval.dense_build import build_dense, dense_directory, exact_nearest, recall_of
from corpus.retrieval.embed import passages_of
from corpus.retrieval.hybrid import HybridRetriever
from corpus.retrieval.index import build_index
from corpus.retrieval.lexical import LexicalIndex
from corpus.retrieval.scope import EVERYTHING
from corpus.retrieval.table import ArticleTable, Mask
from corpus.retrieval.vectors import VectorStore, vectors_path
from service.scale_library import ENCODER, Known, fill_vectors, grow, known_questions
from service.settings import Settings

SIZES = (60_000, 300_000, 1_000_000)
QUERIES = 200
_DEPTH, _K = 200, 10
_DAY = date(2026, 11, 24)


@dataclass(frozen=True, slots=True)
class Scale:
    """规模结果: one size; times in ms a query on one thread, encoding not counted; memory in MB.

    `synthetic` of the `articles` are made up. `recall_at_10` compares the dense index with exact
    search over the same vectors, for questions that lie `vectors` as said. The peaks are the
    largest resident sizes, memory-mapped files included, of the process that built and of a fresh
    one that searched. `disk_mb` is the library with both indexes and the vector store.
    """

    articles: int
    synthetic: int
    vectors: str
    index: str
    lexical_build_s: float
    dense_build_s: float
    peak_build_mb: int
    disk_mb: int
    peak_search_mb: int
    queries: int
    p50_ms: float
    p95_ms: float
    lexical_p50_ms: float
    lexical_p95_ms: float
    dense_p50_ms: float
    dense_p95_ms: float
    recall_at_10: float


def main(words: list[str] | None = None) -> None:
    """Measure each size; print a table, or JSON with --json."""
    parser = argparse.ArgumentParser(description="检索规模基准（合成法规库）")
    parser.add_argument("--sizes", type=int, nargs="+", default=list(SIZES), help="条文数")
    parser.add_argument("--queries", type=int, default=QUERIES, help="检索次数")
    parser.add_argument("--dimension", type=int, default=384, help="向量维数")
    parser.add_argument("--json", action="store_true", help="输出 JSON")
    given = parser.parse_args(words)
    found = []
    for size in given.sizes:
        found.append(asdict(measure(size, queries=given.queries, dimension=given.dimension)))
        if not given.json:
            rows = (f"{name:20} {value}\n" for name, value in found[-1].items())
            sys.stdout.write("".join(rows) + "\n")
    if given.json:
        sys.stdout.write(json.dumps(found, indent=1, ensure_ascii=False) + "\n")


def measure(size: int, *, queries: int = QUERIES, dimension: int = 384) -> Scale:
    """规模测量: build a library of this many articles in a temporary folder, and search it."""
    folder = Path(tempfile.mkdtemp(prefix="fashen-scale-"))
    try:
        source = Settings().library_path
        built = _apart(_build, source, folder, size, dimension)
        disk = sum(f.stat().st_size for f in folder.rglob("*") if f.is_file()) // 2**20
        searched = _apart(_search, folder, queries, dimension)
        return Scale(articles=size, disk_mb=disk, queries=queries, **built, **searched)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _apart(step: Callable[..., dict[str, Any]], *values: object) -> dict[str, Any]:
    """Run a step in a process of its own, so that its memory is its own."""
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(step, values)


def _build(source: Path, folder: Path, size: int, dimension: int) -> dict[str, Any]:
    path = folder / "library.sqlite"
    synthetic = grow(source, path, size)
    with Library.open(path) as library, VectorStore(vectors_path(path)) as store:
        connection = sqlite3.connect(path)
        lexical = _seconds(lambda: build_index(connection, index_directory(path, library.version)))
        connection.close()
        vectors = fill_vectors(library, vectors_path(source), store, dimension)
        begun = time.perf_counter()
        meta = build_dense(library, ENCODER, dimension, store)
        dense = time.perf_counter() - begun
    effort = f" nprobe {meta.effort}/{meta.lists}" if meta.lists else ""
    return {
        "synthetic": synthetic,
        "vectors": vectors,
        "index": meta.kind + effort,
        "lexical_build_s": round(lexical, 1),
        "dense_build_s": round(dense, 1),
        "peak_build_mb": _peak(),
    }


def _search(folder: Path, number: int, dimension: int) -> dict[str, Any]:
    path = folder / "library.sqlite"
    with Library.open(path) as library, VectorStore(vectors_path(path)) as store:
        encoder = known_questions(library, store, number, dimension)
        retriever, table = HybridRetriever(library, encoder), ArticleTable(library)
        mask, dense = table.mask(_DAY, EVERYTHING), DenseIndex(dense_directory(library, ENCODER))
        lexical = LexicalIndex(table)
        hybrid = _times(encoder, lambda q: retriever.search(q, _K, as_of=_DAY))
        words = _times(encoder, lambda q: lexical.rank(q, _DEPTH, mask))
        near = _times(encoder, lambda q: _near(dense, encoder, q, mask, _DEPTH))
        peak = _peak()
        recall = _recall(library, store, dense, encoder)
    return {
        "p50_ms": hybrid[0],
        "p95_ms": hybrid[1],
        "lexical_p50_ms": words[0],
        "lexical_p95_ms": words[1],
        "dense_p50_ms": near[0],
        "dense_p95_ms": near[1],
        "peak_search_mb": peak,
        "recall_at_10": recall,
    }


def _near(dense: DenseIndex, encoder: Known, query: str, mask: Mask, depth: int) -> Any:  # noqa: ANN401
    return dense.rank(encoder.encode_queries([query]), depth, mask, _DAY, EVERYTHING).rows


def _recall(library: Library, store: VectorStore, dense: DenseIndex, encoder: Known) -> float:
    """Against exact search, over all rows, without a filter."""
    import numpy as np

    everything = np.ones(dense.meta.rows, dtype=bool)
    bits = np.packbits(everything, bitorder="little")
    mask = Mask(everything.astype(np.float32), bits, dense.meta.rows)
    found = np.stack([_near(dense, encoder, query, mask, _K) for query in encoder.questions])
    batches = (
        store.read([p.key for p in some], encoder.dimension)
        for some in passages_of(library, ENCODER)
    )
    truth = exact_nearest(encoder.encode_queries(encoder.questions), batches)
    return round(recall_of(found, truth), 4)


def _times(encoder: Known, ask: Callable[[str], object]) -> tuple[float, float]:
    """Median and 95th percentile in ms, after one round to warm up."""
    import numpy as np

    for query in encoder.questions[:20]:
        ask(query)
    spent = [_seconds(lambda q=query: ask(q)) * 1000 for query in encoder.questions]  # type: ignore[misc]
    return round(float(np.median(spent)), 2), round(float(np.quantile(spent, 0.95)), 2)


def _seconds(step: Callable[[], object]) -> float:
    begun = time.perf_counter()
    step()
    return time.perf_counter() - begun


def _peak() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


if __name__ == "__main__":
    main()
