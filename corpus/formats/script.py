"""Script (字形): traditional to simplified characters, and compatibility forms to plain ones."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import Any

_HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003134f]")
_TRADITIONAL_SHARE = 0.04
_TRADITIONAL_LEAST = 3
# radicals that Unicode gives no compatibility mapping, though PDF text layers use them as letters
_RADICALS = {
    "⺠": "民", "⺟": "母", "⻁": "虎", "⻄": "西", "⻅": "见", "⻆": "角", "⻉": "贝", "⻋": "车",
    "⻓": "长", "⻔": "门", "⻘": "青", "⻙": "韦", "⻚": "页", "⻛": "风", "⻜": "飞", "⻝": "食",
    "⻢": "马", "⻣": "骨", "⻤": "鬼", "⻥": "鱼", "⻦": "鸟", "⻨": "麦", "⻩": "黄", "⻬": "齐",
    "⻮": "齿", "⻰": "龙", "⻳": "龟", "⺎": "兀", "⺫": "目", "⺮": "竹", "⺼": "肉",
}  # fmt: skip
_COMPATIBILITY = ((0x2E80, 0x2FD5), (0xF900, 0xFAFF), (0x2F800, 0x2FA1D))


def is_traditional(text: str) -> bool:
    """是否繁体: whether a real share of the Han characters lies outside the simplified set.

    GB2312 holds the simplified everyday characters and none of their traditional forms.
    """
    han = "".join(_HAN.findall(text[:200_000]))
    known = len(han.encode("gb2312", "ignore")) // 2
    outside = len(han) - known
    return outside >= _TRADITIONAL_LEAST and outside / len(han) >= _TRADITIONAL_SHARE


def simplify(text: str) -> str:
    """转简体: the same text in simplified characters, of the same length."""
    converted = str(_converter().convert(text))
    if len(converted) == len(text):
        return converted
    return "".join(_simplify_char(char) for char in text)


def _simplify_char(char: str) -> str:
    converted = str(_converter().convert(char))
    return converted if len(converted) == 1 else char


@cache
def _converter() -> Any:  # noqa: ANN401 - opencc ships no types
    from opencc import OpenCC

    return OpenCC("t2s")


@cache
def compatibility_table() -> dict[int, str]:
    """兼容字表: Kangxi radicals and compatibility ideographs to the characters they stand for."""
    table = {ord(radical): char for radical, char in _RADICALS.items()}
    for first, last in _COMPATIBILITY:
        for code in range(first, last + 1):
            plain = unicodedata.normalize("NFKC", chr(code))
            if len(plain) == 1 and plain != chr(code):
                table[code] = plain
    return table
