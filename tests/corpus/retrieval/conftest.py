"""A fake encoder, and the real library with that encoder's vectors beside it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from corpus.library import Library
from corpus.library.schema import index_directory
from corpus.retrieval.dense_build import build_dense
from corpus.retrieval.embed import embed_missing
from corpus.retrieval.vectors import VectorStore, vectors_path


class NgramEncoder:
    """Unit vectors from hashed character pairs: texts that share words lie near one another."""

    dimension = 64

    def __init__(self, version: str = "ngram-1") -> None:
        self.version = version
        self.passages = 0
        self.largest_batch = 0
        self._directions = np.random.default_rng(7).normal(size=(8192, self.dimension))

    def encode_queries(self, texts: Sequence[str]) -> NDArray[np.float32]:
        return np.stack([self._vector(text) for text in texts])

    def encode_passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        self.passages += len(texts)
        self.largest_batch = max(self.largest_batch, len(texts))
        return self.encode_queries(texts)

    def _vector(self, text: str) -> NDArray[np.float32]:
        points = np.frombuffer(f" {text[:200]} ".encode("utf-32-le"), dtype=np.uint32)
        pairs = (points[:-1].astype(np.uint64) * 1_000_003 + points[1:]) % 8191
        summed = self._directions[pairs].sum(axis=0)
        return (summed / np.linalg.norm(summed)).astype(np.float32)


@pytest.fixture(scope="session")
def encoder() -> NgramEncoder:
    return NgramEncoder()


def copy_of(library: Library, folder: Path) -> Path:
    """A copy of a library with its lexical index, to put vectors beside."""
    path = folder / "library.sqlite"
    shutil.copy(library.path, path)
    source, target = (index_directory(p, library.version) for p in (library.path, path))
    shutil.copytree(source, target)
    return path


@pytest.fixture(scope="session")
def embedded(
    library: Library, encoder: NgramEncoder, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Library]:
    """The real library with vectors and a dense index of the fake encoder; read only."""
    path = copy_of(library, tmp_path_factory.mktemp("embedded"))
    with Library.open(path) as opened:
        with VectorStore(vectors_path(path)) as store:
            embed_missing(opened, encoder, store)
            build_dense(opened, encoder.version, encoder.dimension, store)
        yield opened
