"""Page blocks (版面段落块): the lines of a paragraph as a block with page anchors."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from corpus.document import SourceAnchor
from corpus.formats.layout.line import Line
from corpus.formats.lines import joint
from corpus.formats.reading import Block, Piece


def page_block(group: Sequence[Line]) -> Block:
    """段落块: lines joined to one paragraph, or a table row if it is one line with tabs."""
    pieces: list[Piece] = []
    for line in group:
        place = SourceAnchor("page", page=line.page, box=line.box)
        if pieces and (space := _joint(pieces[-1].text.rstrip(), line.words)):
            pieces.append(Piece(space, place, verbatim=False))
        pieces.append(Piece(line.words, place))
    row = len(group) == 1 and "\t" in group[0].words
    return Block(tuple(pieces), "table_row" if row else "paragraph")


def _joint(before: str, after: str) -> str:
    """A blank to fill in that goes on in the next line is one blank."""
    return "" if before[-1:] == "_" or after[:1] == "_" else joint(before, after)


def page_numbers(pages: Iterable[int]) -> str:
    """页码列举: 1, 2, 5 as "1-2、5"."""
    runs: list[list[int]] = []
    for number in pages:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return "、".join(str(r[0]) if len(r) == 1 else f"{r[0]}-{r[-1]}" for r in runs)
