"""Table of contents (目录): its lines look like headings and must not become any."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.numbering import MarkStyle
from corpus.structure.lines import BLANK, DIVIDING, Line, squeeze

_TITLE = re.compile(rf"[【\[〔（(]?目[{BLANK}]*[录次][】\]〕）)]?")
_TAIL = re.compile(rf"[{BLANK}.．·•…⋯_\-—]*[（(]?\d{{0,3}}[）)]?$")
_LONGEST_ENTRY = 60


def contents_end(lines: Sequence[Line]) -> int:
    """目录: the index after the last line of a table of contents at the head of `lines`, else 0.

    A table opens with the word 目录 and ends before its first entry comes a second time, or at the
    first line that cannot be an entry. Without the word, a row of chapter headings that has no text
    between and is repeated later is one as well.
    """
    for i, line in enumerate(lines):
        if line.style is MarkStyle.ARTICLE and not _is_entry(line):
            return 0
        if _TITLE.fullmatch(line.words):
            return _entries_end(lines, i + 1)
        if line.style in DIVIDING:
            end = _entries_end(lines, i)
            return end if end - i >= 2 and _repeats(lines, i, end) else 0
    return 0


def _entries_end(lines: Sequence[Line], start: int) -> int:
    """Return the index after the last entry."""
    first: tuple[object, ...] | None = None
    i = start
    while i < len(lines) and _is_entry(lines[i]):
        line = lines[i]
        key = (line.style, line.mark.ordinal if line.mark else 0, _key(line))
        if line.mark and first is None:
            first = key
        elif line.mark and _same(key, first):
            break
        if line.mark is None and _opens_text(lines, i):
            break
        i += 1
    return i


def _same(key: tuple[object, ...], first: tuple[object, ...] | None) -> bool:
    return first is not None and key[:2] == first[:2] and _close(str(key[2]), str(first[2]))


def _close(left: str, right: str) -> bool:
    return left == right or left.startswith(right) or right.startswith(left)


def _opens_text(lines: Sequence[Line], i: int) -> bool:
    """Tell whether an unnumbered short line is no entry: text or the first article follows it."""
    if squeeze(lines[i].words) in ("附则", "总则", "附件", "附录", "序言"):
        return i + 1 < len(lines) and not _is_entry(lines[i + 1])
    return not re.search(r"\d$|[…⋯]", lines[i].words)


def _is_entry(line: Line) -> bool:
    if len(line.words) > _LONGEST_ENTRY or line.words[-1] in "。；：":
        return False
    return line.style is not MarkStyle.ARTICLE or _looks_listed(line)


def _looks_listed(line: Line) -> bool:
    return bool(re.search(r"[.．·…⋯\t ]{2,}\d{1,3}$|\t\d{1,3}$", line.words))


def _key(line: Line) -> str:
    return squeeze(_TAIL.sub("", line.rest))


def _repeats(lines: Sequence[Line], start: int, end: int) -> bool:
    mark = lines[start].mark
    return mark is not None and any(
        line.mark is not None
        and line.style is mark.style
        and line.mark.ordinal == mark.ordinal
        and _close(_key(line), _key(lines[start]))
        for line in lines[end : end + 3]
    )
