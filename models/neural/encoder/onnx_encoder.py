"""The encoder at run time (编码器): the int8 ONNX weights on the CPU; no torch is loaded."""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from corpus.errors import ModelMissing

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer

QUERY, PASSAGE = "query: ", "passage: "
LONGEST_QUERY, LONGEST_PASSAGE = 192, 320
"""Tokens that are read of a text; 97 of 100 articles are shorter than the passage limit."""
_BATCH_TOKENS = 1536
_PAD = 1
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
        order = sorted(range(len(ids)), key=lambda i: len(ids[i]))
        vectors = np.zeros((len(ids), self.dimension), dtype=np.float32)
        for batch in _batches(order, [len(one) for one in ids]):
            vectors[batch] = self._run([ids[i] for i in batch], gate)
        return vectors

    def _ids(self, text: str, longest: int) -> list[int]:
        """Token ids, cut to the longest; the end mark stays."""
        plain = text[: longest * _CHARACTERS_PER_TOKEN].replace("\n", " ")
        ids: list[int] = self._tokenizer.encode(plain).ids
        return ids if len(ids) <= longest else [*ids[: longest - 1], ids[-1]]

    def _run(self, ids: list[list[int]], gate: float) -> NDArray[np.float32]:
        import numpy as np

        width = max(map(len, ids))
        tokens = np.full((len(ids), width), _PAD, dtype=np.int64)
        mask = np.zeros((len(ids), width), dtype=np.int64)
        for row, one in enumerate(ids):
            tokens[row, : len(one)], mask[row, : len(one)] = one, 1
        feed: dict[str, NDArray[Any]] = {"input_ids": tokens, "attention_mask": mask}
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
        from tokenizers import Tokenizer

        tokenizer = Tokenizer.from_file(str(self._file(TOKENIZER)))
        tokenizer.no_padding()
        tokenizer.no_truncation()
        return tokenizer

    @cached_property
    def _session(self) -> InferenceSession:
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = self._threads
        options.inter_op_num_threads = 1
        return onnxruntime.InferenceSession(
            str(self._file(MODEL)), options, providers=["CPUExecutionProvider"]
        )


def _batches(order: list[int], lengths: list[int]) -> list[list[int]]:
    """Group texts, shortest first, so that no batch holds more than `_BATCH_TOKENS`, padded."""
    groups: list[list[int]] = []
    for index in order:
        if groups and (len(groups[-1]) + 1) * lengths[index] <= _BATCH_TOKENS:
            groups[-1].append(index)
        else:
            groups.append([index])
    return groups
