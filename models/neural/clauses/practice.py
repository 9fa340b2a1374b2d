"""Practice (审查实务): how likely a careful reader objects to a clause of a real draft.

A regression over the words of real documents that readers have gone through clause by clause, and over
signs such as a rule that sees the clause. The networks learnt from clauses made to be told apart; of
real text, where nearly everything is lawful and nothing is pointed, they know little.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path

from models.neural.clauses.files import PRACTICE, PRACTICE_WORDS
from models.neural.words import GramWeights

BIAS, WORDS = "bias", "words"
"""Names among the weights that are no signs."""


class Practice:
    """审查实务, from the two files of a directory of weights; they are read at the first clause."""

    def __init__(self, directory: Path) -> None:
        self._file = directory / PRACTICE
        self._words = GramWeights(directory / PRACTICE_WORDS)

    def chance(self, text: str, signs: Mapping[str, float]) -> float:
        """Return the probability (0..1) that a reader objects to a clause that has these signs.

        Raises:
            KeyError: a sign that the weights do not know.

        """
        words = float(self._words.weighed(text)[0] + self._words.bias[0])
        total = self._weights[BIAS] + self._weights[WORDS] * words
        total += sum(self._weights[name] * value for name, value in signs.items())
        return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, total))))

    @cached_property
    def _weights(self) -> dict[str, float]:
        weights: dict[str, float] = json.loads(self._file.read_text(encoding="utf-8"))
        return weights
