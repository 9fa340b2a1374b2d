"""Embedding a library (计算向量): only what is new, a batch at a time, to be continued any time."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from corpus.library import Library
from corpus.retrieval.encoder import Encoder
from corpus.retrieval.passages import ROWS, passage_key, passage_text
from corpus.retrieval.vectors import VectorStore

Progress = Callable[[str, int, int], None]
"""Called with the stage in Chinese, how many are done, and how many there are."""
STAGE = "计算语义向量"
_CHUNK = 4_096


@dataclass(frozen=True, slots=True)
class Passage:
    """检索文本 with the key of its vector."""

    key: bytes
    text: str


def embed_missing(
    library: Library,
    encoder: Encoder,
    store: VectorStore,
    *,
    progress: Progress | None = None,
    batch: int = 64,
) -> int:
    """补算向量: embed every article that has no vector yet; return how many were embedded.

    Each batch is committed, so an interrupted run goes on where it stopped. Within a chunk of
    articles the long ones come first, so that a batch holds texts of nearly one length.
    """
    total, seen, embedded = library.counts().articles, 0, 0
    for passages in passages_of(library, encoder.version):
        missing = _missing(passages, store)
        for start in range(0, len(missing), batch):
            some = missing[start : start + batch]
            vectors = encoder.encode_passages([passage.text for passage in some])
            store.add([passage.key for passage in some], vectors)
            embedded += len(some)
            if progress is not None:
                progress(STAGE, seen + len(passages) * (start + len(some)) // len(missing), total)
        seen += len(passages)
        if progress is not None:
            progress(STAGE, seen, total)
    return embedded


def missing_count(library: Library, encoder_version: str, store: VectorStore) -> int:
    """缺少向量的条文数: how many different passages have no vector of this encoder."""
    chunks = passages_of(library, encoder_version)
    return len({p.key for passages in chunks for p in _missing(passages, store)})


def prune_unused(library: Library, encoder_version: str, store: VectorStore) -> int:
    """清理向量: delete the vectors that no article of the library uses; return how many."""
    return store.prune(
        passage.key for some in passages_of(library, encoder_version) for passage in some
    )


def passages_of(
    library: Library, encoder_version: str, *, chunk: int = _CHUNK
) -> Iterator[list[Passage]]:
    """逐批检索文本: the passages of all articles in the order of their ids, a chunk at a time."""
    last = -1
    sql = f"{ROWS} WHERE a.id > ? ORDER BY a.id LIMIT ?"
    while rows := library.query(sql, (last, chunk)):
        last = rows[-1][0]
        texts = [passage_text(*row[2:]) for row in rows]
        yield [Passage(passage_key(encoder_version, text), text) for text in texts]


def _missing(passages: list[Passage], store: VectorStore) -> list[Passage]:
    """Those without a vector, each once, longest first."""
    distinct = {passage.key: passage for passage in passages}
    held = store.held(list(distinct))
    missing = [passage for key, passage in distinct.items() if key not in held]
    return sorted(missing, key=lambda passage: -len(passage.text))
