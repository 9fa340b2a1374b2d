"""Regions (部分): a notice, the document attached to it, and the annexes, told apart."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.numbering import NUMERAL, Mark, MarkStyle, parse_number
from corpus.structure.lines import BLANK, BLANKS, Line, squeeze
from corpus.structure.sequence import article_lines
from corpus.structure.signature import is_date_line
from corpus.structure.titles import is_title

_ANNEX = re.compile(
    rf"[（(【\[]?附[{BLANK}]*(?:(?P<kind>[件录表图])[{BLANK}]*"
    rf"(?P<n>{NUMERAL}{{0,3}}|[A-HＡ-Ｈ])?(?:-\d)?[）)】\]]?(?:[{BLANK}]*[：:.．、]|[{BLANK}]+|$)|[：:]|$)"
    rf"[{BLANK}]*(?P<title>.*)"
)
_SIGNS = re.compile("盖章|签字|签章")
_LONGEST = 60
_SHORT = 24
_LOOK_AHEAD = 14


@dataclass(frozen=True, slots=True)
class Annex:
    """附件: where an annex begins, its number as written, and its value if it has one."""

    index: int
    number: str
    ordinal: int | None
    title: str


def annexes(lines: Sequence[Line]) -> list[Annex]:
    """附件: the annexes in order; a list that only names them is none.

    An annex named twice with the same words begins where it is named last.
    """
    matches = [(i, m) for i, line in enumerate(lines) if (m := _match(line)) is not None]
    last = {_naming(m): i for i, m in matches}
    times = Counter(_naming(m) for _, m in matches)
    found = []
    for i, match in matches:
        naming = _naming(match)
        is_list = (
            last[naming] != i if naming[1] and times[naming] > 1 else _is_list(lines, i, match)
        )
        if not is_list:
            found.append(_annex(lines[i], i, match))
    return found


def _naming(match: re.Match[str]) -> tuple[str, str]:
    return match["n"] or "", squeeze(match["title"])


def _annex(line: Line, i: int, match: re.Match[str]) -> Annex:
    written = match["n"] or ""
    ordinal = parse_number(written) if written else None
    number = line.words[: match.start("title")].rstrip(BLANKS + "：:")
    return Annex(i, number, ordinal, match["title"])


def _match(line: Line) -> re.Match[str] | None:
    if line.words[0] not in "附（(【[" or len(line.words) > _LONGEST or line.quoted:
        return None
    found = _ANNEX.match(line.words)
    if found is None or line.words[-1] in "。；，":
        return None
    return found


def _is_list(lines: Sequence[Line], i: int, match: re.Match[str]) -> bool:
    """Tell whether the line only names annexes that come later or not at all."""
    title, following = match["title"], lines[i + 1 : i + 1 + _LOOK_AHEAD]
    if not following:
        return True
    listed = bool(re.match("[0-9１一]+[.．、]|《", title)) or (
        not title and _is_entry(following[0].mark) and "：" in lines[i].words
    )
    if not title and not listed:
        return _match(following[0]) is not None
    for distance, line in enumerate(following):
        if is_date_line(line) or _SIGNS.search(line.words):
            return listed or not _is_signed(lines[:i])
        if _match(line):
            return listed or distance < 2
        if len(line.words) > _LONGEST or line.style in (MarkStyle.ARTICLE, MarkStyle.CHAPTER):
            return False
    return listed


def _is_signed(lines: Sequence[Line]) -> bool:
    """Whether the parties have signed above: what follows is an annex with signatures of its own."""
    return any(
        len(line.words) <= _SHORT and _SIGNS.search(line.words) and "：" in line.words
        for line in lines
    )


def _is_entry(mark: Mark | None) -> bool:
    return mark is not None and mark.style in (MarkStyle.AR_POINT, MarkStyle.AR_COMMA)


def attached_at(lines: Sequence[Line]) -> int:
    """所附文件: the index where a document attached to a notice or decree begins, else 0.

    It begins with its title right after the date of the signature of what precedes it.
    """
    last = _last_unit(lines)
    sentence = next((i for i, line in enumerate(lines) if "。" in line.words), len(lines))
    for i in range(3, min(len(lines) - 1, last)):
        line = lines[i]
        if line.mark is not None or line.quoted or not is_title(line.words):
            continue
        above = _above_title(lines, i)
        if sentence < above:
            return above
    return 0


def _last_unit(lines: Sequence[Line]) -> int:
    """Return the index of the last article or 一、 heading, 0 if there is none."""
    levels = (i for i, line in enumerate(lines) if line.style is MarkStyle.CN_COMMA)
    return max([0, *article_lines(lines), *levels])


def _above_title(lines: Sequence[Line], i: int) -> int:
    """Return the index after the date line that stands at most four lines above, else 0."""
    for j in range(i - 1, max(i - 5, 1), -1):
        if is_date_line(lines[j]):
            return j + 1
        if len(lines[j].words) > _LONGEST or lines[j].words[-1] in "。；：":
            return 0
    return 0
