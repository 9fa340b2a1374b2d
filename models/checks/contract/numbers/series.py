"""Series (递增与均摊, N05 N01): 每年递增5%, 第二年…第三年…; 90万元分54个月均摊, 每月…."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from corpus.span import Span
from models.checks.contract.numbers.named import known_values
from models.checks.contract.numbers.slips import is_slip
from models.checks.contract.numbers.view import Numbers, Said, issue, yuan
from models.checks.draft import Issue
from models.contracts.figures.amounts import Amount
from models.contracts.figures.numerals import parse_decimal, percent, shown
from models.contracts.figures.sentences import Sentence

_RISES = re.compile(r"(?:每|逐)[一二两三1-3]?年[^。；]{0,20}(?:递增|上浮|上调|增长|提高|涨)")
_ORDER = re.compile(
    r"第(?P<n>[一二三四五六七八九十\d]{1,2})(?:个)?(?:承包|租赁|合同|计租|服务|经营|运营)?(?:年|期|周期|阶段)[^，。；\d]{0,8}$"
)
_EVEN = re.compile(
    r"(?:平均|分摊|摊销|均摊|等额|均分|平均分|分)[^。；\n]{0,14}?(?:[，,（(]|每)(?:[^。；\n\d]{0,4})?每?(?:个)?"
    r"(?:月|期|年|季|次|批|学期)(?:应)?[^，。；\d]{0,10}$"
)
_TIMES = re.compile(
    r"分(?:成|为)?(?P<n>[一二两三四五六七八九十\d]{1,3})(?:期|次|批|个月|年|个?季度?)[^。；\n\d]{0,16}每(?:期|次|批|月|年|季)[^。；\n\d]{0,10}$"
)
_FAR = Decimal("0.2")


def check_series(view: Numbers) -> Said:
    """A rent that rises by a share each year; a sum spread over so many months."""
    for sentence in view.figures.sentences:
        if sentence.is_row:
            continue
        yield from _rising(view, sentence)
        yield from _spread(view, sentence)


def _rising(view: Numbers, sentence: Sentence) -> Iterator[Issue]:
    """Each sum of 第二年…, 第三年… is the one before times one and the rate."""
    rates = {r.value for r in view.figures.rates_in(sentence.span) if r.per in (None, "year")}
    if len(rates) != 1 or not _RISES.search(sentence.text):
        return
    share = rates.pop()
    numbered = [(n, a) for a in view.figures.amounts_in(sentence.span) if (n := _number(view, a))]
    for (before, one), (after, other) in pairwise(numbered):
        if after != before + 1 or not one.is_certain or not other.is_certain:
            continue
        due = one.value * (1 + share)
        slack = max(Decimal(2), due / 20000) if "万" not in other.text else Decimal(60)
        if abs(due - other.value) <= slack or abs(due - other.value) > due * _FAR:
            continue
        yield issue(
            "N05",
            other.span,
            f"{view.place(other.span)}递增后的金额有误：{yuan(one.value)}×（1＋{percent(share)}）＝{yuan(due)}，"
            f"合同写{yuan(other.value)}，相差{yuan(abs(due - other.value))}。",
            "按递增比例逐年重算，改为一致。",
            confidence=0.9,
        )
        return


def _number(view: Numbers, amount: Amount) -> int:
    """Which year a sum is for; nought where it is not told."""
    found = _ORDER.search(view.text[max(0, amount.span.start - 24) : amount.span.start])
    number = parse_decimal(found["n"]) if found else None
    return int(number) if number else 0


def _spread(view: Numbers, sentence: Sentence) -> Iterator[Issue]:
    """A over N: the part named is the N-th of the whole."""
    for part in view.figures.amounts_in(sentence.span):
        before = view.text[max(sentence.span.start, part.span.start - 50) : part.span.start]
        if not part.is_certain or not (_EVEN.search(before) or _TIMES.search(before)):
            continue
        counts = _counts(view, sentence, part, before)
        low = max(sentence.span.start, part.span.start - 50)
        wholes = [
            a
            for a in view.figures.amounts_in(Span(low, part.span.start))
            if a.is_certain and not a.per
        ]
        if len(counts) == 1 and len(wholes) < 2:
            yield from _judged(view, part, counts.pop(), wholes)


def _counts(view: Numbers, sentence: Sentence, part: Amount, before: str) -> set[Decimal]:
    """How many parts: 分12期, or the only length named, in the unit the part is for."""
    found = _TIMES.search(before)
    number = parse_decimal(found["n"]) if found else None
    if number:
        return {number}
    unit = 1 if re.search(r"每个?月[^，。；]*$", before) else 12 if "每年" in before else 0
    area = Span(max(sentence.span.start, part.span.start - 50), part.span.start)
    lengths = [p.months for p in view.figures.periods_in(area) if p.months]
    return {lengths[-1] / unit} if unit and lengths and lengths[-1] > unit else set()


def _judged(view: Numbers, part: Amount, count: Decimal, wholes: list[Amount]) -> Iterator[Issue]:
    slack = max(Decimal(1), part.value / 20000) if "万" not in part.text else Decimal(60)
    values = {w.value for w in wholes} or known_values(view)
    if any(abs(v / count - part.value) <= slack for v in known_values(view)):
        return
    if wholes:
        near = {v for v in values if abs(v / count - part.value) <= part.value * _FAR}
    else:
        near = {v for v in values if is_slip(round(v / count, 2), part.value)}
    if len(near) != 1:
        return
    whole = near.pop()
    due = whole / count
    yield issue(
        "N01",
        part.span,
        f"{view.place(part.span)}分摊的金额有误：{yuan(whole)}÷{shown(count)}＝{yuan(round(due, 2))}，"
        f"合同写{yuan(part.value)}，相差{yuan(round(abs(due - part.value), 2))}。",
        "核对总额、期数和每期金额，改为一致。",
        confidence=0.85,
    )
