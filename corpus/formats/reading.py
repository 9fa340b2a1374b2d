"""Reading (读取结果): what every reader hands over, still as the source wrote it."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from corpus.document import SourceAnchor, Unread

_HEAD_BLOCKS = 8
_TITLE_LINES = 4
_TITLE_MORE = 15

Role = Literal["paragraph", "title", "table_row", "textbox", "footnote"]


@dataclass(frozen=True, slots=True)
class Piece:
    """片段: characters that came from one place of the source.

    With `verbatim` and `anchor.offset`, character i of `text` is character `offset + i` there.
    A generated piece (an automatic number, the tab between cells) is not verbatim.
    """

    text: str
    anchor: SourceAnchor
    verbatim: bool = True


@dataclass(frozen=True, slots=True)
class Block:
    """段落块: one paragraph or table row; its text may hold soft line breaks."""

    pieces: tuple[Piece, ...]
    role: Role = "paragraph"

    @property
    def text(self) -> str:
        """The block's text as read, before normalisation."""
        return "".join(piece.text for piece in self.pieces)


@dataclass(frozen=True, slots=True)
class Reading:
    """读取结果: the blocks in reading order, what was not read, and a guess at the title.

    `format` is the name shown to users: docx, doc, rtf, xlsx, csv, pdf, ofd, html, txt, md, png, jpg, tif ….
    """

    format: str
    blocks: tuple[Block, ...]
    unread: tuple[Unread, ...] = ()
    title_hint: str = ""


def opens_with(blocks: Sequence[Block], title: str) -> bool:
    """是否以标题开头: whether the first blocks, or a few of them together, are this title.

    `title` has no blanks. A sentence that merely mentions it does not count.
    """
    head = [re.sub(r"\s", "", block.text) for block in blocks[:_HEAD_BLOCKS]]
    for i in range(len(head)):
        for j in range(i + 1, min(i + _TITLE_LINES, len(head)) + 1):
            joined = "".join(head[i:j])
            if title in joined and len(joined) <= len(title) + _TITLE_MORE:
                return True
    return False


Reader: TypeAlias = Callable[[bytes, str], Reading]
