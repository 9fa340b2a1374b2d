"""Source lines (源文行): lines of a decoded text with their offsets, and joins of broken lines."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.document import SourceAnchor
from corpus.formats.reading import Piece
from corpus.numbering import read_mark

_LINE = re.compile("[^\r\n\x0b\x0c\x85\u2028\u2029]+")
BLANK = " \t\u3000\u00a0\u2000-\u200b\u202f\u205f\ufeff"
_EDGE = "".join(
    chr(c) for c in (32, 9, 0x3000, 0xA0, *range(0x2000, 0x200C), 0x202F, 0x205F, 0xFEFF)
)
_WIDE_END = re.compile("[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef“”‘’—…〇]")
_SENTENCE_END = "。；！？：;!?:"
_FULL_LEAST, _FULL_MOST, _FULL_SLACK = 18, 60, 2
_WRAPPED_LINES, _WRAPPED_SHARE = 8, 0.45


@dataclass(frozen=True, slots=True)
class SourceLine:
    """源文行: `source[start:end]`, the blanks around it left out; `indent` counts those before."""

    start: int
    end: int
    words: str
    indent: int = 0


def source_lines(source: str) -> Iterator[SourceLine]:
    """源文行: the lines that hold more than blanks."""
    for found in _LINE.finditer(source):
        words = found[0].strip(_EDGE)
        if words:
            indent = len(found[0]) - len(found[0].lstrip(_EDGE))
            start = found.start() + indent
            yield SourceLine(start, start + len(words), words, indent)


def text_anchor(offset: int | None = None, paragraph: int | None = None) -> SourceAnchor:
    """文本定位: a place in a decoded text."""
    return SourceAnchor("text", paragraph=paragraph, offset=offset)


def opens_unit(words: str) -> bool:
    """是否编号起行: whether a line opens a numbered unit (第一条, 一、, （一）, 1.) on its own."""
    mark = read_mark(words)
    return mark is not None and mark.spaced


def joint(before: str, after: str) -> str:
    """接缝: what stands between two halves of a broken line: nothing, or a blank beside Latin."""
    if not before or not after:
        return ""
    if _WIDE_END.match(before[-1]) or _WIDE_END.match(after[0]):
        return ""
    return " "


def is_wrapped(lines: Sequence[SourceLine]) -> bool:
    """是否硬换行: whether most lines are as long as the longest and break within a sentence."""
    if len(lines) < _WRAPPED_LINES:
        return False
    width = wrap_width(lines)
    if not _FULL_LEAST <= width <= _FULL_MOST:
        return False
    full = [line for line in lines if _is_full(line, width)]
    open_ended = [line for line in full if line.words[-1] not in _SENTENCE_END]
    return len(full) >= _WRAPPED_SHARE * len(lines) and len(open_ended) >= 0.6 * len(full)


def wrap_width(lines: Sequence[SourceLine]) -> int:
    """折行宽度: the length, in full-width characters, that almost no line exceeds."""
    widths = sorted(_width(line) for line in lines)
    return widths[min(len(widths) - 1, int(len(widths) * 0.97))]


def _width(line: SourceLine) -> int:
    wide = sum(char > "\x7f" for char in line.words)
    return line.indent + wide + (len(line.words) - wide + 1) // 2


def _is_full(line: SourceLine, width: int) -> bool:
    return width - _FULL_SLACK <= _width(line) <= width + _FULL_SLACK


def unwrap(lines: Sequence[SourceLine]) -> Iterator[list[SourceLine]]:
    """还原段落: groups of lines that a hard line break had cut apart."""
    width = wrap_width(lines)
    group: list[SourceLine] = []
    for line in lines:
        if group and (not _is_full(group[-1], width) or line.indent or opens_unit(line.words)):
            yield group
            group = []
        group.append(line)
    if group:
        yield group


def joined_pieces(group: Sequence[SourceLine]) -> tuple[Piece, ...]:
    """拼接片段: the pieces of one paragraph made of one or more source lines."""
    pieces: list[Piece] = []
    for line in group:
        if pieces and (space := joint(pieces[-1].text, line.words)):
            pieces.append(Piece(space, text_anchor(line.start), verbatim=False))
        pieces.append(Piece(line.words, text_anchor(line.start)))
    return tuple(pieces)
