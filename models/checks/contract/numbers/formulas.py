"""Formulas (算式): 98.50平方米×3,900元=384,150元 is worked out as it is written (N01)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from corpus.span import Span
from models.checks.contract.numbers.view import Numbers, Said, issue
from models.checks.draft import Fine
from models.contracts.figures.numerals import FIGURES, plain, shown

_TERM = (
    rf"[￥¥]?(?<![\d.]){FIGURES}\s*(?:万元|亿元|万|亿|元|%)?\s*"
    r"(?:[/／每][一-龥㎡²]{1,4}(?:[/／·][一-龥㎡²]{1,3})?|平方米|平米|㎡|亩|立方米|公顷|吨|台|套|件|个月|个|人|户|次|年|月|天|日|季度|季|项|辆|米|公里|名|间|份|株|期)?"
)
_OPERATOR = r"\s*[×xX*＊÷/＋+－—–-]\s*"
_FORMULA = re.compile(
    rf"(?P<left>(?:{_TERM}{_OPERATOR})+{_TERM})\s*(?:[=＝]|[，,]\s*(?:共?计|合计|即))\s*(?P<right>{_TERM})"
)
_BEHIND = re.compile(
    rf"(?P<right>{_TERM})\s*[（(](?:即|计算(?:式|方式)?[：:]?|=|＝)?\s*(?P<left>(?:{_TERM}{_OPERATOR})+{_TERM})\s*[)）]"
)
_NUMBER = re.compile(rf"(?P<n>{FIGURES})\s*(?P<unit>万元|亿元|万|亿|%)?")
_FACTOR = {"万元": 10**4, "万": 10**4, "亿元": 10**8, "亿": 10**8}
_SYMBOL = re.compile(r"[×xX*＊÷/＋+－—–-]")
_ONE = Decimal(1)


def check_formulas(view: Numbers) -> Said:
    """算式 with × and ＝, or in brackets behind its result."""
    text = plain(view.text)
    right = 0
    for pattern in (_FORMULA, _BEHIND):
        for found in pattern.finditer(text):
            due, stated = _worked_out(found["left"]), _value(found["right"])
            if due is None or stated is None or _is_date(found[0]):
                continue
            if abs(due - stated) <= _slack(found["right"], stated):
                right += 1
                continue
            span = Span(found.start("right"), found.start("right") + len(found["right"].rstrip()))
            yield issue(
                "N01",
                span,
                f"{view.place(span)}算式有误：{found['left'].strip()}＝{shown(due, 2)}，"
                f"合同写{shown(stated, 2)}，相差{shown(abs(due - stated), 2)}。",
                "重新计算并核对算式中的各项数字，改正结果，合计随之更正。",
            )
    if right:
        yield Fine("算式", f"{right}处算式计算无误")


def _is_date(words: str) -> bool:
    """2026-08-15 and 3/1 are no formulas; × must be there, or two sums in yuan."""
    return not re.search(r"[×xX*＊÷]", words) and words.count("元") < 2


def _slack(words: str, stated: Decimal) -> Decimal:
    wide = Decimal("0.006") * (10**4 if "万" in words else 10**8 if "亿" in words else 1)
    return max(_ONE, wide) if stated > 100 else Decimal("0.01")


def _value(words: str) -> Decimal | None:
    found = _NUMBER.search(words)
    if found is None:
        return None
    number = Decimal(re.sub("[,，]", "", found["n"]))
    unit = found["unit"] or ""
    return number / 100 if unit == "%" else number * _FACTOR.get(unit, 1)


def _worked_out(words: str) -> Decimal | None:
    """The value of a chain of terms, × and ÷ before ＋ and －; None where a per-unit slash is meant."""
    terms = [*_terms(words)]
    if not terms or terms[0][0] != "+":
        return None
    total, current = Decimal(0), Decimal(0)
    for sign, value in terms:
        if sign in "×":
            current *= value
        elif sign == "÷":
            if value == 0:
                return None
            current /= value
        else:
            total += current
            current = value if sign == "+" else -value
    return total + current


def _terms(words: str) -> Iterator[tuple[str, Decimal]]:
    """The terms with the operator before each."""
    end, sign = 0, "+"
    for found in _NUMBER.finditer(words):
        if end:
            between = _SYMBOL.findall(words[end : found.start()])
            if not between:
                continue
            sign = {"×": "×", "x": "×", "X": "×", "*": "×", "＊": "×", "÷": "÷", "/": "÷"}.get(
                between[-1], "+" if between[-1] in "＋+" else "-"
            )
        value = _value(found[0])
        if value is not None:
            yield sign, value
        end = found.end()
