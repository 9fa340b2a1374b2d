"""What the ONNX models share (模型会话): tokenizer, session, batches and padding."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer

PAD = 1
"""The id of the padding token."""
_BATCH_TOKENS = 1536
_EXACT = "session.x64quantprecision"
"""Without VNNI, products of 8 by 8 bits overflow unless this is on; with VNNI it changes nothing."""


def open_tokenizer(path: Path) -> Tokenizer:
    """Read a tokenizer, without padding or truncation of its own."""
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_file(str(path))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return tokenizer


def open_session(path: Path, threads: int) -> InferenceSession:
    """Open a model on the CPU; `threads` is how many one call may use (0: all)."""
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.add_session_config_entry(_EXACT, "1")
    return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])


def padded(ids: Sequence[Sequence[int]]) -> dict[str, NDArray[np.int64]]:
    """Return `input_ids` and `attention_mask`, both (n, longest)."""
    import numpy as np

    width = max(map(len, ids))
    tokens = np.full((len(ids), width), PAD, dtype=np.int64)
    mask = np.zeros((len(ids), width), dtype=np.int64)
    for row, one in enumerate(ids):
        tokens[row, : len(one)], mask[row, : len(one)] = one, 1
    return {"input_ids": tokens, "attention_mask": mask}


def batches(lengths: Sequence[int]) -> list[list[int]]:
    """Group texts, shortest first, so that no batch holds more than 1,536 tokens, padded."""
    groups: list[list[int]] = []
    for index in sorted(range(len(lengths)), key=lambda i: lengths[i]):
        if groups and (len(groups[-1]) + 1) * lengths[index] <= _BATCH_TOKENS:
            groups[-1].append(index)
        else:
            groups.append([index])
    return groups
