"""Money (金额): amounts in capital numerals and in figures, as exact decimals in yuan."""

from __future__ import annotations

import re
from decimal import Decimal

CAPITAL = "[零〇壹贰叁肆伍陆柒捌玖拾佰仟万亿一二两三四五六七八九十百千貳陸億萬]"
_DIGIT = {c: i for i, c in enumerate("零壹贰叁肆伍陆柒捌玖")} | {
    c: i for i, c in enumerate("〇一二三四五六七八九")
}
_DIGIT |= {"两": 2, "貳": 2, "陸": 6}
_SMALL = {"拾": 10, "十": 10, "佰": 100, "百": 100, "仟": 1000, "千": 1000}
_LARGE = {"万": 10_000, "萬": 10_000, "亿": 100_000_000, "億": 100_000_000}
_AMOUNT = re.compile(
    rf"(?P<whole>{CAPITAL}+)[元圆](?:[整正]|零?(?:(?P<jiao>[零壹贰叁肆伍陆柒捌玖一二三四五六七八九])角)?"
    r"(?:零?(?P<fen>[壹贰叁肆伍陆柒捌玖一二三四五六七八九])分)?[整正]?)"
)


def parse_capital(words: str) -> Decimal | None:
    """大写金额: 壹万贰仟元整 → 12000, 伍佰元伍角捌分 → 500.58; None if it is not one."""
    found = _AMOUNT.fullmatch(re.sub(r"\s", "", words))
    if found is None:
        return None
    whole = parse_capital_number(found["whole"])
    if whole is None:
        return None
    jiao, fen = (Decimal(_DIGIT[found[p]]) if found[p] else Decimal(0) for p in ("jiao", "fen"))
    return Decimal(whole) + jiao / 10 + fen / 100


def parse_capital_number(words: str) -> int | None:
    """大写数字: the whole number; None where the order of the units makes no sense."""
    total, section, digit = 0, 0, None
    for char in words:
        if char in _DIGIT:
            if digit not in (None, 0):
                return None
            digit = _DIGIT[char]
        elif char in _SMALL:
            section += (1 if digit is None else digit) * _SMALL[char]
            digit = None
        else:
            section += digit or 0
            if section == 0 and not (total and char in "亿億"):
                return None
            total = (
                (total + section) * _LARGE[char]
                if char in "亿億"
                else total + section * _LARGE[char]
            )
            section, digit = 0, None
    return total + section + (digit or 0)


def parse_figures(words: str, unit: str = "元") -> Decimal | None:
    """小写金额: 1,268,000.00 → 1268000; `unit` 万元 or 亿元 multiplies."""
    plain = re.sub(r"[,，\s]", "", words)
    if not re.fullmatch(r"\d+(?:\.\d+)?", plain):
        return None
    factor = {"万": 10_000, "亿": 100_000_000}.get(unit[:1], 1)
    return Decimal(plain) * factor


def in_figures(amount: Decimal) -> str:
    """Write an amount with separators, without needless decimals."""
    return f"{amount:,.2f}".removesuffix(".00")
