"""Units of an article (款项目): the paragraphs, items and points in an article's text."""

from __future__ import annotations

import re
from dataclasses import dataclass

from corpus.numbering import parse_number

_ITEM = re.compile(r"\s*(?:[（(]\s*([一二三四五六七八九十百]{1,5})\s*[）)]|([㈠-㈩]))")
_POINT = re.compile(r"\s*(?:(\d{1,2})\s*[.．、](?!\d)|[（(]\s*(\d{1,2})\s*[）)]|([①-⑳⒈-⒛⑴-⒇]))")


@dataclass(frozen=True, slots=True)
class Item:
    """项: its number, its text with its points, and the 目 by number."""

    number: int
    text: str
    points: dict[int, str]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """款: its whole text with the items, and the items."""

    text: str
    items: tuple[Item, ...]

    def item(self, number: int) -> Item | None:
        """The item with this number; a number not in sequence counts as written."""
        return next((i for i in self.items if i.number == number), None)


def split_article(text: str) -> tuple[Paragraph, ...]:
    """款项目: split an article; a line opening with （一） is an item of the paragraph before."""
    groups: list[list[str]] = []
    for line in (ln for ln in text.split("\n") if ln.strip()):
        opens = _ITEM.match(line) or (_POINT.match(line) and groups and len(groups[-1]) > 1)
        if opens and groups:
            groups[-1].append(line)
        else:
            groups.append([line])
    return tuple(_paragraph(lines) for lines in groups)


def _paragraph(lines: list[str]) -> Paragraph:
    items: list[Item] = []
    for line in lines[1:]:
        mark, point = _ITEM.match(line), _POINT.match(line)
        if mark:
            number = parse_number(mark[1]) if mark[1] else ord(mark[2]) - ord("㈠") + 1
            items.append(Item(number or len(items) + 1, line, {}))
        elif point and items:
            last = items[-1]
            written = point[1] or point[2]
            value = int(written) if written else len(last.points) + 1
            items[-1] = Item(last.number, f"{last.text}\n{line}", {**last.points, value: line})
    return Paragraph("\n".join(lines), tuple(items))
