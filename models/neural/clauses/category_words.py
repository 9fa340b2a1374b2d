"""Words of the categories (类目用语): which category a clause's characters speak of.

Logistic regression over TF-IDF of one to three characters, the offending words counted once more.
It knows topics better than the network, whose states tell lawful from unlawful.
"""

from __future__ import annotations

import math
from collections import Counter
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from models.neural.clauses.labels import CATEGORIES

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

LONGEST = 3
NETWORK = 0.25
"""How much the network's logarithms count beside those of the words."""
_LOWEST = 1e-9


class CategoryWords:
    """类目用语, from an npz file.

    It holds `grams` (lines), `idf` (n,), and for the 26 categories and "unlawful at all" int8
    `weights` (n, 27) with their `scale` (27,) and `bias` (27,).
    """

    def __init__(self, file: Path) -> None:
        self._file = file

    def shares(self, text: str, words: str, network: dict[str, float]) -> dict[str, float]:
        """Return a share for each category, adding up to 1.

        `words` are the offending words of `text`; `network` are the network's own shares.
        """
        import numpy as np

        values = self._values(text) + self._values(words)
        total = (values @ self._weights + self._bias)[:-1]
        logs = total - np.log(np.exp(total - total.max()).sum()) - total.max()
        logs += NETWORK * np.log(np.array([network[name] for name in CATEGORIES]) + _LOWEST)
        raised = np.exp(logs - logs.max())
        return dict(zip(CATEGORIES, (raised / raised.sum()).tolist(), strict=True))

    def wording(self, text: str) -> float:
        """Return the log-odds that a text of this wording is unlawful at all."""
        return float(self._values(text) @ self._weights[:, -1] + self._bias[-1])

    def _values(self, text: str) -> NDArray[np.float32]:
        """TF-IDF of a text, of length 1, as a dense row over the known n-grams."""
        import numpy as np

        row = np.zeros(len(self._idf), dtype=np.float32)
        for gram, count in grams(text).items():
            place = self._places.get(gram)
            if place is not None:
                row[place] = (1.0 + math.log(count)) * self._idf[place]
        length = float(np.linalg.norm(row))
        return row / length if length else row

    @cached_property
    def _data(self) -> dict[str, NDArray[np.float32]]:
        import numpy as np

        with np.load(self._file) as data:
            return {name: data[name] for name in data.files}

    @cached_property
    def _places(self) -> dict[str, int]:
        lines = bytes(self._data["grams"].tobytes()).decode("utf-8").split("\n")
        return {gram: place for place, gram in enumerate(lines)}

    @cached_property
    def _idf(self) -> NDArray[np.float32]:
        return self._data["idf"].astype("float32")

    @cached_property
    def _weights(self) -> NDArray[np.float32]:
        weights: NDArray[np.float32] = self._data["weights"].astype("float32") * self._data["scale"]
        return weights

    @cached_property
    def _bias(self) -> NDArray[np.float32]:
        return self._data["bias"].astype("float32")


def grams(text: str) -> Counter[str]:
    """Count the stretches of one to three characters, blanks run together."""
    plain = " ".join(text.split())
    return Counter(
        plain[i : i + n] for n in range(1, LONGEST + 1) for i in range(len(plain) - n + 1)
    )
