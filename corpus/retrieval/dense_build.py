"""Building the dense index (编制向量索引): stored vectors into FAISS, with the recall it reaches."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from corpus.library import Library
from corpus.library.schema import index_directory
from corpus.retrieval.embed import Progress, missing_count, passages_of
from corpus.retrieval.faiss_api import FaissIndex, faiss
from corpus.retrieval.plans import Kind, Plan, plan_for, search_parameters
from corpus.retrieval.staged import drop_abandoned, staged_beside
from corpus.retrieval.vectors import VectorStore

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

INDEX, COVERED, META = "dense.faiss", "covered.npy", "meta.json"
_QUERIES = 200
_NEAREST = 10
_NEAR_BEST = 0.005
_SEED = 20261126
_STAGE = "编制向量索引"


@dataclass(frozen=True, slots=True)
class DenseMeta:
    """向量索引说明.

    `vectors` of `rows` articles have a vector. `effort` is nprobe or efSearch; `recall` is the
    share of the ten nearest rows that the index finds, measured on `queries` stored vectors (1.0
    is exact); real questions lie further away from the articles, so theirs may be a little lower.
    """

    kind: Kind
    encoder: str
    dimension: int
    rows: int
    vectors: int
    lists: int
    effort: int
    recall: float
    queries: int

    def describe(self) -> str:
        """A Chinese sentence on the index."""
        kept = f"{self.vectors}/{self.rows} 条有向量"
        if self.kind == "flat":
            return f"逐条精确比较，{kept}"
        return f"{self.kind.upper()} 近似检索，实测前十召回 {self.recall:.1%}，{kept}"


def dense_directory(library: Library, encoder_version: str) -> Path:
    """向量索引目录: where the dense index of this library and encoder stands."""
    name = f"{library.version}-{encoder_version}"
    return library.path.with_name(library.path.name + ".dense") / name


def is_built(directory: Path) -> bool:
    """向量索引是否完整: whether all parts of an index stand there."""
    return all((directory / name).is_file() for name in (INDEX, COVERED, META))


def build_dense(
    library: Library,
    encoder_version: str,
    dimension: int,
    store: VectorStore,
    *,
    plan: Plan | None = None,
    directory: Path | None = None,
    progress: Progress | None = None,
) -> DenseMeta:
    """编制向量索引: from the stored vectors; an older one of the same library is replaced.

    `directory` is where it goes, `dense_directory` if not given; `plan` is chosen by size.
    Articles without a vector stay out of dense search; `DenseMeta` counts them.
    """
    rows = library.counts().articles
    stored = max(0, rows - missing_count(library, encoder_version, store))
    source = _Source(library, encoder_version, dimension, store, rows, stored, progress)
    plan = plan or plan_for(stored)
    index, covered = _filled(plan, source)
    meta = _measured(plan, index, covered, source)
    _save(directory or dense_directory(library, encoder_version), index, covered, meta)
    if directory is None:
        _drop_older(library, encoder_version)
    return meta


@dataclass(frozen=True, slots=True)
class _Source:
    library: Library
    encoder: str
    dimension: int
    store: VectorStore
    rows: int
    stored: int
    progress: Progress | None

    def batches(self) -> Iterator[NDArray[np.float32]]:
        """Vectors of all rows in order, a few thousand at a time; zeros where there is none."""
        for passages in passages_of(self.library, self.encoder):
            yield self.store.read([p.key for p in passages], self.dimension)

    def sample(self, number: int) -> NDArray[np.float32]:
        """About `number` stored vectors, drawn with a fixed seed."""
        import numpy as np

        wanted = np.random.default_rng(_SEED).random(self.rows) < number / max(self.stored, 1)
        parts, start = [np.zeros((0, self.dimension), dtype=np.float32)], 0
        for vectors in self.batches():
            some = vectors[wanted[start : start + len(vectors)]]
            parts.append(some[some.any(axis=1)])
            start += len(vectors)
        return np.concatenate(parts)


def _filled(plan: Plan, source: _Source) -> tuple[FaissIndex, NDArray[np.bool_]]:
    import numpy as np

    index = plan.make(source.dimension, source.stored)
    if not index.is_trained:
        wanted = plan.lists(source.stored) * plan.training if plan.kind == "ivf" else 20_000
        index.train(source.sample(max(wanted, 1)))
    covered = np.zeros(source.rows, dtype=bool)
    for vectors in source.batches():
        covered[index.ntotal : index.ntotal + len(vectors)] = vectors.any(axis=1)
        index.add(vectors)
        if source.progress is not None:
            source.progress(_STAGE, index.ntotal, source.rows)
    return index, covered


def _measured(
    plan: Plan, index: FaissIndex, covered: NDArray[np.bool_], source: _Source
) -> DenseMeta:
    import numpy as np

    bits = np.packbits(covered, bitorder="little")
    found = int(covered.sum())
    effort, recall, queries = plan.efforts[0], 1.0, 0
    if plan.kind != "flat" and found:
        sample = source.sample(_QUERIES)
        queries, truth = len(sample), exact_nearest(sample, source.batches())
        effort, recall = _least_effort(plan, index, bits, sample, truth)
    lists = plan.lists(source.stored) if plan.kind == "ivf" else 0
    return DenseMeta(
        plan.kind,
        source.encoder,
        source.dimension,
        source.rows,
        found,
        lists,
        effort,
        round(recall, 4),
        queries,
    )


def _least_effort(
    plan: Plan,
    index: FaissIndex,
    bits: NDArray[np.uint8],
    queries: NDArray[np.float32],
    truth: NDArray[np.int64],
) -> tuple[int, float]:
    """The smallest effort that reaches the wanted recall, else comes near the best there is.

    What quantisation loses, no effort brings back.
    """
    reached: dict[int, float] = {}
    for effort in plan.efforts:
        _, rows = index.search(queries, _NEAREST, params=search_parameters(plan, effort, bits))
        reached[effort] = recall_of(rows, truth)
        if reached[effort] >= plan.recall:
            return effort, reached[effort]
    best = max(reached.values())
    return next((e, r) for e, r in reached.items() if r >= best - _NEAR_BEST)


def exact_nearest(
    queries: NDArray[np.float32], batches: Iterable[NDArray[np.float32]]
) -> NDArray[np.int64]:
    """精确近邻: the (n, 10) nearest rows of (n, d) queries, comparing with every row in turn."""
    import numpy as np

    best = np.full((len(queries), _NEAREST), -np.inf, dtype=np.float32)
    rows = np.full((len(queries), _NEAREST), -1, dtype=np.int64)
    start = 0
    for vectors in batches:
        scores = np.concatenate([best, queries @ vectors.T], axis=1)
        names = np.arange(start, start + len(vectors))
        names = np.concatenate([rows, np.broadcast_to(names, (len(queries), len(names)))], axis=1)
        order = np.argpartition(-scores, min(_NEAREST, scores.shape[1] - 1), axis=1)[:, :_NEAREST]
        best, rows = np.take_along_axis(scores, order, 1), np.take_along_axis(names, order, 1)
        start += len(vectors)
    return rows


def recall_of(found: NDArray[np.int64], truth: NDArray[np.int64]) -> float:
    """召回率: the share of the true nearest rows that were found, over all queries."""
    pairs = zip(found, truth, strict=True)
    return sum(len(set(a) & set(b)) for a, b in pairs) / max(truth.size, 1)


def _save(directory: Path, index: FaissIndex, covered: NDArray[np.bool_], meta: DenseMeta) -> None:
    import numpy as np

    staged = staged_beside(directory)
    shutil.rmtree(staged, ignore_errors=True)
    staged.mkdir(parents=True)
    faiss().write_index(index, str(staged / INDEX))
    np.save(staged / COVERED, covered)
    (staged / META).write_text(json.dumps(asdict(meta), indent=1), "utf-8")
    shutil.rmtree(directory, ignore_errors=True)
    staged.rename(directory)


def _drop_older(library: Library, encoder_version: str) -> None:
    """Delete this encoder's indexes of library versions whose lexical index is gone too.

    So the last version stays for who still has it open.
    """
    directory = dense_directory(library, encoder_version).parent
    for other in directory.glob(f"*-{encoder_version}"):
        version = other.name.removesuffix(f"-{encoder_version}")
        if version != library.version and not index_directory(library.path, version).is_dir():
            shutil.rmtree(other, ignore_errors=True)
    drop_abandoned(directory)
