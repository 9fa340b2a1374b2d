"""Systems under evaluation (被测检索): one interface for our retrievers and the baselines."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from corpus.evaluation.gold import key_of
from corpus.evaluation.queries import Key
from corpus.library import LibraryView
from corpus.retrieval.types import Retriever


class System(Protocol):
    """被测检索: `name` and `about` are Chinese, for people."""

    @property
    def name(self) -> str:
        """The system's short name."""
        ...

    @property
    def about(self) -> str:
        """One sentence: what it searches, and how."""
        ...

    def holds(self, key: Key) -> bool:
        """Tell whether a provision is in what the system searches."""
        ...

    def search(self, query: str, k: int) -> Sequence[Key]:
        """Return up to k provisions, best first, each once."""
        ...


class RetrieverSystem:
    """本系统检索: any `Retriever` over a library on a date."""

    def __init__(self, name: str, retriever: Retriever, view: LibraryView) -> None:
        self.name = name
        self._retriever, self._view = retriever, view

    @property
    def about(self) -> str:
        """What takes part in a search."""
        return self._retriever.describe()

    def holds(self, key: Key) -> bool:
        """True: gold is resolved against the same library."""
        return True

    def search(self, query: str, k: int) -> list[Key]:
        """Return up to k provisions, best first."""
        hits = self._retriever.search(query, k, as_of=self._view.as_of)
        keys = ((key_of(hit.law, self._view), hit.number) for hit in hits)
        return list(dict.fromkeys(keys))
