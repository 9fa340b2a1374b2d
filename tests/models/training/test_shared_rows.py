"""A network whose unused tokens share rows says of every other text what it said before."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import pytest
from onnx import TensorProto, helper, numpy_helper

from models.training.shared_rows import rows_of, share_rows

TABLE = np.array([[90, 0, 4], [0, 80, 0], [70, 5, 0], [0, 60, 1], [1, 1, 99]], dtype=np.int8)
SEEN = np.array([True, True, False, False, True])
NAME = "trunk.word_embeddings.weight_quantized"


@pytest.fixture
def network(tmp_path: Path) -> Path:
    """A network that only looks tokens up."""
    graph = helper.make_graph(
        [helper.make_node("Gather", [NAME, "input_ids"], ["out"])],
        "look up",
        [helper.make_tensor_value_info("input_ids", TensorProto.INT64, ["n"])],
        [helper.make_tensor_value_info("out", TensorProto.INT8, ["n", 3])],
        [numpy_helper.from_array(TABLE, NAME)],
    )
    path = tmp_path / "net.onnx"
    onnx.save(
        helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8), path
    )
    return path


def looked_up(path: Path) -> np.ndarray:
    """What the network reads for each token."""
    session = onnxruntime.InferenceSession(str(path), providers=["CPUExecutionProvider"])
    return session.run(None, {"input_ids": np.arange(len(TABLE))})[0]


def test_seen_tokens_keep_their_rows_and_others_read_the_most_similar(network: Path) -> None:
    share_rows(network, SEEN)
    found = looked_up(network)
    assert (found[SEEN] == TABLE[SEEN]).all()
    assert (found[2] == TABLE[0]).all()
    assert (found[3] == TABLE[1]).all()


def test_every_row_is_one_of_the_kept() -> None:
    assert rows_of(TABLE, SEEN).tolist() == [0, 1, 0, 1, 2]


def test_another_vocabulary_is_refused(network: Path) -> None:
    with pytest.raises(ValueError, match="no int8 embeddings"):
        share_rows(network, np.ones(3, dtype=bool))
