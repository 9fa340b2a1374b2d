"""Names (命名空间): the qualified names of WordprocessingML, transitional form."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
DGM = "{http://schemas.openxmlformats.org/drawingml/2006/diagram}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
V = "{urn:schemas-microsoft-com:vml}"
_OFF = frozenset(("0", "false", "off", "none"))


def child(element: etree._Element | None, *path: str) -> etree._Element | None:
    """Return the first descendant along a path of w: names, None where it breaks off."""
    for name in path:
        if element is None:
            return None
        element = element.find(W + name)
    return element


def value(element: etree._Element | None, *path: str) -> str | None:
    """Return the w:val at the end of a path, None if there is none."""
    found = child(element, *path)
    return None if found is None else found.get(f"{W}val")


def number(element: etree._Element | None, *path: str) -> int | None:
    """Return the w:val at the end of a path as a number, None if it is none."""
    text = value(element, *path)
    try:
        return None if text is None else int(text)
    except ValueError:
        return None


def is_on(element: etree._Element | None, *path: str) -> bool:
    """Tell whether an on/off property is present and not switched off."""
    found = child(element, *path)
    return found is not None and found.get(f"{W}val", "1") not in _OFF
