"""Amounts (金额): sums of money with what they are called, per what, and taxed or not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise
from typing import Literal

from corpus.span import Span
from models.contracts.figures.labelling import Label, label_of
from models.contracts.figures.money import CAPITAL, parse_capital
from models.contracts.figures.numerals import FIGURES, parse_decimal, plain

Tax = Literal["in", "out"]
_SIGN = r"[¥￥]|RMB|CNY|人民币|USD|US\$|[$€£]|美元|欧元|港币"
_UNIT = "千万|百万|十万|[万亿千百]"
_YUAN = "元|圆|美元|欧元|港元|港币|日元|英镑"
_FIGURE = re.compile(
    rf"(?:(?P<sign>{_SIGN})[ :：\u3000]{{0,3}}(?:[¥￥][ \u3000]*)?)?"
    rf"(?<![\d.,第])(?P<n>{FIGURES})[ \u3000]{{0,2}}"
    rf"(?P<unit>{_UNIT})?[ \u3000]{{0,2}}(?P<yuan>人民币|{_YUAN})?(?P<whole>整)?"
)
_WORDS = re.compile(
    rf"(?<!{CAPITAL})(?P<words>{CAPITAL}{{1,40}})[ \u3000]{{0,8}}(?P<yuan>{_YUAN})"
    r"(?P<tail>[整正]|(?:零?[零壹贰叁肆伍陆柒捌玖一二三四五六七八九]角)?"
    r"(?:零?[零壹贰叁肆伍陆柒捌玖一二三四五六七八九]分)?[整正]?)"
)
_FACTOR = {
    "万": 10**4,
    "亿": 10**8,
    "千": 10**3,
    "百": 100,
    "千万": 10**7,
    "百万": 10**6,
    "十万": 10**5,
}
_CURRENCY = {"美元": "USD", "USD": "USD", "US$": "USD", "$": "USD", "欧元": "EUR", "€": "EUR"} | {
    "港元": "HKD",
    "港币": "HKD",
    "日元": "JPY",
    "英镑": "GBP",
    "£": "GBP",
}
_PAIR = re.compile(
    r"[\s（()）,，:：；=、]*(?:(?:大写|小写|人民币|即|RMB|[¥￥]|金额|为|整|计|[“”])[\s（()）,，:：；=、]*){0,6}"
)
_RANGE = re.compile(r"\s*(?:元|万元?)?\s*(?:[-—–~～至到]+)\s*(?:人民币|[¥￥])?\s*")


@dataclass(frozen=True, slots=True)
class Amount:
    """金额: `value` in yuan (or in `currency`).

    `words` is the value of the capital amount beside the figures where both are written and they
    differ. `is_range` marks an end of 5万元至10万元. `label` says what it is.
    """

    value: Decimal
    span: Span
    text: str
    currency: str
    label: Label
    words: Decimal | None = None
    is_range: bool = False

    @property
    def kind(self) -> str:
        """The label's id, "" where the words before tell nothing."""
        return self.label.kind

    @property
    def tax(self) -> Tax | None:
        """含税 or 不含税, None where it is not said."""
        return self.label.tax

    @property
    def per(self) -> str:
        """The unit of a unit price (月, 台, 平方米), "" for a sum."""
        return self.label.per

    @property
    def is_certain(self) -> bool:
        """Whether one sum in yuan is meant: no range, no bound, words and figures agree."""
        exact = self.words is None and not self.is_range
        return exact and self.currency == "CNY" and not self.label.bound


def read_amounts(text: str) -> tuple[Amount, ...]:
    """金额 in order; 大写 and 小写 of one sum make one amount."""
    half = plain(text)
    raw = sorted((*_in_figures(half), *_in_words(half)), key=lambda a: (a.span.start, -a.span.end))
    return tuple(_merged(_marked(_apart(raw), half), half))


def _in_figures(text: str) -> Iterator[Amount]:
    for found in _FIGURE.finditer(text):
        is_money = found["yuan"] or found["sign"]
        value = parse_decimal(found["n"])
        if not is_money or value is None or _is_no_sum(found, text):
            continue
        yield _amount(value * _FACTOR.get(found["unit"] or "", 1), found, text)


def _is_no_sum(found: re.Match[str], text: str) -> bool:
    """人民币 30% is a share; 5 万 with neither 元 nor a sign is a count."""
    after = text[found.end() : found.end() + 1]
    return not found["yuan"] and after in tuple("%‰年月日天个号")


def _in_words(text: str) -> Iterator[Amount]:
    for found in _WORDS.finditer(text):
        value = parse_capital(re.sub(r"\s", "", found["words"]) + "元" + found["tail"])
        if value is not None:
            yield _amount(value, found, text)


def _amount(value: Decimal, found: re.Match[str], text: str) -> Amount:
    span = Span(found.start(), found.end())
    sign = found.groupdict().get("sign") or ""
    currency = _CURRENCY.get(found["yuan"] or "") or _CURRENCY.get(sign, "CNY")
    return Amount(value, span, span.of(text), currency, label_of(text, span))


def _apart(raw: list[Amount]) -> list[Amount]:
    kept: list[Amount] = []
    for amount in raw:
        if not kept or amount.span.start >= kept[-1].span.end:
            kept.append(amount)
    return kept


def _marked(amounts: list[Amount], text: str) -> list[Amount]:
    """Mark both ends of a range."""
    marked = list(amounts)
    for i, (one, other) in enumerate(pairwise(amounts)):
        if (
            _RANGE.fullmatch(text, one.span.end, other.span.start)
            and other.span.start > one.span.end
        ):
            marked[i] = replace(marked[i], is_range=True)
            marked[i + 1] = replace(marked[i + 1], is_range=True)
    for i, amount in enumerate(marked):
        if re.search(
            r"\d\s*[-—–~～至到]\s*$", text[max(0, amount.span.start - 4) : amount.span.start]
        ):
            marked[i] = replace(amount, is_range=True)
    return marked


def _merged(amounts: list[Amount], text: str) -> Iterator[Amount]:
    i = 0
    while i < len(amounts):
        one = amounts[i]
        other = amounts[i + 1] if i + 1 < len(amounts) else None
        if other is not None and _is_pair(one, other, text):
            yield _pair(one, other, text)
            i += 2
            continue
        yield one
        i += 1


def _is_pair(one: Amount, other: Amount, text: str) -> bool:
    """One of them is in words, and nothing but 大写, 小写, brackets stands between."""
    in_words = [not re.search(r"\d", a.text) for a in (one, other)]
    return in_words[0] != in_words[1] and bool(
        _PAIR.fullmatch(text, one.span.end, other.span.start)
    )


def _pair(one: Amount, other: Amount, text: str) -> Amount:
    figures, words = (other, one) if re.search(r"\d", other.text) else (one, other)
    span = Span(one.span.start, other.span.end)
    whole = label_of(text, one.span, after=span.end)
    return Amount(
        value=figures.value,
        span=span,
        text=span.of(text),
        currency=figures.currency,
        label=whole,
        words=None if words.value == figures.value else words.value,
        is_range=one.is_range or other.is_range,
    )
