"""Setting up hybrid retrieval (准备检索): vectors and index of a library, and the retriever."""

from __future__ import annotations

from pathlib import Path

from corpus.errors import BadOption, VectorsUnusable
from corpus.library import Library
from corpus.retrieval.dense_build import DenseMeta, build_dense, dense_directory, is_built
from corpus.retrieval.embed import Progress, embed_missing, missing_count, prune_unused
from corpus.retrieval.encoder import Encoder
from corpus.retrieval.fusion import FusionWeights
from corpus.retrieval.hybrid import HybridRetriever
from corpus.retrieval.packed import import_packed
from corpus.retrieval.postgres import PostgresDense
from corpus.retrieval.postgres_store import publish
from corpus.retrieval.questions import QuestionMemory
from corpus.retrieval.vectors import VectorStore, vectors_path

_SCHEMES = ("postgresql://", "postgres://")


def prepare_dense(
    library: Library,
    encoder: Encoder,
    *,
    packed: Path | None = None,
    embed: bool = True,
    progress: Progress | None = None,
) -> DenseMeta:
    """准备语义检索: shipped vectors in, missing ones computed, the index built. Safe to repeat.

    With `embed=False` nothing is computed (some 50 articles a second and core): articles that the
    packed vectors do not cover stay out of dense search until the next call.

    Raises:
        VectorsUnusable: the packed vectors are damaged, or of another encoder.

    """
    with VectorStore(vectors_path(library.path)) as store:
        new = import_packed(packed, encoder.version, store) if packed else 0
        if embed:
            new += embed_missing(library, encoder, store, progress=progress)
        found = built(library, encoder)
        if found is not None and not new and (not embed or found.vectors == found.rows):
            return found
        return build_dense(library, encoder.version, encoder.dimension, store, progress=progress)


def built(library: Library, encoder: Encoder) -> DenseMeta | None:
    """向量索引说明 of the index beside this library, None if there is none for this encoder."""
    from corpus.retrieval.dense import DenseIndex

    directory = dense_directory(library, encoder.version)
    return DenseIndex(directory).meta if is_built(directory) else None


def lacking(library: Library, encoder: Encoder) -> int:
    """缺少向量的条文数: how many passages have no vector of this encoder yet."""
    path = vectors_path(library.path)
    if not path.is_file():
        return library.counts().articles
    with VectorStore(path) as store:
        return missing_count(library, encoder.version, store)


def prune_vectors(library: Library, encoder: Encoder) -> int:
    """清理向量: delete the stored vectors that no article uses with this encoder; return how many.

    Vectors of other encoders go too.
    """
    path = vectors_path(library.path)
    if not path.is_file():
        return 0
    with VectorStore(path) as store:
        return prune_unused(library, encoder.version, store)


def publish_vectors(
    library: Library, encoder: Encoder, address: str, *, progress: Progress | None = None
) -> int:
    """发布向量: load the stored vectors into PostgreSQL; return how many.

    Raises:
        BadOption: no PostgreSQL address.
        VectorsUnusable: no vectors have been computed yet.
        RetrieverUnavailable: the database cannot be reached, or refused.

    """
    _require_address(address)
    path = vectors_path(library.path)
    if not path.is_file():
        raise VectorsUnusable("尚未计算，请先运行 fashen library vectors")
    with VectorStore(path) as store:
        return publish(
            library, encoder.version, encoder.dimension, store, address, progress=progress
        )


def open_retriever(
    library: Library,
    encoder: Encoder | None,
    *,
    address: str = "",
    questions: QuestionMemory | None = None,
    weights: FusionWeights | None = None,
) -> HybridRetriever:
    """打开检索器: the index beside the library, or with an address vectors in PostgreSQL.

    `address` is postgresql://user:password@host/database; "" is the local index.

    Raises:
        BadOption: an address of another kind.

    """
    if address:
        _require_address(address)
    dense = PostgresDense(address, library, encoder.version) if address and encoder else None
    return HybridRetriever(library, encoder, dense=dense, questions=questions, weights=weights)


def _require_address(address: str) -> None:
    if not address.startswith(_SCHEMES):
        said = "应为空，或" if address else "没有设置，应为"
        raise BadOption(f"FASHEN_RETRIEVER {said} postgresql:// 开头的地址")
