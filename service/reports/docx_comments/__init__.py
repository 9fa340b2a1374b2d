"""Word comments (Word 批注): the uploaded docx with a comment for every finding."""

from __future__ import annotations

from service.reports.docx_comments.annotate import annotate

__all__ = ["annotate"]
