"""Strings (文字): the texts that the cells of a workbook share."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from corpus.formats.safety import check_characters, stream_xml
from corpus.formats.workbook.names import S

if TYPE_CHECKING:
    from lxml import etree

_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


def read_strings(content: bytes, part: str) -> list[str]:
    """读取共享文字 in their order.

    Raises:
        CorruptFile: no XML.
        FileTooLarge: more characters than a document can have.
    """
    strings: list[str] = []
    characters = 0
    for item in stream_xml(content, part, [f"{S}si"]):
        strings.append(string_of(item))
        characters += len(strings[-1])
        check_characters(characters)
    return strings


def string_of(item: etree._Element) -> str:
    """文字: plain or in runs; readings above the letters (拼音) are left out."""
    parts = (item.findtext(f"{S}t") or "", *(t.text or "" for t in item.iterfind(f"{S}r/{S}t")))
    return unescaped("".join(parts))


def unescaped(text: str) -> str:
    """还原转义: _x000D_ and its like, which XML cannot hold otherwise."""
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text) if "_x" in text else text
