"""Picture pages (图片页): pages without words, their pictures laid on one sheet and recognised."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from corpus.errors import CorruptFile, FileTooLarge, ReadError
from corpus.formats.layout import Line
from corpus.formats.ocr import RecognisedPage, recognise_page
from corpus.formats.ocr.images import (
    LONGEST_SIDE,
    MAX_PIXELS,
    further_frames,
    open_picture,
    upright,
)
from corpus.formats.ofd.document import Picture
from corpus.formats.ofd.geometry import Rectangle
from corpus.formats.ofd.package import OfdPackage

if TYPE_CHECKING:
    from corpus.formats.ocr.engine import Image

_MM = 25.4  # an inch
_MOST = 500  # pictures on a page: scanners cut theirs into strips, not into so many


@dataclass(frozen=True, slots=True)
class Laid:
    """拼图结果: the sheet with the pictures that could be opened, at so many dots per inch.

    `unread` counts those that could not, `frames` what else the opened ones hold; `error` is the
    first that was met. Without any picture the sheet is None.
    """

    sheet: Image | None
    dpi: float
    unread: int
    frames: int
    error: ReadError | None


@dataclass(frozen=True, slots=True)
class _Opened:
    image: Any  # of Pillow, its pixels not yet read
    box: Rectangle


def lay_out(
    package: OfdPackage, pictures: Sequence[Picture], size: tuple[float, float]
) -> Laid:
    """拼图: the pictures of a page where they stand; `size` is width and height in millimetres.

    All pictures of a page together have no more pixels than one image may have.
    """
    from PIL import Image as Pillow

    opened: list[_Opened] = []
    errors: list[ReadError] = []
    for found in _open(package, pictures, (0.0, 0.0, *size)):
        (opened if isinstance(found, _Opened) else errors).append(found)  # type: ignore[arg-type]
    scale = _scale(opened, size)
    sheet = Pillow.new("RGB", (max(round(size[0] * scale), 1), max(round(size[1] * scale), 1)), "white")
    laid = 0
    frames = 0
    for item in opened:
        try:
            _paste(sheet, item, scale)
            frames += further_frames(item.image)
            laid += 1
        except (CorruptFile, FileTooLarge) as error:
            errors.append(error)
        finally:
            item.image.close()
    import numpy as np

    pixels: Image | None = np.asarray(sheet, dtype=np.uint8) if laid else None
    return Laid(pixels, scale * _MM, len(pictures) - laid, frames, next(iter(errors), None))
