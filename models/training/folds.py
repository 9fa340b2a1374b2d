"""What all that makes examples shares (共用): folds (折), what superior law decides, excerpts."""

from __future__ import annotations

from zlib import crc32

FOLDS = 3
BY_LAW = frozenset({"contradicts_upper_law", "penalty_beyond_upper_law"})
"""Categories that only a superior provision's text can decide."""
EXCERPT = 700
"""Characters of a superior provision that are read."""


def fold_of(name: str) -> int:
    """折: topics and laws go to a fold whole."""
    return crc32(name.encode()) % FOLDS
