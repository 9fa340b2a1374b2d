"""Wording of recognised text (识别文字整理): marks as Chinese prose writes them."""

from __future__ import annotations

import re

_HAN = "\u3400-\u9fff\uf900-\ufaff〇"
_WIDE = f"{_HAN}，。、；：！？（）《》〈〉【】〔〕“”‘’—…"
_MARKS = {"(": "（", ")": "）", ",": "，", ":": "：", ";": "；", "?": "？", "!": "！"}
_BESIDE = re.compile(rf"(?<=[{_WIDE}])[(),:;?!]|[(),:;?!](?=[{_WIDE}])")
_BLANKS = re.compile(rf"(?<=[{_WIDE}]) +(?=[{_WIDE}\d])|(?<=\d) +(?=[{_WIDE}])")
_INSIDE = re.compile(r"（[^（）()]{1,30}\)|\([^（）()]{1,30}）")
_AT_END = re.compile(r"\s*([,:;])$")
_NUMBERED = re.compile(r"\((\d{1,2}|[一二三四五六七八九十]{1,3})\)")


def tidy(text: str) -> str:
    """整理: full-width marks beside Chinese, no blanks between Chinese characters.

    The recogniser tells （ from ( by a hair's breadth; a line of Chinese has the wide ones.
    """
    text = _NUMBERED.sub(r"（\1）", text) if re.search(f"[{_HAN}]", text) else text
    previous = ""
    while previous != text:
        previous = text
        text = _BESIDE.sub(lambda found: _MARKS[found[0]], text)
        text = _INSIDE.sub(lambda found: f"（{found[0][1:-1]}）", text)
    if not re.search("[A-Za-z]", text):
        text = _AT_END.sub(lambda found: _MARKS[found[1]], text)
    return _BLANKS.sub("", text)
