"""OCR (文字识别): scanned pages and images to lines; an extra, `pip install 'fashen[ocr]'`."""

from __future__ import annotations

from corpus.formats.ocr import engine
from corpus.formats.ocr.images import read_image
from corpus.formats.ocr.notices import over_limit, recognised_notices
from corpus.formats.ocr.pages import DPI, RecognisedPage, recognise_page, within_limit

__all__ = [
    "DPI",
    "RecognisedPage",
    "engine",
    "over_limit",
    "read_image",
    "recognise_page",
    "recognised_notices",
    "within_limit",
]
