"""Rewording (换句话说): changes of a provision that leave its meaning, so that no word gives away."""

from __future__ import annotations

import random
import re

from corpus.numbering import format_number, parse_number

_WORDS = (
    ("应当", ("应", "须")),
    ("按照", ("依照", "依据")),
    ("依照", ("按照",)),
    ("以及", ("和", "及")),
    ("或者", ("或",)),
    ("县级以上地方人民政府", ("市、县（区）人民政府",)),
    ("主管部门", ("行政主管部门", "部门")),
    ("予以", ("给予", "")),
    ("进行", ("开展", "")),
    ("规定的", ("所规定的",)),
    ("违反本法规定", ("违反有关规定", "违反规定")),
    ("违反本条例规定", ("违反有关规定", "违反规定")),
    ("有下列情形之一的", ("具有以下情形之一的", "有以下情形的")),
    ("及时", ("尽快",)),
    ("之日起", ("当日起", "之日开始")),
    ("以上", ("以上",)),
    ("不得", ("不得", "不能")),
    ("直接负责的主管人员和其他直接责任人员", ("直接责任人员",)),
    ("用于", ("用作",)),
    ("制定", ("拟定", "制订")),
    ("共同", ("一起",)),
    ("本行政区域", ("辖区", "本市行政区域")),
)
_NUMBER = re.compile(
    r"[零〇一二三四五六七八九十百千万两]+(?=日|个工作日|个月|年|元|万元|倍|人|米|小时)"
)
_OPENINGS = ("", "", "", "本市", "在本市行政区域内，", "第{}条 ", "（{}）")


def reworded(text: str, chance: random.Random, *, strength: float = 0.4) -> str:
    """Return the text in other words; `strength` is the chance that a word is exchanged."""
    for word, others in _WORDS:
        if word in text and chance.random() < strength:
            text = text.replace(word, chance.choice(others))
    if chance.random() < 0.5:
        text = _NUMBER.sub(_arabic, text)
    return text


def opened(text: str, chance: random.Random) -> str:
    """Return the text with an opening that drafts have."""
    return chance.choice(_OPENINGS).format(format_number(chance.randrange(3, 60))) + text


def _arabic(match: re.Match[str]) -> str:
    value = parse_number(match.group())
    return match.group() if value is None else str(value)
