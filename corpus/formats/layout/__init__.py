"""Layout (版面还原): what all page formats share: lines with boxes, page furniture, paragraphs."""

from __future__ import annotations

from corpus.formats.layout.blocks import page_block, page_numbers
from corpus.formats.layout.furniture import sort_out
from corpus.formats.layout.line import Box, Line, join_rows
from corpus.formats.layout.notices import heads_unread, page_notice, pictures_unread
from corpus.formats.layout.paragraphs import paragraphs

__all__ = [
    "Box",
    "Line",
    "heads_unread",
    "join_rows",
    "page_block",
    "page_notice",
    "page_numbers",
    "paragraphs",
    "pictures_unread",
    "sort_out",
]
