"""Images (图片文件): png, jpg, tif with several pages, bmp, gif, webp, recognised page by page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from io import BytesIO
from typing import TYPE_CHECKING, Any

from corpus.errors import CorruptFile, FileTooLarge, NoText
from corpus.formats.layout import heads_unread, page_block, paragraphs, sort_out
from corpus.formats.ocr import engine
from corpus.formats.ocr.notices import over_limit, recognised_notices
from corpus.formats.ocr.pages import RecognisedPage, recognise_page, within_limit
from corpus.formats.reading import Reading

if TYPE_CHECKING:
    from corpus.formats.ocr.engine import Image

KINDS = {
    "PNG": "png",
    "JPEG": "jpg",
    "TIFF": "tif",
    "BMP": "bmp",
    "GIF": "gif",
    "WEBP": "webp",
}
MAX_PIXELS = 80_000_000  # an A3 sheet at 600 dpi has 70 million
LONGEST_SIDE = 2339  # an A4 page at 200 dpi
_A4_HEIGHT = 842.0


def read_image(data: bytes, filename: str) -> Reading:
    """读取图片: every page of a tif recognised, of others the first frame; lines make paragraphs.

    Pages beyond what can be recognised, and frames of an animation, are named as unread.

    Raises:
        ScannedDocument: recognition is not installed.
        CorruptFile: no image, or a truncated one.
        FileTooLarge: too many pixels.
        NoText: nothing was recognised.
    """
    engine.require_ocr("这是图片")
    with open_picture(data) as image:
        name = KINDS.get(image.format, "jpg")  # a JPEG of several views calls itself MPO
        frames, beyond = within_limit(range(further_frames(image) + 1))
        if name != "tif":
            frames, beyond = (0,), ()
        pages = list(_recognised(image, frames))
    sorted_out = sort_out([(page.height, page.lines) for page in pages])
    blocks = tuple(page_block(group) for group in paragraphs(sorted_out.body))
    if not blocks:
        raise NoText("文字识别没有读出文字")
    unread = (
        *recognised_notices(pages),
        *over_limit([index + 1 for index in beyond]),
        *heads_unread(sorted_out.heads),
    )
    return Reading(name, blocks, unread)


def open_picture(data: bytes) -> Any:  # noqa: ANN401 - an image of Pillow, which comes with the extra
    """打开图片: its size and kind; the pixels come later.

    Raises:
        CorruptFile: no image.
        FileTooLarge: too many pixels.
    """
    from PIL import Image as Pillow
    from PIL import UnidentifiedImageError

    try:
        return Pillow.open(BytesIO(data), formats=list(KINDS))
    except (Pillow.DecompressionBombError, Pillow.DecompressionBombWarning) as error:
        raise FileTooLarge(_too_many_pixels("")) from error
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError) as error:
        raise CorruptFile("图片无法打开") from error


def further_frames(image: Any) -> int:  # noqa: ANN401
    """其余帧数: of an animation, or the pages of a tif, after the first.

    The further views of a photograph (MPO) are small copies of it and do not count.

    Raises:
        CorruptFile: a truncated image.
    """
    if image.format == "MPO":
        return 0
    try:
        return int(getattr(image, "n_frames", 1)) - 1
    except (OSError, EOFError, ValueError, SyntaxError) as error:
        raise CorruptFile("图片数据不完整") from error


def upright(image: Any, index: int = 0) -> Any:  # noqa: ANN401
    """取一帧: a page as its camera held it, RGB, or RGBA where the paper shows through.

    Raises:
        CorruptFile: a truncated image.
        FileTooLarge: too many pixels.
    """
    from PIL import ImageOps

    try:
        image.seek(index)
        if image.width * image.height > MAX_PIXELS:
            raise FileTooLarge(_too_many_pixels(f"{image.width}×{image.height}"))
        clear = image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info
        return ImageOps.exif_transpose(image.convert("RGBA" if clear else "RGB"))
    except (OSError, EOFError, ValueError, SyntaxError) as error:
        raise CorruptFile("图片数据不完整") from error


def _recognised(image: Any, frames: Sequence[int]) -> Iterator[RecognisedPage]:  # noqa: ANN401
    left = 0 if image.format == "TIFF" else further_frames(image)
    for index in frames:
        pixels, dpi = _pixels(image, index)
        yield replace(recognise_page(pixels, index + 1, dpi), frames=left)


def _pixels(image: Any, index: int) -> tuple[Image, float]:  # noqa: ANN401
    """Return a page at reading size, and its dots per inch."""
    import numpy as np

    page = _on_white(upright(image, index))
    if max(page.size) > LONGEST_SIDE:
        page.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    pixels: Image = np.asarray(page, dtype=np.uint8)
    return pixels, max(max(pixels.shape[:2]) * 72 / _A4_HEIGHT, 1.0)


def _on_white(page: Any) -> Any:  # noqa: ANN401
    """RGB; what is transparent shows the paper."""
    from PIL import Image as Pillow

    if page.mode == "RGB":
        return page
    paper = Pillow.new("RGBA", page.size, "white")
    return Pillow.alpha_composite(paper, page).convert("RGB")


def _too_many_pixels(size: str) -> str:
    return f"图片{size and f' {size} '}像素过多，上限 {MAX_PIXELS // 10_000} 万像素"
