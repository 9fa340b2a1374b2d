"""Knowledge (知识): what advisers know, as data; see data/README.md for how to add to it."""

from corpus.knowledge.store import load_knowledge

__all__ = ["load_knowledge"]
