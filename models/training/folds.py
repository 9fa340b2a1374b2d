"""Folds (折), and how much of a superior provision is read; shared by all that makes examples."""

from __future__ import annotations

from zlib import crc32

FOLDS = 3
EXCERPT = 700
"""Characters of a superior provision that are read."""


def fold_of(name: str) -> int:
    """折: topics and laws go to a fold whole."""
    return crc32(name.encode()) % FOLDS
