"""Pruning (修剪): what a page hides and what frames its text is taken off the tree."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml import etree

_SILENT_NAMES = (
    "script style noscript template iframe frame object embed applet head meta link title svg "
    "canvas audio video map area select option button textarea input dialog"
)
SILENT = frozenset(_SILENT_NAMES.split())
_FRAME_TAGS = frozenset(("nav", "footer", "aside", "menu"))
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
_FRAME_NAMES = re.compile(
    r"(?:^|[-_\s])(?:nav|navbar|navi|menu|breadcrumbs?|crumbs?|bread|share|bdsharebuttonbox|footer|foot"
    r"|copyright|sidebar|toolbar|related|pager|pagination|qrcode|ewm|erweima|dqwz|weizhi"
    r"|currentposition|friendlinks?|searchbox|loginbox|fontsize|prevnext|shangxia)(?:$|[-_\s\d])",
    re.I,
)
_CARD_LABELS = re.compile(
    r"索引号|主题分类|发文机关|发布机构|成文日期|发文字号|文\s*号|发布日期|主题词|有效性|信息分类|公开方式|体裁分类|组配分类|生成日期|标题"
)
_CARD_LEAST = 3
_CARD_MOST = 700
_FRAME_SHARE = 0.3
_HAN = re.compile("[\u3400-\u9fff\uf900-\ufaff]")
_POINTS = re.compile("[，。；：、]")


def words_of(element: etree._Element) -> str:
    """可见文字: the text below an element without any blanks."""
    return re.sub(r"\s", "", "".join(_texts(element)))


def _texts(element: etree._Element) -> Iterator[str]:
    for item in element.iter("*"):
        if item.tag not in SILENT:
            yield item.text or ""
        if item is not element:
            yield item.tail or ""


def weight(element: etree._Element) -> int:
    """正文份量: Chinese characters outside links, with points between them counted high."""
    total = 0
    links = 0
    for event, item in _walk(element):
        if event == "tail":
            total += 0 if links else _weight(item.tail or "")
        elif event == "start":
            links += item.tag == "a"
            total += 0 if links else _weight(item.text or "")
        else:
            links -= item.tag == "a"
    return total


def _walk(element: etree._Element) -> Iterator[tuple[str, etree._Element]]:
    yield "start", element
    for item in element.iterchildren("*"):
        yield from _walk(item)
        yield "tail", item
    yield "end", element


def _weight(text: str) -> int:
    return len(_HAN.findall(text)) + 5 * len(_POINTS.findall(text))


def prune(body: etree._Element) -> None:
    """修剪: drop what is hidden, what frames the text, and the catalogue card above it."""
    _drop(body, lambda item: item.tag in SILENT or _is_hidden(item))
    total = max(weight(body), 1)
    _drop(body, lambda item: _is_frame(item) and weight(item) < _FRAME_SHARE * total)
    _drop(body, _is_card)


def _drop(body: etree._Element, unwanted: Callable[[etree._Element], bool]) -> None:
    doomed = [item for item in body.iterdescendants("*") if unwanted(item)]
    for item in doomed:
        parent = item.getparent()
        if parent is not None:
            _keep_tail(item, parent)
            parent.remove(item)


def _keep_tail(item: etree._Element, parent: etree._Element) -> None:
    """What stands behind an element in the source is not part of it."""
    if not item.tail:
        return
    before = item.getprevious()
    if before is not None:
        before.tail = (before.tail or "") + item.tail
    else:
        parent.text = (parent.text or "") + item.tail


def _is_hidden(item: etree._Element) -> bool:
    return item.get("hidden") is not None or bool(_HIDDEN.search(item.get("style", "")))


def _is_frame(item: etree._Element) -> bool:
    names = f"{item.get('class', '')} {item.get('id', '')}"
    return item.tag in _FRAME_TAGS or bool(_FRAME_NAMES.search(names))


def _is_card(item: etree._Element) -> bool:
    """A table or list of 索引号, 发文机关, 发布日期 … above a public document."""
    if item.tag not in ("table", "ul", "dl", "div"):
        return False
    words = words_of(item)
    labels = set(_CARD_LABELS.findall(words)) if len(words) < _CARD_MOST else set()
    return "索引号" in labels and len(labels) >= _CARD_LEAST and "。" not in words
