"""Plain text (纯文本): one line a paragraph, unless lines were broken at a fixed width."""

from __future__ import annotations

import re

from corpus.formats.decode import decode
from corpus.formats.lines import is_wrapped, joined_pieces, source_lines, unwrap
from corpus.formats.markdown import looks_like_pandoc, read_markdown_source
from corpus.formats.reading import Block, Reading

_RULE = re.compile(r"([=\-*~#])\1{3,}")


def read_plain(data: bytes, filename: str) -> Reading:
    """读取纯文本: txt files; pandoc markdown under the name of txt is recognised.

    Raises:
        UnknownEncoding: no encoding gives readable text.
        CorruptFile: binary content.
    """
    source = decode(data)
    if looks_like_pandoc(source):
        return read_markdown_source(source, "txt")
    lines = [line for line in source_lines(source) if not _RULE.fullmatch(line.words)]
    groups = list(unwrap(lines)) if is_wrapped(lines) else [[line] for line in lines]
    return Reading("txt", tuple(Block(joined_pieces(group)) for group in groups))
