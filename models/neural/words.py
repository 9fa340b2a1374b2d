"""Word scores (用字评分): several logistic regressions over TF-IDF of one to three characters."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

LONGEST = 3


class GramWeights:
    """字串权重, from an npz file; it is read at the first text.

    It holds `grams` (lines), `idf` (n,), int8 `weights` (n, k) with their `scale` (k,), `bias` (k,).
    """

    def __init__(self, file: Path) -> None:
        self._file = file

    @property
    def available(self) -> bool:
        """Whether the file is there."""
        return self._file.is_file()

    @cached_property
    def bias(self) -> NDArray[np.float32]:
        """The biases (k,)."""
        return self._data["bias"].astype("float32")

    def weighed(self, text: str) -> NDArray[np.float32]:
        """The weights (k,) of a text's TF-IDF, of length 1, without the biases."""
        import numpy as np

        places: list[int] = []
        values: list[float] = []
        for gram, count in self._count(text).items():
            place = self._places.get(gram)
            if place is not None:
                places.append(place)
                values.append((1.0 + math.log(count)) * self._idf[place])
        length = math.sqrt(sum(v * v for v in values)) or 1.0
        row = np.asarray([v / length for v in values], dtype=np.float32)
        weighed: NDArray[np.float32] = row @ self._weights[places]
        return weighed

    def _count(self, text: str) -> Counter[str]:
        return grams(text)

    def _lines(self, name: str) -> list[str]:
        return bytes(self._data[name].tobytes()).decode("utf-8").split("\n")

    @cached_property
    def _data(self) -> dict[str, NDArray[np.float32]]:
        import numpy as np

        with np.load(self._file) as data:
            return {name: data[name] for name in data.files}

    @cached_property
    def _places(self) -> dict[str, int]:
        return {gram: place for place, gram in enumerate(self._lines("grams"))}

    @cached_property
    def _idf(self) -> list[float]:
        values: list[float] = self._data["idf"].astype("float32").tolist()
        return values

    @cached_property
    def _weights(self) -> NDArray[np.float32]:
        weights: NDArray[np.float32] = self._data["weights"].astype("float32") * self._data["scale"]
        return weights


class WordScores(GramWeights):
    """用字评分: weights whose columns have names, `labels` (lines) in the file."""

    @cached_property
    def labels(self) -> tuple[str, ...]:
        """The ids that are scored, in the order of the columns."""
        return tuple(self._lines("labels"))

    def log_odds(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return (len(texts), k) log-odds."""
        import numpy as np

        rows = np.zeros((len(texts), len(self.labels)), dtype=np.float32)
        for row, text in zip(rows, texts, strict=True):
            row[:] = self.weighed(text) + self.bias
        return rows


def grams(text: str) -> Counter[str]:
    """Count the stretches of one to three characters, blanks run together."""
    plain = " ".join(text.split())
    return Counter(
        plain[i : i + n] for n in range(1, LONGEST + 1) for i in range(len(plain) - n + 1)
    )
