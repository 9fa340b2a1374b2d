"""Baselines (基线): the systems that ours is compared with."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from corpus.evaluation.bm25 import bigram_system, word_system
from corpus.evaluation.peer import PeerSystem
from corpus.evaluation.systems import RetrieverSystem, System
from corpus.library import LibraryView

if TYPE_CHECKING:
    from corpus.retrieval.encoder import Encoder


def baseline_systems(
    view: LibraryView,
    directory: Path,
    *,
    encoder: Encoder | None = None,
    progress: Callable[[str, int, int], None] | None = None,
) -> list[System]:
    """基线: the peer's search, BM25 over words, BM25 over pairs, and with an encoder meaning alone.

    `directory` keeps the peer's index. Building all takes a minute or two on the full library.

    Raises:
        SourceMissing: the peer's package, or what it needs to search, is not installed.
    """
    makers: list[Callable[[], System]] = [
        lambda: PeerSystem(directory),
        lambda: word_system(view),
        lambda: bigram_system(view),
    ]
    if encoder is not None:
        makers.append(lambda: dense_system(view, encoder))
    built: list[System] = []
    for number, make in enumerate(makers, start=1):
        built.append(make())
        if progress is not None:
            progress("准备基线", number, len(makers))
    return built


def dense_system(view: LibraryView, encoder: Encoder) -> System:
    """语义检索: an encoder alone over the library's dense index, words with weight 0."""
    from corpus.retrieval.fusion import FusionWeights
    from corpus.retrieval.hybrid import HybridRetriever

    weights = FusionWeights(lexical=0.0, dense=1.0)
    return RetrieverSystem("语义", HybridRetriever(view.library, encoder, weights=weights), view)
