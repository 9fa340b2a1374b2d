"""Lead (引导句): what the sentence before a list makes of its items.

"不得有下列行为：（一）指定经营者；" forbids the item; "有下列情形之一的，处罚：（一）…的；" describes
conduct. Neither item does what its words say, so no act is read from it.
"""

from __future__ import annotations

import re

_MARK = re.compile(r"[“\"\s]*(?:[（(][〇一二三四五六七八九十百\d]+[）)]|\d+[.．、)）]|[①-⑳])")
_FORBIDS = re.compile(r"(不得|禁止|严禁|不准|不应)[^。；]{0,24}(下列|以下|如下|：$)")
_DESCRIBES = re.compile(r"(下列|以下)[^。；]{0,20}(情形|行为|情况|条件)")
_CONDUCT = re.compile(r"的[；;。，]?(或者?)?$")
_SANCTION = re.compile(r"(处|处以|并处|给予)[^，。；]{0,20}(罚款|处罚)|责令|吊销|没收")
_FARTHEST = 80


def lead_of(text: str, start: int) -> str:
    """引导句 of the line that holds `start`: the nearest unnumbered line above; "" if no list."""
    line_start = text.rfind("\n", 0, start) + 1
    if not _MARK.match(text, line_start):
        return ""
    end = line_start - 1
    for _ in range(_FARTHEST):
        if end <= 0:
            return ""
        begin = text.rfind("\n", 0, end) + 1
        if not _MARK.match(text, begin):
            line = text[begin:end].rstrip()
            return line if line.endswith(("：", ":")) else ""
        end = begin - 1
    return ""


def is_only_described(text: str, start: int, sentence: str) -> bool:
    """Tell whether the sentence is a list item that its lead forbids or merely describes."""
    lead = lead_of(text, start)
    if not lead:
        return False
    if _FORBIDS.search(lead):
        return True
    described = bool(_DESCRIBES.search(lead)) and bool(_CONDUCT.search(sentence.rstrip()))
    return described and not _SANCTION.search(sentence)
