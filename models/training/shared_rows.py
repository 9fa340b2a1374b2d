"""Shared rows of embeddings (共用词向量): a network without rows of its own for tokens that no text has.

    python -m models.training.shared_rows --home DIR --network FILE

Half of the vocabulary stands neither in the library nor in our own data: traditional characters,
kana, numbers of the web. Such a token reads the row of the token most like it (that of 流动 for 流動),
which makes the file an eighth smaller. What the network says of other texts does not change.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from models.neural.clauses.inputs import clause_tokens

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from onnx import ModelProto
    from tokenizers import Tokenizer

_TABLE = "word_embeddings.weight_quantized"
_ROWS, _OWN = "token_rows", "token_row"
_AT_ONCE = 512


def seen_tokens(tokenizer: Tokenizer, texts: Iterable[tuple[str, str]]) -> NDArray[np.bool_]:
    """Return (vocabulary,) whether a token is read in any (title, text), or is a special one."""
    seen = np.zeros(tokenizer.get_vocab_size(), dtype=bool)
    seen[list(tokenizer.get_added_tokens_decoder())] = True
    for title, text in texts:
        seen[clause_tokens(tokenizer, text, title=title).ids] = True
    return seen


def share_rows(path: Path, seen: NDArray[np.bool_]) -> None:
    """Rewrite a network's file: rows for the tokens seen, and which row each token reads.

    Raises:
        ValueError: its table of embeddings is not in int8, or has another vocabulary.

    """
    import onnx

    net = onnx.load(path)
    stored = next((t for t in net.graph.initializer if t.name.endswith(_TABLE)), None)
    if stored is None or stored.dims[0] != len(seen):
        raise ValueError(f"{path}: no int8 embeddings of {len(seen)} tokens")
    table = onnx.numpy_helper.to_array(stored)
    stored.CopyFrom(onnx.numpy_helper.from_array(table[seen], stored.name))
    _read_by_row(net, stored.name, rows_of(table, seen))
    onnx.save(net, path)


def rows_of(table: NDArray[np.int8], seen: NDArray[np.bool_]) -> NDArray[np.int16]:
    """Return (vocabulary,) the row of `table[seen]` for each token: its own, or the most similar."""
    kept = _unit(table[seen])
    rows = np.zeros(len(table), dtype=np.int16)
    rows[seen] = np.arange(len(kept))
    rest = np.flatnonzero(~seen)
    for start in range(0, len(rest), _AT_ONCE):
        some = rest[start : start + _AT_ONCE]
        rows[some] = (_unit(table[some]) @ kept.T).argmax(1)
    return rows


def _unit(rows: NDArray[np.int8]) -> NDArray[np.float32]:
    values = rows.astype(np.float32)
    lengths = np.maximum(np.linalg.norm(values, axis=1, keepdims=True), 1e-9)
    return np.asarray(values / lengths, dtype=np.float32)


def _read_by_row(net: ModelProto, name: str, rows: NDArray[np.int16]) -> None:
    import onnx

    read = next(n for n in net.graph.node if name in n.input)
    place = list(net.graph.node).index(read)
    net.graph.initializer.append(onnx.numpy_helper.from_array(rows, _ROWS))
    own, wide = f"{_OWN}_16", f"{_OWN}_64"
    pick = onnx.helper.make_node("Gather", [_ROWS, read.input[1]], [own])
    widen = onnx.helper.make_node("Cast", [own], [wide], to=onnx.TensorProto.INT64)
    read.input[1] = wide
    net.graph.node.insert(place, widen)
    net.graph.node.insert(place, pick)


def _texts(home: Path) -> Iterable[tuple[str, str]]:
    from corpus.library import Library
    from models.training.clauses import read_clauses
    from models.training.conflicts import read_conflicts

    with Library.open(home / "library.sqlite") as library:
        yield from (("", str(text)) for (text,) in library.query("SELECT text FROM article"))
    yield from ((clause.title, clause.text) for clause in read_clauses())
    yield from (("", pair.text) for pair in read_conflicts())


def main() -> None:
    """Command line."""
    from models.neural.encoder.onnx_encoder import TOKENIZER, WEIGHTS
    from models.neural.session import open_tokenizer

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--home", type=Path, required=True)
    parser.add_argument("--network", type=Path, required=True)
    given = parser.parse_args()
    share_rows(given.network, seen_tokens(open_tokenizer(WEIGHTS / TOKENIZER), _texts(given.home)))


if __name__ == "__main__":
    main()
