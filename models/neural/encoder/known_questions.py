"""Known questions (已知问题): vectors of questions whose provision is known, as one file.

Only vectors are kept, never the words of a question. They belong to one state of the query side.
"""

from __future__ import annotations

import json
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from corpus.errors import ModelMissing
from corpus.instrument import ArticleNumber
from corpus.retrieval.quantise import quantise, restore
from corpus.retrieval.questions import AnsweredBy, QuestionMemory
from models.neural.encoder.onnx_encoder import CARD, WEIGHTS

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

FILE = "questions.npz"


def load_known_questions(directory: Path = WEIGHTS) -> QuestionMemory | None:
    """Read the memory beside the encoder's weights; None where there is none.

    Raises:
        ModelMissing: the file is damaged, or belongs to another state of the query side.
    """
    import numpy as np

    path = directory / FILE
    if not path.is_file():
        return None
    try:
        with np.load(path, allow_pickle=False) as parts:
            queries = str(parts["queries"])
            laws, law, number = parts["laws"].tolist(), parts["law"], parts["number"]
            words = parts["words"]
            vectors = restore(parts["codes"], parts["scales"])
    except (OSError, ValueError, KeyError, zipfile.BadZipFile) as error:
        raise ModelMissing(f"{path}（{type(error).__name__}）") from error
    if queries != _queries(directory):
        raise ModelMissing(f"{path} 与编码器不是同一版本")
    answers = [
        AnsweredBy(laws[at], ArticleNumber(int(main), int(sub)), mark.tobytes())
        for at, (main, sub), mark in zip(law, number, words, strict=True)
    ]
    return QuestionMemory(answers, vectors)


def save_known_questions(
    answers: Sequence[AnsweredBy], vectors: NDArray[np.float32], directory: Path
) -> None:
    """Write the memory: (n, d) unit vectors made by the weights in the same directory.

    Every answer carries the mark of its words.
    """
    import numpy as np

    laws = sorted({answer.law for answer in answers})
    place = {law: at for at, law in enumerate(laws)}
    codes, scales = quantise(vectors)
    np.savez(
        directory / FILE,
        queries=np.asarray(_queries(directory)),
        laws=np.asarray(laws),
        law=np.asarray([place[a.law] for a in answers], dtype=np.int16),
        number=np.asarray([(a.number.main, a.number.sub) for a in answers], dtype=np.int16),
        words=np.frombuffer(b"".join(a.words for a in answers), np.uint8).reshape(-1, 8),
        codes=codes,
        scales=scales,
    )


def _queries(directory: Path) -> str:
    card = json.loads((directory / CARD).read_text(encoding="utf-8"))
    return str(card["queries"])
