"""Quantities (数量): numbers of things, areas, weights."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from corpus.span import Span
from models.contracts.figures.numerals import FIGURES, WORDS, parse_decimal, plain

_UNIT = (
    "平方公里|平方米|平米|㎡|m²|m2|公顷|亩|立方米|m³|公里|千米|延长米|延米|公斤|千克|kg|吨|台|套|件|辆|"
    "座|头|羽|尾|箱|幅|榀|架|门|处|所|孔|艘|平|千瓦时|千瓦|kWh|kW|升|面|场|桌|床|只|个(?!月|工作日|自然|日历|小时|季度)|部|组|批|间|栋|户|株|棵|盏|人次|人|名|份|本|次|课时|学时|工日|人天|人月|点位|条(?!款|例|件|约|文)|张|把|箱|盒|桶|瓶|袋|支|双|米"
)
_QUANTITY = re.compile(
    rf"(?<![\d.第])(?P<n>{FIGURES}|{WORDS}{{1,6}})\s*(?P<many>万|亿)?(?P<unit>{_UNIT})(?![一-龥]?[元%])"
)
_ORDINAL = re.compile(f"第{WORDS}*$")
_CLAUSE = re.compile(r"(?:^|\n)[ \t\u3000（(]*\d{1,2}(?:\.\d{1,2})+$")
_MANY = {"万": 10**4, "亿": 10**8}
_AREA = {"平方米": 1, "平米": 1, "㎡": 1, "m²": 1, "m2": 1, "公顷": 10000, "平方公里": 1_000_000}


@dataclass(frozen=True, slots=True)
class Quantity:
    """数量: a number and its unit as written; `before` is what the clause says before it."""

    number: Decimal
    unit: str
    span: Span
    text: str
    before: str

    @property
    def square_metres(self) -> Decimal | None:
        """An area in square metres; None for 亩 (its size is a matter of the reader) and others."""
        factor = _AREA.get(self.unit)
        return None if factor is None else self.number * factor


def read_quantities(text: str) -> tuple[Quantity, ...]:
    """数量 in order."""
    half = plain(text)
    found = []
    for match in _QUANTITY.finditer(half):
        number = parse_decimal(match["n"])
        if (
            number is None
            or _is_clause_number(match, half)
            or _ORDINAL.search(half[: match.start()][-8:])
        ):
            continue
        low = max(half.rfind(mark, 0, match.start()) for mark in "。；;\n，,\t") + 1
        span = Span(match.start(), match.end())
        number *= _MANY.get(match["many"] or "", 1)
        found.append(Quantity(number, match["unit"], span, match[0], half[low : match.start()]))
    return tuple(found)


def _is_clause_number(found: re.Match[str], text: str) -> bool:
    """3.1 本项目…: the number of a clause, not three books."""
    end = found.end("n")
    return (
        bool(_CLAUSE.search(text[max(0, found.start() - 6) : end])) and text[end] in " \u3000\t本个"
    )
