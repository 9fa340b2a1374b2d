"""Web pages (网页): `read_html` and the parts it is made of."""

from __future__ import annotations

from corpus.formats.web.reader import read_html

__all__ = ["read_html"]
