"""Formats (文件格式): `read_document` makes a `Document` of an upload; `FORMATS` lists readers."""

from __future__ import annotations

from corpus.document import Document
from corpus.errors import CorruptFile, ReadError
from corpus.formats.assemble import assemble
from corpus.formats.detect import detect
from corpus.formats.markdown import read_markdown
from corpus.formats.ocr import read_image
from corpus.formats.ofd import read_ofd
from corpus.formats.office import read_office
from corpus.formats.pdf import read_pdf
from corpus.formats.plain import read_plain
from corpus.formats.reading import Block, Piece, Reader, Reading
from corpus.formats.safety import check_size
from corpus.formats.web import read_html
from corpus.formats.word import read_docx
from corpus.formats.workbook import read_csv, read_xlsx

__all__ = ["FORMATS", "Block", "Piece", "Reader", "Reading", "read_document"]

FORMATS: dict[str, Reader] = {
    ".docx": read_docx,
    ".docm": read_docx,
    ".dotx": read_docx,
    ".dotm": read_docx,
    ".doc": read_office,
    ".dot": read_office,
    ".wps": read_office,
    ".rtf": read_office,
    ".xlsx": read_xlsx,
    ".xlsm": read_xlsx,
    ".xltx": read_xlsx,
    ".xltm": read_xlsx,
    ".et": read_xlsx,
    ".csv": read_csv,
    ".pdf": read_pdf,
    ".ofd": read_ofd,
    ".html": read_html,
    ".htm": read_html,
    ".shtml": read_html,
    ".xhtml": read_html,
    ".txt": read_plain,
    ".text": read_plain,
    ".md": read_markdown,
    ".markdown": read_markdown,
    ".png": read_image,
    ".jpg": read_image,
    ".jpeg": read_image,
    ".tif": read_image,
    ".tiff": read_image,
    ".bmp": read_image,
    ".gif": read_image,
    ".webp": read_image,
}


def read_document(data: bytes, filename: str) -> Document:
    """读取文件: an upload to a `Document`; what the file is decides, its name only helps.

    Raises:
        ReadError: one of its kinds, each with a code and what to do about it. Whatever else goes
            wrong inside a reader arrives as `CorruptFile`, with the cause chained.
    """
    check_size(data)
    try:
        return assemble(_read(data, filename), data, filename)
    except ReadError:
        raise
    except MemoryError as error:
        raise CorruptFile("文件过于复杂，内存不足") from error


def _read(data: bytes, filename: str) -> Reading:
    reader = FORMATS[detect(data, filename)]
    try:
        return reader(data, filename)
    except (ReadError, MemoryError):
        raise
    except Exception as error:
        raise CorruptFile(f"读取时出错（{type(error).__name__}）") from error
