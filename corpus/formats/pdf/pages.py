"""PDF pages (PDF 页面): the text layer of every page, and what else is on it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Lock
from typing import Any

from corpus.errors import CorruptFile, EncryptedFile
from corpus.formats.layout import Line
from corpus.formats.pdf.lines import page_lines
from corpus.formats.pdf.ruling import grids

PDFIUM = Lock()  # PDFium is not safe for threads
_WORDS_LEAST = 10
_FORM_OBJECTS_DEPTH = 3
_INVISIBLE = 3


@dataclass(frozen=True, slots=True)
class Page:
    """PDF 页面: number from 1, height in points, lines of the text layer.

    `images` counts pictures, `notes` comments; `drawn` is whether anything is painted at all;
    `overlaid` whether invisible text lies over a picture, as other recognisers leave it.
    """

    number: int
    height: float
    lines: tuple[Line, ...]
    images: int
    drawn: bool
    notes: int
    overlaid: bool = False

    @property
    def text(self) -> str:
        """The page's lines."""
        return "\n".join(line.text for line in self.lines)

    @property
    def is_picture(self) -> bool:
        """Something is painted without text; beside a picture, a page number is no text."""
        least = _WORDS_LEAST if self.images else 1
        return self.drawn and sum(len(line.words) for line in self.lines) < least


def open_pages(data: bytes) -> list[Page]:
    """打开页面: all pages of a PDF.

    Raises:
        EncryptedFile: it needs a password.
        CorruptFile: no PDF that opens, or a page that does not.
    """
    with opened(data) as document:
        return [_open_page(document[i], i + 1) for i in range(len(document))]


@contextmanager
def opened(data: bytes) -> Iterator[Any]:
    """打开 PDF: the document, while PDFium is ours alone.

    Raises:
        EncryptedFile, CorruptFile: see `open_pages`.
    """
    import pypdfium2

    with PDFIUM:
        try:
            document = pypdfium2.PdfDocument(data)
        except pypdfium2.PdfiumError as error:
            if "password" in str(error).lower() or "security" in str(error).lower():
                raise EncryptedFile("PDF 设有打开密码") from error
            raise CorruptFile("PDF 无法打开") from error
        try:
            yield document
        except pypdfium2.PdfiumError as error:
            raise CorruptFile("PDF 的页面无法读取") from error
        finally:
            document.close()


def _open_page(page: Any, number: int) -> Page:  # noqa: ANN401 - pypdfium2 has no types
    from pypdfium2 import raw

    textpage = page.get_textpage()
    items = list(page.get_objects(max_depth=_FORM_OBJECTS_DEPTH))
    paths = [item for item in items if item.type == raw.FPDF_PAGEOBJ_PATH and item.level == 0]
    images = sum(item.type == raw.FPDF_PAGEOBJ_IMAGE for item in items)
    found = Page(
        number,
        page.get_height(),
        tuple(page_lines(textpage, number, grids(paths))),
        images,
        bool(items),
        _annotations(page),
        overlaid=images > 0 and any(_is_invisible(item) for item in items),
    )
    textpage.close()
    page.close()
    return found


def _is_invisible(item: Any) -> bool:  # noqa: ANN401
    from pypdfium2 import raw

    if item.type != raw.FPDF_PAGEOBJ_TEXT:
        return False
    return bool(raw.FPDFTextObj_GetTextRenderMode(item) == _INVISIBLE)


def _annotations(page: Any) -> int:  # noqa: ANN401
    """Count comments; links, form fields and pop-ups are none."""
    from pypdfium2 import raw

    silent = (raw.FPDF_ANNOT_LINK, raw.FPDF_ANNOT_WIDGET, raw.FPDF_ANNOT_POPUP)
    found = 0
    for index in range(raw.FPDFPage_GetAnnotCount(page)):
        annotation = raw.FPDFPage_GetAnnot(page, index)
        found += raw.FPDFAnnot_GetSubtype(annotation) not in silent
        raw.FPDFPage_CloseAnnot(annotation)
    return found
