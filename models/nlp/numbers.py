"""Quantities (数量): Chinese and Arabic numbers with decimals and 万, 亿, as exact decimals."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final

from corpus.numbering import parse_number

NUMBER: Final = (
    r"(?:[0-9０-９][0-9０-９,]{0,12}(?:[.．][0-9０-９]{1,4})?[十百千]?(?:[万亿]{1,2})?"
    r"|[零〇一二两三四五六七八九十百千万亿]+)"
)
"""A number as it stands in front of a unit; read it with `read_number`."""

_WIDE = str.maketrans("０１２３４５６７８９．", "0123456789.")
_SCALE = {"十": 10, "百": 100, "千": 1000, "万": 10_000, "亿": 100_000_000}
_ARABIC = re.compile(r"(\d+(?:\.\d+)?)([十百千万亿]*)")


def read_number(text: str) -> Decimal | None:
    """数量: the value of 一万五千, 0.5万, 1,000, 2千, 十万; None if it is no number."""
    plain = text.translate(_WIDE).replace(",", "").replace("〇", "零")
    arabic = _ARABIC.fullmatch(plain)
    if arabic:
        value = Decimal(arabic[1])
        for scale in arabic[2]:
            value *= _SCALE[scale]
        return value
    return _chinese(plain)


def _chinese(text: str) -> Decimal | None:
    for mark in ("亿", "万"):
        above, found, below = text.rpartition(mark)
        if found:
            head = _chinese(above) if above else Decimal(1)
            tail = _chinese(below) if below else Decimal(0)
            return None if head is None or tail is None else head * _SCALE[mark] + tail
    value = parse_number(text.lstrip("零") or "零") if text else None
    return None if value is None else Decimal(value)
