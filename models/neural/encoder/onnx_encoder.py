"""The encoder at run time (编码器): the int8 ONNX weights on the CPU; no torch is loaded."""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from corpus.errors import ModelMissing
from models.neural.session import batches, open_session, open_tokenizer, padded

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer

QUERY, PASSAGE = "query: ", "passage: "
LONGEST_QUERY, LONGEST_PASSAGE = 192, 320
"""Tokens that are read of a text; 97 of 100 articles are shorter than the passage limit."""
_CHARACTERS_PER_TOKEN = 4
MODEL, TOKENIZER, CARD = "encoder.onnx", "tokenizer.json", "encoder.json"
GATE = "gate"
"""Input of the model that lets the query adapter through: 1 for queries, 0 for passages."""
WEIGHTS = Path(__file__).resolve().parent.parent.parent / "weights" / "encoder"
"""The weights that are shipped with the program."""


class OnnxEncoder:
    """编码器: implements `corpus.retrieval.encoder.Encoder`. Loads nothing before the first text.

    `directory` holds the weights and the tokenizer; `threads` is how many one call may use.
    Safe to share between threads.
    """

    dimension = 384

    def __init__(self, directory: Path = WEIGHTS, *, threads: int = 1) -> None:
        self._directory, self._threads = directory, threads

    @property
    def available(self) -> bool:
        """Whether the weights are installed."""
        return all((self._directory / name).is_file() for name in (MODEL, TOKENIZER, CARD))

    @cached_property
    def version(self) -> str:
        """The fingerprint of the passage side; vectors of another version are not comparable.

        The query side may be tuned anew without a change of it: see `models.training.adapter`.
        """
        card: dict[str, str] = json.loads(self._file(CARD).read_text(encoding="utf-8"))
        return card["passages"]

    def encode_queries(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return (n, dimension) unit vectors of questions or clauses."""
        return self._encode(texts, QUERY, LONGEST_QUERY, gate=1.0)

    def encode_passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return (n, dimension) unit vectors of provisions."""
        return self._encode(texts, PASSAGE, LONGEST_PASSAGE, gate=0.0)

    def _encode(
        self, texts: Sequence[str], prefix: str, longest: int, *, gate: float
    ) -> NDArray[np.float32]:
        import numpy as np

        ids = [self._ids(prefix + text, longest) for text in texts]
        vectors = np.zeros((len(ids), self.dimension), dtype=np.float32)
        for batch in batches([len(one) for one in ids]):
            vectors[batch] = self._run([ids[i] for i in batch], gate)
        return vectors

    def _ids(self, text: str, longest: int) -> list[int]:
        """Token ids, cut to the longest; the end mark stays."""
        plain = text[: longest * _CHARACTERS_PER_TOKEN].replace("\n", " ")
        ids: list[int] = self._tokenizer.encode(plain).ids
        return ids if len(ids) <= longest else [*ids[: longest - 1], ids[-1]]

    def _run(self, ids: list[list[int]], gate: float) -> NDArray[np.float32]:
        import numpy as np

        feed: dict[str, NDArray[Any]] = {**padded(ids)}
        if any(one.name == GATE for one in self._session.get_inputs()):
            feed[GATE] = np.array([gate], dtype=np.float32)
        vectors: NDArray[np.float32] = self._session.run(None, feed)[0]
        return vectors

    def _file(self, name: str) -> Path:
        path = self._directory / name
        if not path.is_file():
            raise ModelMissing(str(path))
        return path

    @cached_property
    def _tokenizer(self) -> Tokenizer:
        return open_tokenizer(self._file(TOKENIZER))

    @cached_property
    def _session(self) -> InferenceSession:
        return open_session(self._file(MODEL), self._threads)
