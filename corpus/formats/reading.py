"""Reading (读取结果): what every reader hands over, still as the source wrote it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal, TypeAlias

from corpus.document import SourceAnchor, Unread

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

    `format` is the name shown to users: docx, pdf, html, txt, md.
    """

    format: str
    blocks: tuple[Block, ...]
    unread: tuple[Unread, ...] = ()
    title_hint: str = ""


Reader: TypeAlias = Callable[[bytes, str], Reading]
