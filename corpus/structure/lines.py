"""Lines (行): the paragraphs of a text with the number that each one opens with."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from corpus.numbering import Mark, MarkStyle, read_mark

BLANK = " \t\r\u3000\u00a0\u2000-\u200f\u202f\u2060\ufeff"
_LINE = re.compile(rf"^[{BLANK}]*(?P<hashes>#{{1,6}}[{BLANK}]+)?(?P<body>[^\n]*)", re.M)
_RUN_ON = re.compile(rf"(?P<stop>[。；！]”?)?[{BLANK}]+(?=[第笫])")
BLANKS = "".join(chr(c) for c in (*range(0x2000, 0x2010), 0x20, 9, 13, 0x3000, 0xA0, 0xFEFF))

STRUCTURAL = frozenset(
    (
        MarkStyle.BOOK,
        MarkStyle.PART,
        MarkStyle.DIVISION,
        MarkStyle.CHAPTER,
        MarkStyle.SECTION,
        MarkStyle.ARTICLE,
    )
)
DIVIDING = STRUCTURAL - {MarkStyle.ARTICLE}


@dataclass(frozen=True, slots=True)
class Line:
    """行: one paragraph without the blanks around it; blank paragraphs make no line.

    `start` and `end` are offsets in the text; `hashes` counts markdown `#` signs before `start`.
    `quoted` is true where the line lies inside a quotation that an earlier line opened.
    """

    start: int
    end: int
    words: str
    mark: Mark | None
    hashes: int = 0
    quoted: bool = False

    @property
    def style(self) -> MarkStyle | None:
        """The style of the line's number, None without one."""
        return self.mark.style if self.mark else None

    @property
    def content(self) -> int:
        """The offset where the words after the number begin."""
        return min(self.mark.end, self.end) if self.mark else self.start

    @property
    def rest(self) -> str:
        """The words after the number."""
        return self.words[self.content - self.start :]


def split_lines(text: str) -> list[Line]:
    """行: cut a text into its lines, blank ones left out."""
    lines = []
    quotes = _Quotes(text)
    for found in _LINE.finditer(text):
        words = found["body"].rstrip(BLANKS)
        start = found.start("body")
        quoted = quotes.open_at(start)
        if words:
            hashes = len((found["hashes"] or "").strip(BLANKS))
            for at, end, mark in _cut(text, start, start + len(words)):
                lines.append(Line(at, end, text[at:end], mark, hashes, quoted))
    return lines


def _cut(text: str, start: int, end: int) -> list[tuple[int, int, Mark | None]]:
    """Cut a line before each article that follows on the same line by its number."""
    mark = read_mark(text, start, end)
    pieces: list[tuple[int, int, Mark | None]] = []
    if mark is not None and mark.style in STRUCTURAL:
        for found in _RUN_ON.finditer(text, mark.end, end):
            inner = read_mark(text, found.end(), end)
            if inner is not None and _runs_on(text, mark, inner, found):
                pieces.append((start, start + len(text[start : found.end()].rstrip()), mark))
                start, mark = inner.start, inner
    pieces.append((start, end, mark))
    return pieces


def _runs_on(text: str, mark: Mark, inner: Mark, found: re.Match[str]) -> bool:
    """Tell whether a number amid a line opens the next article and is no reference."""
    if inner.style is not MarkStyle.ARTICLE or not inner.spaced:
        return False
    if mark.style is MarkStyle.ARTICLE:
        return inner.ordinal == mark.ordinal + 1 and found["stop"] is not None
    return len(text[mark.end : found.start()].strip()) <= 30


class _Quotes:
    """Follows “ ” through the text; asked for rising offsets only."""

    def __init__(self, text: str) -> None:
        self._marks = [(m.start(), m[0]) for m in re.finditer("[“”]", text)]
        self._next = 0
        self._open = False

    def open_at(self, offset: int) -> bool:
        """Tell whether a quotation is open at the offset and is closed after it."""
        while self._next < len(self._marks) and self._marks[self._next][0] < offset:
            self._open = self._marks[self._next][1] == "“"
            self._next += 1
        return self._open and self._next < len(self._marks) and self._marks[self._next][1] == "”"


def span_of(lines: Sequence[Line]) -> tuple[int, int]:
    """行的区间: from the start of the first line to the end of the last one."""
    return lines[0].start, lines[-1].end


def squeeze(text: str) -> str:
    """去空白: the text without any blank."""
    return re.sub(f"[{BLANK}\n]", "", text)


def first_index(lines: Iterable[Line], style: MarkStyle) -> int | None:
    """首个: the index of the first line whose number has this style."""
    return next((i for i, line in enumerate(lines) if line.style is style), None)
