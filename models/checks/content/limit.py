"""Limit (限度): against the provision relied on, is the consequence within its range?

Here the range of fines is compared; subject, condition, body and definition follow with the
comparison model. Legal source: 行政处罚法 arts. 11-14 (detailing within conduct, kind and range).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from corpus.numbering import parse_number

_NUMBER = r"[0-9０-９]+(?:\.[0-9]+)?|[零〇一二两三四五六七八九十百千万亿]+"
_RANGE = re.compile(
    rf"(?P<low>{_NUMBER})(?P<low_unit>万?元)?以上(?P<high>{_NUMBER})(?P<high_unit>万?元)以下"
    r"[^，。；]{0,6}罚款"
)
_UP_TO = re.compile(rf"(?P<high>{_NUMBER})(?P<high_unit>万?元)以下[^，。；]{{0,6}}罚款")
_FIXED = re.compile(rf"罚款(?:人民币)?(?P<high>{_NUMBER})(?P<high_unit>万?元)")


@dataclass(frozen=True, slots=True)
class FineRange:
    """罚款幅度 in yuan; `low` is 0 where only an upper bound is given."""

    low: Decimal
    high: Decimal

    def within(self, other: FineRange) -> bool:
        """Tell whether the range lies inside another."""
        return other.low <= self.low and self.high <= other.high

    def __str__(self) -> str:
        """The range as a lawyer writes it."""
        if self.low == self.high:
            return f"{self.high}元"
        return f"{self.low}元以上{self.high}元以下" if self.low else f"{self.high}元以下"


def fine_ranges(text: str) -> tuple[FineRange, ...]:
    """罚款幅度提取: all ranges of fines named in a text, in order, each place read once."""
    found: list[tuple[int, int, FineRange]] = []
    for pattern in (_RANGE, _UP_TO, _FIXED):
        for match in pattern.finditer(text):
            if any(match.start() < end and start < match.end() for start, end, _ in found):
                continue
            found.append((match.start(), match.end(), _read(match, fixed=pattern is _FIXED)))
    return tuple(item for _, _, item in sorted(found, key=lambda entry: entry[0]))


def _read(match: re.Match[str], *, fixed: bool) -> FineRange:
    groups = match.groupdict()
    high = _yuan(groups["high"], groups["high_unit"])
    low = groups.get("low")
    if low is not None:
        return FineRange(_yuan(low, groups.get("low_unit") or groups["high_unit"]), high)
    return FineRange(high if fixed else Decimal(0), high)


def _yuan(number: str, unit: str) -> Decimal:
    factor = 10_000 if unit.startswith("万") else 1
    ascii_digits = number.translate(str.maketrans("０１２３４５６７８９", "0123456789"))
    if re.fullmatch(r"[0-9.]+", ascii_digits):
        return Decimal(ascii_digits) * factor
    return Decimal(_chinese(number)) * factor


def _chinese(number: str) -> int:
    """十万, 一万五千, 二十万: above and below 万 apart; 0 where it is no number."""
    above, wan, below = number.rpartition("万")
    head = parse_number(above or "一") or 0 if wan else 0
    tail = parse_number(below) or 0 if below else 0
    return head * 10_000 + tail


def exceeds(draft: str, law: str) -> tuple[FineRange, tuple[FineRange, ...]] | None:
    """限度比较: the draft's first fine range that no range of the provision contains, or None.

    None too when either side names no range: there is nothing to compare.
    """
    allowed = fine_ranges(law)
    if not allowed:
        return None
    outside = (r for r in fine_ranges(draft) if not any(r.within(a) for a in allowed))
    first = next(outside, None)
    return (first, allowed) if first is not None else None
