"""Places (位置): where something stands in the text as the caller sent it."""

from __future__ import annotations

from corpus.document import Document
from corpus.span import Span
from service.mcp.types import Place


def place_of(document: Document, span: Span) -> Place | None:
    """位置 in the text that was sent, None where reading it changed too much to tell.

    The reader drops blanks and control characters, so offsets of `document.text` are others.
    """
    parts = document.locate(span)
    if not parts or not all(part.verbatim for part in parts):
        return None
    first, last = parts[0], parts[-1]
    if first.anchor.offset is None or last.anchor.offset is None:
        return None
    start = first.anchor.offset + max(span.start - first.span.start, 0)
    return Place(
        start=start, end=last.anchor.offset + min(span.end, last.span.end) - last.span.start
    )
