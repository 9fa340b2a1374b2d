"""Table rows (表格行): the cells of a row side by side, or one after another as paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from corpus.document import SourceAnchor
from corpus.formats.reading import Block, Piece

_LAYOUT_PARAGRAPHS = 3  # a cell with so many paragraphs is laid out text, no table datum


def row_blocks(cells: Sequence[Sequence[Block]], place: SourceAnchor) -> Iterator[Block]:
    """表格行: one block of cells joined by tabs.

    A row with one filled cell, or with a cell of several paragraphs, is page layout: its
    paragraphs come one after another. `place` anchors a tab that no cell stands before.
    """
    filled = [sum(bool(block.text.strip()) for block in cell) for cell in cells]
    if sum(map(bool, filled)) < 2 or max(filled) >= _LAYOUT_PARAGRAPHS:
        yield from (block for cell in cells for block in cell)
        return
    pieces: list[Piece] = []
    for i, cell in enumerate(cells):
        if i:
            pieces.append(Piece("\t", _last_place(pieces, place), verbatim=False))
        for j, block in enumerate(cell):
            if j and block.text.strip():
                pieces.append(Piece(" ", _last_place(pieces, place), verbatim=False))
            pieces += [_flat(piece) for piece in block.pieces]
    yield Block(tuple(pieces), "table_row")


def _flat(piece: Piece) -> Piece:
    """Tabs and line breaks inside a cell become blanks."""
    flat = re.sub(r"[\t\n]", " ", piece.text)
    return piece if flat == piece.text else Piece(flat, piece.anchor, verbatim=False)


def _last_place(pieces: Sequence[Piece], otherwise: SourceAnchor) -> SourceAnchor:
    return pieces[-1].anchor if pieces else otherwise
