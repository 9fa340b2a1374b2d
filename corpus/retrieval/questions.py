"""Question memory (问题记忆): known questions whose answer is a known article."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from corpus.instrument import ArticleNumber
from corpus.retrieval.faiss_api import FaissIndex, faiss
from corpus.retrieval.plans import FLAT
from corpus.retrieval.table import ArticleTable, Mask
from corpus.retrieval.tokenizer import normalise

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

NEAR_ENOUGH = 0.6
"""Cosine from which a known question counts; unrelated questions lie below .5."""
_DEPTH = 120
_DATES = 32


@dataclass(frozen=True, slots=True)
class AnsweredBy:
    """答案条文: where a known question points; `words` is what `words_of` says of its text.

    An article whose words have changed since, or that another article took the number of, no
    longer answers. b"" is not checked.
    """

    law: str
    number: ArticleNumber
    words: bytes = b""


def words_of(text: str) -> bytes:
    """文字指纹: eight bytes of an article's words; blanks and punctuation do not count."""
    return hashlib.blake2b(normalise(text).replace(" ", "").encode(), digest_size=8).digest()


class QuestionMemory:
    """问题记忆: ranks articles by the known question that is nearest to what is asked.

    `vectors` (n, d), unit length, stand for n questions; `answers[i]` is what question i points
    at. An article that is not in force on the date of a search, or not in the library, is skipped.
    """

    def __init__(self, answers: Sequence[AnsweredBy], vectors: NDArray[np.float32]) -> None:
        if len(answers) != len(vectors):
            message = f"{len(answers)} answers for {len(vectors)} vectors"
            raise ValueError(message)
        self._answers, self._vectors = tuple(answers), vectors
        self._rows: dict[date, dict[AnsweredBy, int | None]] = {}

    def __len__(self) -> int:
        return len(self._answers)

    def rank(
        self, queries: NDArray[np.float32], table: ArticleTable, as_of: date, mask: Mask
    ) -> list[int]:
        """Return the rows that near questions point at, nearest first, each once.

        `queries` (m, d) are pieces of one query; the nearest piece counts.
        """
        if len(self._rows) >= _DATES:
            self._rows = {}
        known = self._rows.setdefault(as_of, {})
        found: dict[int, None] = {}
        for place in self._nearest(queries):
            answer = self._answers[place]
            if answer not in known:
                known[answer] = self._row(answer, table, as_of)
            row = known[answer]
            if row is not None and mask.weights[row]:
                found[row] = None
        return list(found)

    def _nearest(self, queries: NDArray[np.float32]) -> list[int]:
        """The places of the nearest questions, those that are near enough."""
        faiss()  # sets its threads, which is a matter of the calling thread
        scores, places = self._index.search(queries, min(_DEPTH, len(self._vectors)))
        best: dict[int, float] = {}
        for score, place in zip(scores.ravel().tolist(), places.ravel().tolist(), strict=True):
            if score >= NEAR_ENOUGH and score > best.get(place, 0.0):
                best[place] = score
        return sorted(best, key=lambda place: (-best[place], place))[:_DEPTH]

    @cached_property
    def _index(self) -> FaissIndex:
        """Half precision: the vectors are read from memory for every query."""
        made = FLAT.make(self._vectors.shape[1], len(self._vectors))
        made.train(self._vectors)
        made.add(self._vectors)
        return made

    @staticmethod
    def _row(answer: AnsweredBy, table: ArticleTable, as_of: date) -> int | None:
        """The row of the article in force, if its words are still those that were asked about."""
        view = table.library.at(as_of)
        expression = view.expression(answer.law)
        article = view.article(expression, answer.number) if expression else None
        if expression is None or article is None:
            return None
        if answer.words and answer.words != words_of(article.text):
            return None
        return table.row_of(expression.id, answer.number)
