"""Recognised pages (识别页): an image of a page to lines in points, with their confidence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from corpus.formats.layout import Line
from corpus.formats.ocr.engine import recognise
from corpus.formats.ocr.rows import Row, rows

if TYPE_CHECKING:
    from corpus.formats.ocr.engine import Image

T = TypeVar("T")

MAX_PAGES = 100
DPI = 200
_UPSIDE_DOWN = 0.75


@dataclass(frozen=True, slots=True)
class Doubt:
    """存疑行: a line that may be misread: its number on the page and its text."""

    number: int
    text: str


@dataclass(frozen=True, slots=True)
class RecognisedPage:
    """识别页: the lines of a page (points), the mean confidence, the lines in doubt.

    `frames` counts the further frames of its picture, which are not read.
    """

    number: int
    height: float
    lines: tuple[Line, ...]
    confidence: float
    doubts: tuple[Doubt, ...]
    frames: int = 0


DOUBTFUL = 0.8


def recognise_page(image: Image, number: int, dpi: float = DPI) -> RecognisedPage:
    """识别一页: `image` is (height, width, 3), RGB; `number` counts from 1.

    The mean confidence weighs each line by its characters; a page without text has 0. A page that
    makes little sense is tried upside down.
    """
    found, mean = _rows(image)
    if mean < _UPSIDE_DOWN and found:
        turned, better = _rows(image[::-1, ::-1].copy())
        found, mean = (turned, better) if better > mean else (found, mean)
    height, unit = image.shape[0] * 72 / dpi, 72 / dpi
    doubts = (Doubt(i, r.text) for i, r in enumerate(found, 1) if r.confidence < DOUBTFUL)
    lines = tuple(_line(row, number, height, unit) for row in found)
    return RecognisedPage(number, height, lines, mean, tuple(doubts))


def _rows(image: Image) -> tuple[list[Row], float]:
    """The rows of an image and their mean confidence."""
    gray = image.mean(axis=2).astype("uint8")
    found = rows(recognise(image), gray)
    total = sum(len(row.text) for row in found)
    weighed = sum(row.confidence * len(row.text) for row in found)
    return found, weighed / total if total else 0.0


def within_limit(pages: Sequence[T]) -> tuple[Sequence[T], Sequence[T]]:
    """识别上限: the pages to recognise, `MAX_PAGES` at most, for each takes seconds; and the rest."""
    return pages[:MAX_PAGES], pages[MAX_PAGES:]


def _line(row: Row, page: int, height: float, unit: float) -> Line:
    return Line(
        row.text,
        page,
        row.left * unit,
        height - row.bottom * unit,
        row.right * unit,
        height - row.top * unit,
        row.size * unit,
    )
