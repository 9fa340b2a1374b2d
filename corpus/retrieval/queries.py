"""Queries (检索词): a question as it is, a long clause in pieces that an encoder reads whole."""

from __future__ import annotations

import re

LONGEST = 160
"""Characters of a piece; an encoder's query is at most some 190 tokens, about one a character."""
MOST = 4
_END = re.compile(r"(?<=[。；！？\n])")


def query_pieces(query: str) -> list[str]:
    """切分检索词: sentences gathered into at most four pieces of at most 160 characters.

    A short query is one piece. Of a longer one the first pieces count; the lexical part still
    reads all of it. A row's dense score is the best over the pieces.
    """
    plain = query.strip()
    pieces: list[str] = []
    for sentence in filter(None, map(str.strip, _END.split(plain))):
        for start in range(0, len(sentence), LONGEST):
            part = sentence[start : start + LONGEST]
            if pieces and len(pieces[-1]) + len(part) <= LONGEST:
                pieces[-1] += part
            else:
                pieces.append(part)
    return pieces[:MOST]
