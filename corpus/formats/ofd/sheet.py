"""Sheet (拼图): the pictures of a page laid where they stand, one image to recognise."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from corpus.errors import CorruptFile, FileTooLarge, ReadError
from corpus.formats.ocr.images import (
    LONGEST_SIDE,
    MAX_PIXELS,
    further_frames,
    open_picture,
    upright,
)
from corpus.formats.ofd.document import OfdPage, Picture
from corpus.formats.ofd.geometry import Rectangle
from corpus.formats.ofd.package import OfdPackage

if TYPE_CHECKING:
    from corpus.formats.ocr.engine import Image

_INCH = 25.4  # millimetres
_MOST = 500  # pictures on a page: scanners cut theirs into strips, not into so many
_STRETCHED = 1.2  # a box of other proportions than its picture is wrong
_BYTES = 4  # a pixel


@dataclass(frozen=True, slots=True)
class Sheet:
    """拼图: the page as an image, None if no picture could be opened, and its dots per inch.

    `unread` counts the pictures that could not, `error` says why the first could not; `frames`
    counts the further frames of the others.
    """

    image: Image | None
    dpi: float
    unread: int
    frames: int
    error: ReadError | None


def extent(page: OfdPage) -> tuple[float, float]:
    """版面范围: width and height in millimetres of a page with the pictures over its edge."""
    boxes = [_box(picture, page.width, page.height) for picture in page.pictures]
    width = max([page.width, *(box[0] + box[2] for box in boxes)])
    return width, max([page.height, *(box[1] + box[3] for box in boxes)])


def lay_out(package: OfdPackage, page: OfdPage, size: tuple[float, float]) -> Sheet:
    """拼图: on a sheet of `size` (see `extent`); a damaged picture leaves its place white.

    All pictures of a page together have no more pixels than one image may have.

    Raises:
        DecompressionBomb: a part that unpacks without end.
    """
    import numpy as np
    from PIL import Image as Pillow

    scale = LONGEST_SIDE / max(size)
    pixels = [max(round(side * scale), 1) for side in size]
    sheet = Pillow.new("RGB", (pixels[0], pixels[1]), "white")
    left = MAX_PIXELS
    laid: dict[Picture, int] = {}
    error: ReadError | None = None
    for picture in list(dict.fromkeys(page.pictures))[:_MOST]:
        try:
            data = package.read(picture.part)
            with open_picture(data) as image:
                left -= max(image.width * image.height, len(data) // _BYTES)
                if left < 0:
                    raise FileTooLarge("一页的图片像素过多")
                _paste(sheet, upright(image), _box(picture, page.width, page.height), scale)
                laid[picture] = further_frames(image)
        except (CorruptFile, FileTooLarge) as found:
            error = error or found
    unread = sum(picture not in laid for picture in page.pictures)
    shown = np.asarray(sheet, dtype=np.uint8) if laid else None
    return Sheet(shown, scale * _INCH, unread, sum(laid.values()), error)


def _box(picture: Picture, width: float, height: float) -> Rectangle:
    """Where a picture stands; one without a box, or far off the page, fills it."""
    if picture.box is None:
        return (0.0, 0.0, width, height)
    left, top, across, down = picture.box
    sound = (
        min(across, down) > 0
        and -width < left <= left + across <= 2 * width
        and -height < top <= top + down <= 2 * height
    )
    return picture.box if sound else (0.0, 0.0, width, height)


def _paste(sheet: Any, picture: Any, box: Rectangle, scale: float) -> None:  # noqa: ANN401
    """Fill the box; in one of wrong proportions, as much as keeps the letters in shape."""
    across, down = box[2] * scale / picture.width, box[3] * scale / picture.height
    if max(across, down) > _STRETCHED * min(across, down):
        across = down = min(across, down)
    size = (max(round(picture.width * across), 1), max(round(picture.height * down), 1))
    fitted = picture.resize(size, reducing_gap=3.0)
    at = (round(box[0] * scale), round(box[1] * scale))
    sheet.paste(fitted, at, fitted if fitted.mode == "RGBA" else None)
