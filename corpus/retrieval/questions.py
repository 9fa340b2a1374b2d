"""Question memory (问题记忆): known questions whose answer is a known article."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from corpus.instrument import ArticleNumber
from corpus.retrieval.dense import best_rows
from corpus.retrieval.table import ArticleTable, Mask, Ranking

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class AnsweredBy:
    """答案条文: where a known question points."""

    law: str
    number: ArticleNumber


class QuestionMemory:
    """问题记忆: an article is as near as its own vector or the nearest of its known questions.

    `vectors` (n, d), unit length, stand for n questions; `answers[i]` is what question i points
    at. An article that is not in force on the date of a search, or not in the library, is skipped.
    """

    def __init__(self, answers: Sequence[AnsweredBy], vectors: NDArray[np.float32]) -> None:
        if len(answers) != len(vectors):
            message = f"{len(answers)} answers for {len(vectors)} vectors"
            raise ValueError(message)
        self._answers, self._vectors = tuple(answers), vectors

    def __len__(self) -> int:
        return len(self._answers)

    def widen(
        self,
        ranking: Ranking,
        queries: NDArray[np.float32],
        table: ArticleTable,
        as_of: date,
        mask: Mask,
    ) -> Ranking:
        """Return a dense ranking in which known questions lift the articles that answer them."""
        import numpy as np

        depth = max(len(ranking.rows), 1)
        similar = (queries @ self._vectors.T).max(axis=0)
        floor = float(ranking.scores[-1]) if len(ranking.scores) else -1.0
        nearest = np.argsort(-similar, kind="stable")[:depth]
        rows, scores = [], []
        for place in nearest[similar[nearest] > floor]:
            row = self._row(self._answers[place], table, as_of)
            if row is not None and mask.weights[row]:
                rows.append(row)
                scores.append(similar[place])
        return best_rows(
            np.concatenate([ranking.rows, np.asarray(rows, dtype=np.int64)]),
            np.concatenate([ranking.scores, np.asarray(scores, dtype=np.float32)]),
            depth,
        )

    def _row(self, answer: AnsweredBy, table: ArticleTable, as_of: date) -> int | None:
        expression = table.library.at(as_of).expression(answer.law)
        return table.row_of(expression.id, answer.number) if expression else None
