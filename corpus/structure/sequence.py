"""Sequence (条号次序): which lines that open with 第X条 are articles, and which are prose."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.numbering import Mark, MarkStyle
from corpus.structure.lines import Line

_WIDEST_GAP = 3
_REFERENCE = re.compile(
    "第[一二三四五六七八九十百零〇0-9]+[款项目条]|[、至和或与及，,；。]|规定|所称|所列|所述|所指|中[的“]|的|修改|"
    "改为|删去|增加|之规定|以及|条件|适用于"
)


def article_lines(lines: Sequence[Line]) -> frozenset[int]:
    """条: the indices of the lines that open an article.

    A number set off from its words by a blank, bracket or line end opens an article, whatever its
    value: gaps and repeats are kept. A number run into its words does so if it is the next number,
    or if the document always writes so and the words are no reference (第十条规定的…).
    A row of a table that names an article opens none.
    A line inside a quotation does so only if it is the next number of a list that began outside.
    """
    marks = [(i, line, line.mark) for i, line in enumerate(lines) if line.mark]
    marked = [(i, line, m) for i, line, m in marks if m.style is MarkStyle.ARTICLE]
    close = sum(1 for _, line, m in marked if not m.spaced and not _REFERENCE.match(line.rest))
    runs_in = close * 2 > len(marked)
    found: set[int] = set()
    last: tuple[int, int] = (0, 0)
    for i, line, mark in marked:
        if _opens(line, mark, last, runs_in=runs_in):
            found.add(i)
            last = (mark.ordinal, mark.sub)
    return frozenset(found)


def _opens(line: Line, mark: Mark, last: tuple[int, int], *, runs_in: bool) -> bool:
    follows = (mark.ordinal, mark.sub) in ((last[0] + 1, 0), (last[0], last[1] + 1))
    if not follows and (line.quoted or _is_row(line, mark, last)):
        return False
    if mark.spaced:
        return not (_is_prose(line) and not follows)
    if _REFERENCE.match(line.rest):
        return False
    return follows or runs_in


def _is_row(line: Line, mark: Mark, last: tuple[int, int]) -> bool:
    """Tell whether a line is the row of a table whose first cell names an article."""
    return "\t" in line.words and not last[0] < mark.ordinal <= last[0] + _WIDEST_GAP


def _is_prose(line: Line) -> bool:
    """Tell whether words after a set-off number still make it a reference."""
    return bool(re.match("第[一二三四五六七八九十]+[款项]|、第|和第|至第|[（(]?以下", line.rest))
