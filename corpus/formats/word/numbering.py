"""Automatic numbering (自动编号): the numbers that Word shows and does not store."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from corpus.formats.word.names import W, is_on, number, value
from corpus.formats.word.numerals import NUMERALS
from corpus.formats.word.styles import Style, Styles

if TYPE_CHECKING:
    from lxml import etree

_PLACE = re.compile(r"%([1-9])")
_BULLET_FONTS = re.compile("[\ue000-\uf8ff]")
_SUFFIX = {"tab": " ", "space": " ", "nothing": ""}
_LEVELS = 9


@dataclass(frozen=True, slots=True)
class Level:
    """编号级别: how one level of a list is written."""

    start: int = 1
    format: str = "decimal"
    text: str = ""
    suffix: str = "tab"
    style: str | None = None
    legal: bool = False
    restart: int | None = None


@dataclass(frozen=True, slots=True)
class _List:
    """A w:num: the abstract list it uses and what it changes there."""

    abstract: int
    levels: dict[int, Level]
    starts: dict[int, int]


@dataclass(slots=True)
class Numbering:
    """自动编号: counts through a document in order; `unknown` collects formats it cannot write."""

    styles: Styles
    lists: dict[int, _List] = field(default_factory=dict)
    unknown: set[str] = field(default_factory=set)
    _counts: dict[int, dict[int, int]] = field(default_factory=dict)
    _started: set[tuple[int, int]] = field(default_factory=set)

    def label(self, properties: etree._Element | None) -> str:
        """Return the number with what follows it for the next paragraph; "" without numbering."""
        place = self._place(properties)
        if place is None:
            return ""
        list_id, depth = place
        used = self.lists.get(list_id)
        if used is None or depth not in used.levels:
            return ""
        counts = self._count(list_id, used, depth)
        level = used.levels[depth]
        if level.format == "bullet":
            text = "•" if _BULLET_FONTS.search(level.text) or not level.text else level.text
        else:
            text = self._write(level, used, counts)
        return text + _SUFFIX.get(level.suffix, " ") if text else ""

    def _place(self, properties: etree._Element | None) -> tuple[int, int] | None:
        """Return list and level of a paragraph: its own properties first, then its style's."""
        list_id = number(properties, "numPr", "numId")
        depth = number(properties, "numPr", "ilvl")
        chain = self.styles.chain(value(properties, "pStyle"))
        if list_id is None:
            carrier = next((style for style in chain if style.list_id is not None), None)
            if carrier is None:
                return None
            list_id = carrier.list_id
            depth = depth if depth is not None else self._style_level(carrier.list_id, chain)
        return None if not list_id else (list_id, min(depth or 0, _LEVELS - 1))

    def _style_level(self, list_id: int | None, chain: list[Style]) -> int | None:
        """A style names its list; the list's level that names the style is the level."""
        used = self.lists.get(list_id or 0)
        for style in chain:
            for depth, level in used.levels.items() if used else ():
                if level.style == style.id:
                    return depth
            if style.level is not None:
                return style.level
        return None

    def _count(self, list_id: int, used: _List, depth: int) -> dict[int, int]:
        counts = self._counts.setdefault(used.abstract, {})
        for deeper in [d for d in counts if d > depth and self._restarts(used, d, depth)]:
            del counts[deeper]
        if depth in used.starts and (list_id, depth) not in self._started:
            counts[depth] = used.starts[depth]
        elif depth in counts:
            counts[depth] += 1
        else:
            counts[depth] = used.levels[depth].start
        self._started.add((list_id, depth))
        return counts

    @staticmethod
    def _restarts(used: _List, deeper: int, depth: int) -> bool:
        level = used.levels.get(deeper)
        if level is None or level.restart is None:
            return True
        return level.restart > depth

    def _write(self, level: Level, used: _List, counts: dict[int, int]) -> str:
        def place(found: re.Match[str]) -> str:
            depth = int(found[1]) - 1
            below = used.levels.get(depth, Level())
            count = counts.get(depth, used.starts.get(depth, below.start))
            return self._numeral("decimal" if level.legal else below.format, count)

        return _PLACE.sub(place, level.text)

    def _numeral(self, format_name: str, count: int) -> str:
        if format_name not in NUMERALS:
            self.unknown.add(format_name)
            return str(count)
        return NUMERALS[format_name](count)


def read_numbering(root: etree._Element | None, styles: Styles) -> Numbering:
    """读取编号定义: the lists of numbering.xml, links between lists and styles followed."""
    numbering = Numbering(styles)
    if root is None:
        return numbering
    abstracts = {
        int(element.get(f"{W}abstractNumId", "-1")): element
        for element in root.findall(f"{W}abstractNum")
    }
    by_style = {
        link: key for key, element in abstracts.items() if (link := value(element, "styleLink"))
    }
    for element in root.findall(f"{W}num"):
        list_id, abstract = element.get(f"{W}numId"), number(element, "abstractNumId")
        if list_id is None or abstract not in abstracts:
            continue
        linked = value(abstracts[abstract], "numStyleLink")
        real = by_style.get(linked, abstract) if linked else abstract
        numbering.lists[int(list_id)] = _list(element, real, abstracts[real])
    return numbering


def _list(element: etree._Element, abstract: int, definition: etree._Element) -> _List:
    levels = {_depth(level): _level(level) for level in definition.findall(f"{W}lvl")}
    starts: dict[int, int] = {}
    for override in element.findall(f"{W}lvlOverride"):
        depth = _depth(override)
        changed = override.find(f"{W}lvl")
        if changed is not None:
            levels[depth] = _level(changed)
        start = number(override, "startOverride")
        if start is not None:
            starts[depth] = start
            levels[depth] = replace(levels.get(depth, Level()), start=start)
    return _List(abstract, levels, starts)


def _depth(element: etree._Element) -> int:
    return int(element.get(f"{W}ilvl", "0"))


def _level(element: etree._Element) -> Level:
    start = number(element, "start")
    return Level(
        start=0 if start is None else start,
        format=_format(element),
        text=value(element, "lvlText") or "",
        suffix=value(element, "suff") or "tab",
        style=value(element, "pStyle"),
        legal=is_on(element, "isLgl"),
        restart=number(element, "lvlRestart"),
    )


def _format(element: etree._Element) -> str:
    """The format; newer ones hide in an alternative: the fallback names the nearest old one."""
    found = element.find(f".//{W}numFmt")
    return "decimal" if found is None else found.get(f"{W}val", "decimal")
