"""Check (检查): the protocol of a check and what it may use."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Protocol

from corpus.knowledge.types import Knowledge
from corpus.library import LibraryView
from corpus.retrieval.types import Retriever
from models.finding import Outcome
from models.submission import Kind, Submission


@dataclass(frozen=True, slots=True)
class Context:
    """审查环境: everything a check may use besides the submission. No clock, no network."""

    as_of: date
    library: LibraryView
    knowledge: Knowledge
    retriever: Retriever | None = None


class Check(Protocol):
    """检查: `kinds` are the document kinds it applies to; `run` is pure."""

    id: str
    name: str
    kinds: frozenset[Kind]

    def run(self, submission: Submission, context: Context) -> Outcome:
        """Look at the submission and say all that there is to say."""
        ...
