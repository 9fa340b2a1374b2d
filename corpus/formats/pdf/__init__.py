"""PDF (版式文件): `read_pdf` and the parts it is made of."""

from __future__ import annotations

from corpus.formats.pdf.reader import read_pdf

__all__ = ["read_pdf"]
