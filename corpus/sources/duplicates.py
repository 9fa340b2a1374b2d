"""Duplicates (重复文件): office documents whose words are the same, or nearly so.

Similarity is the Jaccard share of eight-character pieces. The search is exact: with the pieces of
all documents in one order, rarest first, two documents of similarity t or more must share a piece
among their first (1 - t)·n + 1 (prefix filter); only such pairs are compared.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from corpus.sources.text import plain

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

NEAR = 0.9
_PIECE = 8
_BASE = 1_000_003


@dataclass(frozen=True, slots=True)
class Duplicate:
    """重复文件: two files and their similarity, from `NEAR` to 1.0 (the same words)."""

    file: str
    other: str
    similarity: float


def find_duplicates(connection: sqlite3.Connection, root: Path) -> tuple[Duplicate, ...]:
    """重复文件 among the office documents of the library, at least one of them below `root`."""
    rows = connection.execute(
        "SELECT p.origin, e.work_id, (SELECT group_concat(a.text, '') FROM article a"
        " WHERE a.expression_id = e.id ORDER BY a.id) FROM provenance p"
        " JOIN expression e ON e.id = p.expression_id WHERE p.source = 'office' ORDER BY p.origin"
    ).fetchall()
    found = []
    for i, j, similarity in near_pairs([plain(words or "") for _, _, words in rows]):
        (one, work, _), (other, other_work, _) = rows[i], rows[j]
        versions = work == other_work and similarity < 1
        if versions or not (_below(one, root) or _below(other, root)):
            continue
        found.append(Duplicate(_shown(one, root), _shown(other, root), similarity))
    return tuple(sorted(found, key=lambda d: (-d.similarity, d.file, d.other)))


def near_pairs(texts: Sequence[str], threshold: float = NEAR) -> Iterator[tuple[int, int, float]]:
    """相近文本对: index pairs (smaller first) of texts at least so similar; empty ones never."""
    sets = [_pieces(text) for text in texts]
    for i, j in sorted(_candidates(sets, threshold)):
        similarity = _jaccard(sets[i], sets[j])
        if similarity >= threshold:
            yield i, j, round(similarity, 4)


def _pieces(text: str) -> NDArray[np.uint64]:
    """The hashes of all pieces of a text, ascending; a short text is one piece."""
    import numpy as np

    codes = np.frombuffer(text.encode("utf-32-le"), dtype=np.uint32).astype(np.uint64)
    if not len(codes):
        return codes
    width = min(_PIECE, len(codes))
    hashes = np.zeros(len(codes) - width + 1, dtype=np.uint64)
    for k in range(width):
        hashes = hashes * np.uint64(_BASE) + codes[k : k + len(hashes)]
    return np.unique(hashes)


def _candidates(sets: Sequence[NDArray[np.uint64]], threshold: float) -> set[tuple[int, int]]:
    import numpy as np

    pieces, counts = np.unique(np.concatenate([*sets, np.empty(0, np.uint64)]), return_counts=True)
    holders: dict[int, list[int]] = defaultdict(list)
    pairs: set[tuple[int, int]] = set()
    for i, own in enumerate(sets):
        frequency: NDArray[Any] = counts[np.searchsorted(pieces, own)]
        rarest = own[np.lexsort((own, frequency))]
        for piece in rarest[: _prefix(len(own), threshold)].tolist():
            pairs.update((j, i) for j in holders[piece] if _sizes_fit(sets[j], own, threshold))
            holders[piece].append(i)
    return pairs


def _prefix(size: int, threshold: float) -> int:
    return size - int(-(-threshold * size // 1)) + 1 if size else 0


def _sizes_fit(one: NDArray[np.uint64], other: NDArray[np.uint64], threshold: float) -> bool:
    return min(len(one), len(other)) >= threshold * max(len(one), len(other))


def _jaccard(one: NDArray[np.uint64], other: NDArray[np.uint64]) -> float:
    import numpy as np

    shared = len(np.intersect1d(one, other, assume_unique=True))
    return shared / (len(one) + len(other) - shared)


def _below(origin: str, root: Path) -> bool:
    return Path(origin.rpartition("@")[0] or origin).is_relative_to(root) or Path(
        origin
    ).is_relative_to(root)


def _shown(origin: str, root: Path) -> str:
    return str(Path(origin).relative_to(root)) if Path(origin).is_relative_to(root) else origin
