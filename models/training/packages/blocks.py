"""Blocks (版式段落): what each line of a plain source is on the page."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

Look = Literal["title", "centred", "heading", "paragraph", "signature", "table"]
_TITLED = re.compile(
    r"(办法|意见|纪要|报告|说明|公告|通告|通知|方案|规划|条例|草案|回函|复函|函|表|单|稿纸|处理笺|令"
    r"|请示|批复|议案|记录|笔录|证明|决定|计划|目录|意见书|确认书|呈批件|总结|答复|汇编|情况)"
    r"(（[^）]*）|\(.*\))?$"
)
_ENDS = re.compile(r"[。；：，、;:]$")
_DAY = re.compile(
    r"[\d〇零一二三四五六七八九十]{4}年[\d一二三四五六七八九十 　]+月[\d一二三四五六七八九十 　]+日"
)
_CHAPTER = re.compile(r"第[一二三四五六七八九十]+[章节][ 　]")
_ITEM = re.compile(r"^[一二三四五六七八九十]、|：")
_COLUMNS = re.compile(r" {2,}")
_FAR = 12
_HEAD_LINES = 5
_HEAD_LENGTH = 60
_SIGNED_LENGTH = 40


@dataclass(frozen=True, slots=True)
class Block:
    """版式段落: a text with its look; a table holds `rows` instead, all of one width."""

    look: Look
    text: str = ""
    rows: tuple[tuple[str, ...], ...] = ()


def read_blocks(source: str) -> tuple[Block, ...]:
    """版式段落 of a plain source; blank lines fall away.

    Rows are lines with `|`, or three and more lines with as many columns between wide gaps.
    """
    lines = [line.rstrip() for line in source.splitlines()]
    blocks: list[Block] = []
    head = _head(lines)
    for is_row, group in groupby(enumerate(_widths(lines)), key=lambda pair: pair[1] > 0):
        places = [place for place, _ in group]
        if is_row:
            blocks += _tables([lines[place] for place in places])
        else:
            blocks += [
                Block(_look(lines, place, head), lines[place].strip())
                for place in places
                if lines[place].strip()
            ]
    return tuple(blocks)


def _widths(lines: Sequence[str]) -> list[int]:
    """How many cells a row has; 0 for a line that is none."""
    counts = [len(_COLUMNS.split(line)) if not line.startswith(" ") else 0 for line in lines]
    widths = [line.count("|") + 1 if "|" in line else 0 for line in lines]
    place = 0
    for count, group in groupby(counts):
        run = len(list(group))
        if count >= 3 and run >= 3:
            widths[place : place + run] = [count] * run
        place += run
    return widths


def _tables(lines: Sequence[str]) -> Iterator[Block]:
    """One table for the rows of each width."""
    rows = [tuple(c.strip() for c in _cells(line)) for line in lines]
    for _, group in groupby(rows, key=len):
        yield Block("table", rows=tuple(group))


def _cells(line: str) -> list[str]:
    return line.strip("|").split("|") if "|" in line else _COLUMNS.split(line)


def _head(lines: Sequence[str]) -> dict[int, Look]:
    """The lines above the text: the one that names the document is its title."""
    places = []
    for place, line in enumerate(lines):
        words = line.strip()
        if (
            len(words) > _HEAD_LENGTH
            or _ENDS.search(words)
            or "|" in words
            or _CHAPTER.match(words)
        ):
            break
        if words:
            places.append(place)
        if len(places) == _HEAD_LINES:
            break
    title = next(
        (p for p in places if _TITLED.search(lines[p].strip()) and not _ITEM.search(lines[p])), None
    )
    if title is None:
        return {}
    named = [p for p in places if not _ITEM.search(lines[p])]
    return {p: "title" if p == title else "centred" for p in named if p <= title + 2}


def _look(lines: Sequence[str], place: int, head: dict[int, Look]) -> Look:
    line = lines[place]
    if place in head:
        return head[place]
    if len(line) - len(line.lstrip(" 　")) >= _FAR or _is_signature(lines, place):
        return "signature"
    return "heading" if _CHAPTER.match(line.strip()) else "paragraph"


def _is_signature(lines: Sequence[str], place: int) -> bool:
    """A day alone on its line, or the short name right above one."""
    words = lines[place].strip()
    if _DAY.fullmatch(words):
        return True
    below = lines[place + 1].strip() if place + 1 < len(lines) else ""
    short = len(words) <= _SIGNED_LENGTH and not _ENDS.search(words)
    return short and bool(_DAY.fullmatch(below))
