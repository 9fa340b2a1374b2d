"""Recognition engine (识别引擎): RapidOCR with the models of its wheel, one a process."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from threading import Lock
from typing import TYPE_CHECKING, Any, TypeAlias

from corpus.errors import ScannedDocument

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Image: TypeAlias = NDArray[np.uint8]

_LONGEST_SIDE = 2400  # an A4 page at 200 dpi is 2339 pixels high
_ENGINE = Lock()  # RapidOCR keeps state between its steps


@dataclass(frozen=True, slots=True)
class Recognised:
    """识别文字: one piece of text; its four corners in pixels, from the upper left clockwise.

    `centres` are the middles of its characters along the page's width, empty if not known.
    """

    text: str
    confidence: float
    corners: tuple[tuple[float, float], ...]
    centres: tuple[float, ...] = ()


def is_installed() -> bool:
    """是否已装文字识别: whether the extra is there."""
    return find_spec("rapidocr") is not None and find_spec("onnxruntime") is not None


def require_ocr(what: str = "") -> None:
    """要求文字识别: go on only with the extra.

    Raises:
        ScannedDocument: it is not installed; the detail says what the file is.
    """
    if not is_installed():
        raise ScannedDocument(what)


def recognise(image: Image) -> list[Recognised]:
    """识别: the pieces of text of an image (height, width, 3; RGB), in no promised order."""
    with _ENGINE:
        found = _engine()(image, return_word_box=True, return_single_char_box=True)
    if found.boxes is None or found.txts is None or found.scores is None:
        return []
    words = (
        found.word_results if len(found.word_results) == len(found.txts) else [()] * len(found.txts)
    )
    return [
        Recognised(text, float(score), _corners(box), _centres(text, characters))
        for box, text, score, characters in zip(
            found.boxes, found.txts, found.scores, words, strict=True
        )
        if text.strip()
    ]


def _corners(box: Any) -> tuple[tuple[float, float], ...]:  # noqa: ANN401 - rapidocr has no types
    return tuple((float(x), float(y)) for x, y in box)


def _centres(text: str, characters: Any) -> tuple[float, ...]:  # noqa: ANN401
    """The middles of the characters, if each has its box."""
    if "".join(char for char, _, _ in characters) != text:
        return ()
    return tuple(sum(float(x) for x, _ in box) / len(box) for _, _, box in characters)


@cache
def _engine() -> Any:  # noqa: ANN401
    from rapidocr import RapidOCR

    return RapidOCR(
        params={
            "Global.log_level": "critical",
            "Global.max_side_len": _LONGEST_SIDE,
            "Global.use_cls": False,  # it turns sound lines upside down; pages are turned whole
            "EngineConfig.onnxruntime.intra_op_num_threads": 1,
            "EngineConfig.onnxruntime.inter_op_num_threads": 1,
        }
    )
