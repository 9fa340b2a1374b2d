"""Usual bases (常用依据): the provisions that lawyers name against a category, by the words used.

Counted by `models.training.fit_judge` over the clauses of the training split: how often each
provision was named for a category, and with which words.
"""

from __future__ import annotations

import json
import math
from functools import lru_cache

from corpus.instrument import ArticleNumber
from corpus.knowledge.types import BasisRef
from models.neural.clauses.files import BASES, WEIGHTS

_MOST = 4


@lru_cache(maxsize=1)
def _table() -> dict[str, list[dict[str, object]]]:
    path = WEIGHTS / BASES
    if not path.is_file():
        return {}
    found: dict[str, list[dict[str, object]]] = json.loads(path.read_text(encoding="utf-8"))
    return found


def usual_bases(category: str, text: str) -> list[BasisRef]:
    """常用依据 for a clause of a category: the commonest, then the most fitting; at most four."""
    rows = _table().get(category, [])
    scored = rows[:1] + sorted(rows[1:], key=lambda row: -_score(row, text))
    return [_ref(row) for row in scored[:_MOST]]


def _score(row: dict[str, object], text: str) -> float:
    """Log of how often it was named, and of how its words fit (naive Bayes)."""
    words = row["words"]
    assert isinstance(words, dict)
    total = math.log(float(str(row["count"])))
    return total + sum(float(weight) for word, weight in words.items() if word in text)


def _ref(row: dict[str, object]) -> BasisRef:
    main, _, sub = str(row["article"]).partition("之")
    number = ArticleNumber(int(main), int(sub or 0))
    return BasisRef(str(row["law"]), number, "", "", "", "laws.db", "")
