"""Word documents (Word 文档): `read_docx` and the parts it is made of."""

from __future__ import annotations

from corpus.formats.word.reader import read_docx

__all__ = ["read_docx"]
