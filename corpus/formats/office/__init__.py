"""Old office formats (旧版办公文档): doc, wps, rtf, dot by way of LibreOffice."""

from __future__ import annotations

from corpus.formats.office.reader import read_office

__all__ = ["read_office"]
