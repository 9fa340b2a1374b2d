"""Packed vectors (打包向量): a library's vectors as one file that is shipped with the program."""

from __future__ import annotations

import os
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from corpus.errors import VectorsUnusable
from corpus.library import Library
from corpus.retrieval.embed import passages_of
from corpus.retrieval.passages import KEY_BYTES
from corpus.retrieval.vectors import VectorStore

if TYPE_CHECKING:
    from numpy.typing import NDArray

_PARTS = ("version", "keys", "codes", "scales")


def export_packed(
    library: Library, encoder_version: str, dimension: int, store: VectorStore, path: Path
) -> int:
    """导出向量: write the vectors of all articles of a library to an .npz; return how many.

    Parts: `version` (of the encoder), `keys` (n, 16) uint8, `codes` (n, d) int8, `scales` (n,)
    float32. Sorted by key, so that the same vectors make the same file.
    """
    import numpy as np

    wanted = {p.key for some in passages_of(library, encoder_version) for p in some}
    keys = sorted(store.held(list(wanted)))
    codes, scales = store.read_codes(keys, dimension)
    staged = path.with_name(f"{path.name}.{os.getpid()}.new.npz")
    np.savez(
        staged,
        version=np.asarray(encoder_version),
        keys=np.frombuffer(b"".join(keys), dtype=np.uint8).reshape(-1, KEY_BYTES),
        codes=codes,
        scales=scales,
    )
    staged.replace(path)
    return len(keys)


def import_packed(path: Path, encoder_version: str, store: VectorStore) -> int:
    """导入向量: take the vectors of a packed file that the store lacks; return how many.

    Raises:
        VectorsUnusable: no such file, no packed vectors, or vectors of another encoder.

    """
    version, keys, codes, scales = _load(path)
    if str(version) != encoder_version:
        raise VectorsUnusable(f"{path} 属于编码器 {version}，当前编码器是 {encoder_version}")
    names = [key.tobytes() for key in keys]
    held = store.held(names)
    new = [place for place, name in enumerate(names) if name not in held]
    store.add_codes([names[place] for place in new], codes[new], scales[new])
    return len(new)


def _load(path: Path) -> tuple[NDArray[Any], ...]:
    import numpy as np

    try:
        with np.load(path, allow_pickle=False) as parts:
            version, keys, codes, scales = (parts[name] for name in _PARTS)
    except (OSError, ValueError, KeyError, zipfile.BadZipFile) as error:
        raise VectorsUnusable(f"{path}（{type(error).__name__}）") from error
    right = keys.ndim == 2 and keys.shape[1] == KEY_BYTES and codes.dtype == np.int8
    if not right or not len(keys) == len(codes) == len(scales):
        raise VectorsUnusable(f"{path}（各部分不相配）")
    return version, keys, codes, scales
