"""Structure (结构): the provisions of a text, and what the text says of itself."""

from __future__ import annotations

from corpus.structure.metadata import read_metadata
from corpus.structure.parser import parse_structure

__all__ = ["parse_structure", "read_metadata"]
