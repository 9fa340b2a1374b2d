"""Numerals (数词): a number in figures or in Chinese words as an exact decimal."""

from __future__ import annotations

import re
from decimal import Decimal

from corpus.numbering import parse_number
from models.contracts.figures.money import parse_capital_number

WIDE = str.maketrans("０１２３４５６７８９．％－／", "0123456789.%-/")
"""Full-width to half-width, one character for one, so that places stay."""
FIGURES = r"(?:\d{1,3}(?:[,，]\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)"
WORDS = "[零〇一二两三四五六七八九十百千壹贰叁肆伍陆柒捌玖拾佰仟]"
_POINT = re.compile(r"(?P<whole>[^点]+)点(?P<part>[零〇一二三四五六七八九]+)")


def plain(text: str) -> str:
    """半角化: the same text, of the same length, with half-width figures."""
    return text.translate(WIDE)


def parse_decimal(words: str) -> Decimal | None:
    """数值: 1,268.5, 三十, 叁拾 and 三点五; None if it is no number."""
    bare = re.sub(r"[,，\s]", "", words).translate(WIDE)
    if re.fullmatch(r"\d+(?:\.\d+)?", bare):
        return Decimal(bare)
    found = _POINT.fullmatch(bare)
    if found:
        whole, part = parse_number(found["whole"]), parse_number("一" + found["part"])
        if whole is None or part is None:
            return None
        digits = str(part)[1:]
        return Decimal(f"{whole}.{digits}")
    number = parse_number(bare) if bare else None
    if number is None and re.fullmatch(f"{WORDS}+", bare):
        number = parse_capital_number(bare)
    return None if number is None else Decimal(number)


def shown(value: Decimal, places: int = 4) -> str:
    """数值写法: without needless zeros, at most `places` decimals."""
    rounded = round(value, places)
    text = f"{rounded:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def percent(share: Decimal, places: int = 4) -> str:
    """百分数写法: 0.3 → 30%."""
    return f"{shown(share * 100, places)}%"
