"""Images (图片文件): png, jpg, tif with several pages, bmp, gif, webp, recognised page by page."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import TYPE_CHECKING, Any

from corpus.document import Unread, UnreadKind
from corpus.errors import CorruptFile, FileTooLarge, NoText
from corpus.formats.layout import page_block, paragraphs, sort_out
from corpus.formats.ocr import engine
from corpus.formats.ocr.notices import recognised_notices
from corpus.formats.ocr.pages import RecognisedPage, check_page_count, recognise_page
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
_LONGEST_SIDE = 2339  # an A4 page at 200 dpi
_A4_HEIGHT = 842.0


def read_image(data: bytes, filename: str) -> Reading:
    """读取图片: every page of the image recognised, lines joined to paragraphs.

    Raises:
        ScannedDocument: recognition is not installed.
        CorruptFile: no image, or a truncated one.
        FileTooLarge: too many pixels or pages.
        NoText: nothing was recognised.
    """
    name, pages = _recognise(data)
    sorted_out = sort_out([(page.height, page.lines) for page in pages])
    blocks = tuple(page_block(group) for group in paragraphs(sorted_out.body))
    if not blocks:
        raise NoText("文字识别没有读出文字")
    heads = "；".join(head[:60] for head in sorted_out.heads)
    headers = [Unread(UnreadKind.HEADER, f"页眉页脚未纳入审查：{heads}", len(sorted_out.heads))]
    return Reading(name, blocks, (*recognised_notices(pages), *(headers if heads else ())))


def recognise_image(data: bytes, number: int = 1, width: float | None = None) -> RecognisedPage:
    """识别一幅图: the first page of an image; `width` is what it takes up on paper, in points.

    Raises:
        CorruptFile, FileTooLarge: see `read_image`.
    """
    with _opened(data) as image:
        return next(_pages(image, 1, number, width))


def _recognise(data: bytes) -> tuple[str, list[RecognisedPage]]:
    engine.require_ocr("这是图片")
    with _opened(data) as image:
        count = image.n_frames if image.format == "TIFF" else 1
        check_page_count(count)
        name = KINDS.get(image.format, "jpg")  # a JPEG of several views calls itself MPO
        return name, list(_pages(image, count, 1, None))


def _opened(data: bytes) -> Any:  # noqa: ANN401 - an image of Pillow, which comes with the extra
    from PIL import Image as Pillow
    from PIL import UnidentifiedImageError

    try:
        return Pillow.open(BytesIO(data), formats=list(KINDS))
    except (Pillow.DecompressionBombError, Pillow.DecompressionBombWarning) as error:
        raise FileTooLarge(_too_many_pixels("")) from error
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError) as error:
        raise CorruptFile("图片无法打开") from error


def _pages(
    image: Any,  # noqa: ANN401
    count: int,
    first: int,
    width: float | None,
) -> Iterator[RecognisedPage]:
    for index in range(count):
        pixels, dpi = _pixels(image, index, width)
        yield recognise_page(pixels, first + index, dpi)


def _pixels(image: Any, index: int, width: float | None) -> tuple[Image, float]:  # noqa: ANN401
    """Return a page upright and at reading size, and its dots per inch."""
    import numpy as np
    from PIL import ImageOps

    try:
        image.seek(index)
        if image.width * image.height > MAX_PIXELS:
            raise FileTooLarge(_too_many_pixels(f"{image.width}×{image.height}"))
        page = ImageOps.exif_transpose(_on_white(image))
    except (OSError, EOFError, ValueError, SyntaxError) as error:
        raise CorruptFile("图片数据不完整") from error
    longest = max(page.size)
    if longest > _LONGEST_SIDE:
        page.thumbnail((_LONGEST_SIDE, _LONGEST_SIDE))
    pixels: Image = np.asarray(page, dtype=np.uint8)
    dpi = pixels.shape[1] * 72 / width if width else max(pixels.shape[:2]) * 72 / _A4_HEIGHT
    return pixels, max(dpi, 1.0)


def _on_white(image: Any) -> Any:  # noqa: ANN401
    """RGB; what is transparent shows the paper."""
    from PIL import Image as Pillow

    if image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info:
        page = image.convert("RGBA")
        paper = Pillow.new("RGBA", page.size, "white")
        return Pillow.alpha_composite(paper, page).convert("RGB")
    return image.convert("RGB")


def _too_many_pixels(size: str) -> str:
    return f"图片{size and f' {size} '}像素过多，上限 {MAX_PIXELS // 10_000} 万像素"
