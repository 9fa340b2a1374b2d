"""Scanned pages (扫描页): pages of a PDF drawn as images and recognised, one at a time."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from corpus.formats.ocr import DPI, RecognisedPage, recognise_page
from corpus.formats.pdf.pages import opened

if TYPE_CHECKING:
    from corpus.formats.ocr.engine import Image

_LONGEST_SIDE = 4000  # pixels: a sheet larger than A2 is drawn more coarsely


def recognise_pages(data: bytes, numbers: Sequence[int]) -> list[RecognisedPage]:
    """识别扫描页: `numbers` count from 1; only one page is in memory at a time.

    Raises:
        CorruptFile: a page that cannot be drawn.
    """
    return [recognise_page(*_draw(data, number)) for number in numbers]


def _draw(data: bytes, number: int) -> tuple[Image, int, float]:
    """Return the page as an image, its number, and the dots per inch it was drawn at."""
    with opened(data) as document:
        page = document[number - 1]
        longest = max(*page.get_size(), 1.0)
        dpi = min(DPI, _LONGEST_SIDE * 72 / longest)
        bitmap = page.render(scale=dpi / 72, rev_byteorder=True)
        image: Image = bitmap.to_numpy()[:, :, :3].copy()
        bitmap.close()
        page.close()
    return image, number, dpi
