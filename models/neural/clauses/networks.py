"""The two networks (双网络): one form, trained apart, so that they err apart; their mean errs less.

The first reads every clause; the second only those of which something speaks against.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from models.neural.clauses.inputs import Tokens
from models.neural.session import batches, open_session, padded

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from onnxruntime import InferenceSession

    Output = list[NDArray[np.float32]]
    """Acts, categories, unlawful, manner, conflict, marks of one text, as log-odds."""

UNLAWFUL = 2
"""The place of "unlawful at all" among the outputs."""


class Networks:
    """双网络 of two files, opened at their first text. `threads` is how many one call may use."""

    def __init__(self, first: Path, second: Path, threads: int) -> None:
        self._files, self._threads = (first, second), threads

    def first(self, texts: Sequence[Tokens]) -> list[Output]:
        """What the first network says of each text."""
        return _run(self._first, texts)

    def both(self, texts: Sequence[Tokens], first: Sequence[Output]) -> list[Output]:
        """The mean of what the first has said of each text, and of what the second says."""
        import numpy as np

        second = _run(self._second, texts)
        return [
            [(a + b) * np.float32(0.5) for a, b in zip(one, other, strict=True)]
            for one, other in zip(first, second, strict=True)
        ]

    @cached_property
    def _first(self) -> InferenceSession:
        return open_session(self._files[0], self._threads)

    @cached_property
    def _second(self) -> InferenceSession:
        return open_session(self._files[1], self._threads)


def _run(session: InferenceSession, texts: Sequence[Tokens]) -> list[Output]:
    made: dict[int, Output] = {}
    for rows in batches([len(one.ids) for one in texts]):
        *heads, marks = session.run(None, padded([texts[i].ids for i in rows]))
        for place, row in enumerate(rows):
            own = marks[place][: len(texts[row].ids)]
            made[row] = [*(head[place] for head in heads), own]
    return [made[i] for i in range(len(texts))]
