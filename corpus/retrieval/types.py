"""Retriever (检索器): the interface that lexical, dense and hybrid retrieval share."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Protocol

from corpus.instrument import ArticleNumber, Level
from corpus.retrieval.scope import Scope


@dataclass(frozen=True, slots=True)
class Hit:
    """检索结果: one provision found for a query.

    `ranks` keeps the rank (from 1) that each component gave: "direct" (named in the query),
    "lexical" (words), "dense" (meaning), "known" (a known question). `score` is the fused score;
    only its order means anything.
    """

    law: str
    number: ArticleNumber
    text: str
    level: Level
    score: float
    ranks: dict[str, int]


class Retriever(Protocol):
    """检索器."""

    def search(
        self,
        query: str,
        k: int,
        *,
        as_of: date,
        above: Level | None = None,
        scope: Scope | None = None,
    ) -> list[Hit]:
        """Return up to k provisions in force on `as_of`, best first.

        `above` keeps only instruments that rank above this level (superior law); it is the short
        form of `scope=Scope(above=…)`, and both may be given.
        """
        ...

    def describe(self) -> str:
        """检索方式: a Chinese sentence on what takes part in a search, and what does not and why."""
        ...
