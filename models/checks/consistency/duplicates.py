"""Duplicates (重复内容): the same paragraph twice (FR-20)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.span import Span
from models.checks.draft import Draft, Fine, Issue
from models.finding import Severity

_SHORTEST = 30
_LINE = re.compile(r"[^\n]+")
_ITEM = re.compile(r"\s*(?:[（(][一二三四五六七八九十\d]+[)）]|\d+[.、．)）]|《)")
_POINTS = re.compile("本条|前款|前条|上述|前述|以上")
_MARK = re.compile(
    r"^\s*(?:第[零〇一二三四五六七八九十百千\d]+条|[（(][一二三四五六七八九十\d]+[)）]|[一二三四五六七八九十\d]+[、.．])\s*"
)


def check_duplicates(draft: Draft) -> Iterator[Issue | Fine]:
    """重复内容 of the main text; rows of tables do not count."""
    first: dict[str, Span] = {}
    again: list[tuple[Span, Span]] = []
    for found in _LINE.finditer(draft.main_text):
        key = _plain(found[0])
        if "\t" in found[0] or len(key) < _SHORTEST or not _counts(found[0]):
            continue
        span = _trimmed(found)
        earlier = first.setdefault(key, span)
        if earlier is not span:
            again.append((earlier, span))
    if again:
        yield _issue(again, draft)


def _counts(line: str) -> bool:
    """Items of parallel lists and what points at its own article may well be alike."""
    return "。" in line and not _ITEM.match(line) and not _POINTS.search(line)


def _plain(line: str) -> str:
    return re.sub(r"[\s\W]", "", _MARK.sub("", line))


def _trimmed(found: re.Match[str]) -> Span:
    line = found[0]
    start = found.start() + len(line) - len(line.lstrip())
    return Span(start, found.start() + len(line.rstrip()))


def _issue(again: list[tuple[Span, Span]], draft: Draft) -> Issue:
    pairs = "；".join(f"{draft.place(a)}与{draft.place(b)}" for a, b in again[:4])
    more = f"等{len(again)}处" if len(again) > 4 else ""
    return Issue(
        "consistency:duplicate",
        "FR-20",
        "",
        Severity.MINOR,
        f"有内容完全相同的段落：{pairs}{more}。重复规定会在修改时造成不一致。",
        "保留一处，其余改为引用或者删去。",
        again[0][1],
        source="comparison",
    )
