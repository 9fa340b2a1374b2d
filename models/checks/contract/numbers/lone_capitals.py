"""Lone capitals (单独的大写金额, N02): words that stand apart from the figures they repeat."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.span import Span
from models.checks.contract.numbers.view import Numbers, Said, issue, yuan
from models.contracts.figures.amounts import Amount

_ANNOUNCED = re.compile(r"大写[^，。；\n\d]{0,12}$")
_LEAST = 1000


def check_lone_capitals(view: Numbers) -> Said:
    """大写为… in a clause of its own against the figures of its line, else of the price."""
    known = {a.value for a in view.figures.amounts if _in_figures(a)}
    for words in view.figures.amounts:
        before = view.text[max(0, words.span.start - 20) : words.span.start]
        if _in_figures(words) or words.value < _LEAST or not _ANNOUNCED.search(before):
            continue
        if words.value in known:
            continue
        figures = _nearest(words, _of_line(view, words)) or _price(view, words)
        if figures is None:
            continue
        yield issue(
            "N02",
            words.span,
            f"{view.place(words.span)}的大写金额为{yuan(words.value)}，"
            f"{view.place(figures.span)}的小写金额为{yuan(figures.value)}，"
            f"相差{yuan(abs(words.value - figures.value))}，大小写不一致。",
            "对照分项合计和采购、中标文件核定金额，将大小写改为一致。",
            rule="T59",
        )


def _in_figures(amount: Amount) -> bool:
    return bool(re.search(r"\d", amount.text))


def _of_line(view: Numbers, words: Amount) -> tuple[Amount, ...]:
    low = view.text.rfind("\n", 0, words.span.start) + 1
    high = view.text.find("\n", words.span.end)
    return view.figures.amounts_in(Span(low, high if high >= 0 else len(view.text)))


def _price(view: Numbers, words: Amount) -> Amount | None:
    """The price in figures, where the contract gives one value only."""
    totals = [a for a in view.figures.amounts_of("total") if _in_figures(a) and not a.per]
    return _nearest(words, totals) if len({a.value for a in totals}) == 1 else None


def _nearest(words: Amount, others: Sequence[Amount]) -> Amount | None:
    """The sum nearest in value, if it may be the same sum: between half of it and twice."""
    close = [
        a
        for a in others
        if _in_figures(a)
        and a.is_certain
        and not a.per
        and words.value / 2 < a.value < words.value * 2
    ]
    return min(close, key=lambda a: abs(a.value - words.value), default=None)
