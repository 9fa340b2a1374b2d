"""Source lines (行列): where a stretch of a text draft stands in its file, by line and column."""

from __future__ import annotations

import bisect
import re
from typing import Any

from corpus.document import AnchoredSpan, Document
from corpus.errors import ReadError
from corpus.span import Span

Json = dict[str, Any]
FORMATS = frozenset({"txt", "md"})
_BREAK = re.compile("\r\n|\n|\r")


class SourceLines:
    """行列 of one draft; without its bytes, or for other formats than text, nothing is known."""

    def __init__(self, document: Document, source: bytes) -> None:
        self._document = document
        self._source = _decoded(source) if document.format in FORMATS else ""
        self._starts = [0, *(found.end() for found in _BREAK.finditer(self._source))]

    def region(self, span: Span, quote: str) -> Json | None:
        """区域: lines and columns from 1, the end exclusive; None where it is not known."""
        anchors = self._document.locate(span) if self._source else ()
        if not anchors or anchors[0].anchor.offset is None or anchors[-1].anchor.offset is None:
            return None
        start = _offset(anchors[0], span.start, at_end=False)
        end = max(_offset(anchors[-1], span.end, at_end=True), start)
        first, begin = self._place(start)
        last, stop = self._place(end)
        return {
            "startLine": first,
            "startColumn": begin,
            "endLine": last,
            "endColumn": stop,
            "snippet": {"text": quote},
        }

    def _place(self, offset: int) -> tuple[int, int]:
        line = bisect.bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1


def _offset(anchored: AnchoredSpan, position: int, *, at_end: bool) -> int:
    """The place in the source; of a stretch that was rewritten, its beginning or its end."""
    start = anchored.anchor.offset or 0
    inside = min(max(position, anchored.span.start), anchored.span.end) - anchored.span.start
    if anchored.verbatim:
        return start + inside
    return start + len(anchored.span) if at_end else start


def _decoded(source: bytes) -> str:
    from corpus.formats.decode import decode

    try:
        return decode(source) if source else ""
    except ReadError:
        return ""
