"""Drawings (图形): pictures, text boxes, charts and comments that hang on a sheet, counted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from corpus.formats.opc import Package
from corpus.formats.workbook.names import XDR, A, S
from corpus.formats.workbook.notices import Tally

if TYPE_CHECKING:
    from lxml import etree

_OBJECTS = frozenset(("oleObject", "package", "slicer"))


def count_attached(package: Package, sheet: str, name: str, tally: Tally) -> None:
    """计数: what the parts related to a sheet hold; `name` is the sheet's own."""
    objects: set[str] = set()
    for target in package.targets_of(sheet):
        if target.kind == "drawing":
            _count_drawn(package, target.part, name, tally)
        elif target.kind == "comments":
            root = package.xml(target.part)
            count = len(root.findall(f"{S}commentList/{S}comment"))
            tally.add("comment", name, count=count)
        elif target.kind in _OBJECTS:
            objects.add(target.part)
    tally.add("object", name, count=len(objects))


def _count_drawn(package: Package, part: str, name: str, tally: Tally) -> None:
    root = package.xml(part)
    tally.add("image", name, count=sum(1 for _ in root.iter(f"{XDR}pic")))
    tally.add("object", name, count=sum(1 for _ in root.iter(f"{XDR}graphicFrame")))
    boxes = (shape for shape in root.iter(f"{XDR}sp") if _has_words(shape))
    tally.add("textbox", name, count=sum(1 for _ in boxes))


def _has_words(shape: etree._Element) -> bool:
    return any((text.text or "").strip() for text in shape.iter(f"{A}t"))
