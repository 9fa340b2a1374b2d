"""OCR (文字识别): scanned pages and images to lines; an extra, `pip install 'fashen[ocr]'`."""

from __future__ import annotations

from corpus.formats.ocr import engine
from corpus.formats.ocr.images import read_image, recognise_image
from corpus.formats.ocr.notices import recognised_notices
from corpus.formats.ocr.pages import DPI, RecognisedPage, check_page_count, recognise_page

__all__ = [
    "DPI",
    "RecognisedPage",
    "check_page_count",
    "engine",
    "read_image",
    "recognise_image",
    "recognise_page",
    "recognised_notices",
]
