"""Styles (样式): what a paragraph style says about numbering, through its ancestors."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from corpus.formats.word.names import W, is_on, number, value

if TYPE_CHECKING:
    from lxml import etree


@dataclass(frozen=True, slots=True)
class Style:
    """样式: `list_id` and `level` are the numbering it carries; 0 switches numbering off."""

    id: str
    name: str
    based_on: str | None
    list_id: int | None
    level: int | None
    hidden: bool = False


class Styles:
    """样式表: the paragraph styles of a document by id."""

    def __init__(self, root: etree._Element | None) -> None:
        found = [] if root is None else list(root.iter(f"{W}style"))
        self._styles = {element.get(f"{W}styleId", ""): _style(element) for element in found}
        defaults = (
            element.get(f"{W}styleId", "")
            for element in found
            if element.get(f"{W}type") == "paragraph"
            and element.get(f"{W}default") in ("1", "true")
        )
        self._default = next(defaults, None)

    def chain(self, style_id: str | None) -> list[Style]:
        """Return a style and its ancestors, nearest first; the default style without an id."""
        chain: list[Style] = []
        following = style_id or self._default
        while following is not None and following in self._styles:
            style = self._styles[following]
            if style in chain:
                break
            chain.append(style)
            following = style.based_on
        return chain

    def name(self, style_id: str | None) -> str:
        """Return a style's name in lower case, "" if unknown."""
        chain = self.chain(style_id) if style_id else []
        return chain[0].name if chain else ""


def _style(element: etree._Element) -> Style:
    return Style(
        id=element.get(f"{W}styleId", ""),
        name=(value(element, "name") or "").lower(),
        based_on=value(element, "basedOn"),
        list_id=number(element, "pPr", "numPr", "numId"),
        level=number(element, "pPr", "numPr", "ilvl"),
        hidden=is_on(element, "rPr", "vanish"),
    )
