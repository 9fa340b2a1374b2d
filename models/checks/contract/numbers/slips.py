"""Slips (笔误数字, N01 N05): a result one digit off, or with two digits swapped, from what is due.

A rule of last resort: it looks farther for its factors than the others and speaks only where the
number written is a slip of the pen away from exactly one product.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal

from corpus.span import Span
from models.checks.contract.numbers.named import known_values
from models.checks.contract.numbers.operands import (
    TIMES,
    UnitPrice,
    all_counts,
    same,
    unit_prices,
)
from models.checks.contract.numbers.view import Numbers, Said, issue, yuan
from models.checks.draft import Issue
from models.contracts.figures.amounts import Amount
from models.contracts.figures.numerals import parse_decimal, percent, shown
from models.contracts.figures.quantities import Quantity
from models.contracts.figures.sentences import Sentence

_FEWEST_DIGITS = 3
_CUE = re.compile(
    r"(?:共|计|合|为|是|即|补|扣|付|交|缴|收|款|费|金|额|价|得|发|给|需|应|折|[（(=＝])[^，。；\d]{0,6}$"
)
_ASIDE = re.compile(
    r"不超过|不低于|不少于|以上|以下|上限|限额|最高|最低|至少|罚款|注册资本|预算|左右"
)
_TOTAL_CUE = re.compile(
    r"(?:共|共计|合计|总计|合起来|加起来|总共|一共|合|计|即|约|需|应|为|折合|也就是|放养|栽植|配备|投放)[^，。；\d]{0,6}$"
)
_PER = re.compile(r"每(?:一|个)?(?P<u>[一-龥㎡]{1,3}?)[^，。；\d]{0,6}$")
_MANY = re.compile(
    r"(?<![第\d])(?P<n>[一二两三四五六七八九十\d]{1,3})\s*(?:次|回|遍|期|趟|批|餐|轮|季|茬)"
)


def check_slips(view: Numbers) -> Said:
    """Products of a unit price, of a share and of numbers of things, read over a paragraph."""
    for sentence in view.figures.sentences:
        if sentence.is_row or _ASIDE.search(sentence.text):
            continue
        for amount in view.figures.amounts_in(sentence.span):
            if _is_result(view, sentence, amount):
                yield from _priced(view, sentence, amount)
        yield from _counted(view, sentence)
        yield from _shared(view, sentence)
        yield from _sums_shared(view, sentence)


def is_slip(one: Decimal, other: Decimal) -> bool:
    """笔误: same length, one digit other or two digits swapped, at least three digits that count."""
    a, b = (f"{v:.2f}" for v in (one, other))
    if a == b or len(a) != len(b) or min(len(_digits(a)), len(_digits(b))) < _FEWEST_DIGITS:
        return False
    unlike = [i for i, (x, y) in enumerate(zip(a, b, strict=True)) if x != y]
    if len(unlike) == 1:
        return unlike[0] > 0 or len(_digits(a)) > _FEWEST_DIGITS
    mixed = sorted(a) == sorted(b) and unlike[-1] - unlike[0] < _FEWEST_DIGITS
    return mixed and len(unlike) <= _FEWEST_DIGITS


def _digits(number: str) -> str:
    return number.replace(".", "").strip("0")


def _is_result(view: Numbers, sentence: Sentence, amount: Amount) -> bool:
    if not amount.is_certain or not amount.value:
        return False
    before = view.text[max(sentence.span.start, amount.span.start - 24) : amount.span.start]
    return bool(_CUE.search(before)) and view.text.count(amount.text) == 1


def _reach(view: Numbers, sentence: Sentence, stop: int) -> Span:
    """The paragraph up to a place."""
    return Span(view.text.rfind("\n", 0, sentence.span.start) + 1, stop)


def _priced(view: Numbers, sentence: Sentence, result: Amount) -> Iterator[Issue]:
    """A unit price of the paragraph, any number of its thing, the times the sentence names."""
    area = _reach(view, sentence, result.span.start)
    prices = [p for p in unit_prices(view, area) if p.amount.is_certain and p.units]
    prices = [p for p in prices if p.amount.span != result.span]
    tries: dict[Decimal, str] = {}
    for price in prices:
        tries |= _products(view, sentence, price, result)
    yield from _one_slip(view, result, tries)


def _products(
    view: Numbers, sentence: Sentence, price: UnitPrice, result: Amount
) -> dict[Decimal, str]:
    things = sorted(price.units - set(TIMES))
    if len(things) > 1:
        return {}
    numbers: Iterable[Decimal] = all_counts(view, things[0]) if things else {Decimal(1)}
    tries = {}
    for number in numbers:
        for times in _times(view, sentence):
            value = price.amount.value * number * times
            formula = (
                yuan(price.amount.value)
                if price.amount.value >= 100
                else f"{price.amount.value:f}元"
            )
            formula += f"×{shown(number)}{things[0]}" if things else ""
            tries[value] = formula + (f"×{shown(times)}" if times != 1 else "")
    return tries


def _times(view: Numbers, sentence: Sentence) -> set[Decimal]:
    times = {Decimal(1), Decimal(2), Decimal(3), Decimal(4), Decimal(6), Decimal(12)}
    for period in view.figures.periods_in(sentence.span):
        times |= {v for v in (period.months, period.days, period.number) if v}
    for found in _MANY.finditer(sentence.text):
        number = parse_decimal(found["n"])
        times |= {number} if number else set()
    return times


def _one_slip(view: Numbers, result: Amount, tries: dict[Decimal, str]) -> Iterator[Issue]:
    value = result.value
    if any(abs(t - value) <= max(Decimal("0.01"), value / 20000) for t in tries):
        return
    near = {t: f for t, f in tries.items() if is_slip(t, value)}
    if len(near) != 1:
        return
    due, formula = next(iter(near.items()))
    yield issue(
        "N01",
        result.span,
        f"{view.place(result.span)}金额疑有笔误：{formula}＝{_money(due)}，合同写{_money(value)}，"
        f"相差{_money(abs(due - value))}。",
        "核对单价、数量和金额，改为一致。",
        confidence=0.8,
    )


def _money(value: Decimal) -> str:
    return yuan(value) if value >= 100 else f"{shown(value)}元"


def _counted(view: Numbers, sentence: Sentence) -> Iterator[Issue]:
    """每座800平方米，合起来3,600平方米: so much each, so many of them."""
    here = view.figures.quantities_in(sentence.span)
    for total in here:
        before = view.text[max(sentence.span.start, total.span.start - 20) : total.span.start]
        if not _TOTAL_CUE.search(before) or _PER.search(before):
            continue
        yield from _each(view, sentence, total)


def _each(view: Numbers, sentence: Sentence, total: Quantity) -> Iterator[Issue]:
    area = _reach(view, sentence, total.span.start)
    tries: dict[Decimal, str] = {}
    sure: list[Decimal] = []
    for one in view.figures.quantities_in(area):
        low = max(area.start, one.span.start - 16)
        found = _PER.search(view.text[low : one.span.start])
        scale = _scale(one.unit, total.unit)
        if not found or scale is None:
            continue
        unit = same(found["u"])
        near = {q.number for q in view.figures.quantities_in(area) if same(q.unit) == unit}
        sure += [one.number * scale * n for n in near] if len(near) == 1 else []
        for number in near | all_counts(view, unit):
            tries[one.number * scale * number] = f"每{found['u']}{one.text}×{shown(number)}"
    value = total.number
    if not tries or any(abs(t - value) <= max(Decimal("0.01"), value / 2000) for t in tries):
        return
    near_misses = {t: f for t, f in tries.items() if is_slip(t, value)}
    likely = [t for t in sure if value / 2 < t < value * 2]
    if len(near_misses) != 1 and len(set(likely)) != 1:
        return
    due = next(iter(near_misses)) if len(near_misses) == 1 else likely[0]
    yield _quantity_issue(view, total, tries[due], due)


def _scale(one: str, other: str) -> Decimal | None:
    """What one unit is in the other, kilograms in tons too; None for things of another kind."""
    a, b = same(one), same(other)
    if a == b:
        return Decimal(1)
    weights = {"千克": Decimal(1), "吨": Decimal(1000)}
    return weights[a] / weights[b] if a in weights and b in weights else None


def _quantity_issue(
    view: Numbers, total: Quantity, formula: str, due: Decimal, check: str = ""
) -> Issue:
    check = check or ("N31" if same(total.unit) in ("㎡", "亩") else "N01")
    return issue(
        check,
        total.span,
        f"{view.place(total.span)}数量有误：{formula}＝{shown(due)}{total.unit}，合同写{total.text}，"
        f"相差{shown(abs(due - total.number))}{total.unit}。",
        "核对各项数量，改为一致。",
        confidence=0.85,
    )


def _shared(view: Numbers, sentence: Sentence) -> Iterator[Issue]:
    """成活率95%，25,600只应出栏24,230只: a share of a number of things."""
    rates = [r for r in view.figures.rates_in(sentence.span) if r.per is None and r.value < 1]
    here = view.figures.quantities_in(sentence.span)
    for whole, part in ((a, b) for a in here for b in here if a.span.end <= b.span.start):
        if same(whole.unit) != same(part.unit) or part.number >= whole.number:
            continue
        dues = {whole.number * f: r for r in rates for f in (r.value, 1 - r.value)}
        if any(abs(d - part.number) < 1 for d in dues):
            continue
        near = [d for d in dues if is_slip(Decimal(round(d)), part.number)]
        if len(near) == 1:
            formula = f"{whole.text}×{percent(near[0] / whole.number)}"
            yield _quantity_issue(view, part, formula, near[0], "N05")


def _sums_shared(view: Numbers, sentence: Sentence) -> Iterator[Issue]:
    """A share with its sum right behind it, of any sum of the contract."""
    for rate in view.figures.rates_in(sentence.span):
        if rate.per == "day" or rate.is_range or rate.bound or not 0 < rate.value < 1:
            continue
        found = next((a for a in view.figures.amounts if a.span.start >= rate.span.end), None)
        if found is None or found.span.start - rate.span.end > 16 or not found.is_certain:
            continue
        gap = view.text[rate.span.end : found.span.start]
        if re.search(r"[。；\n\d]", gap) or view.text.count(found.text) > 1:
            continue
        known = known_values(view)
        factors = (rate.value, 1 - rate.value, 1 + rate.value)
        if any(
            abs(k * f - found.value) <= max(Decimal(1), found.value / 20000)
            for k in known
            for f in factors
        ):
            continue
        near = {
            k
            for k in known
            if len(_digits(f"{k * rate.value:.2f}")) > _FEWEST_DIGITS
            and is_slip(k * rate.value, found.value)
        }
        if len(near) == 1:
            whole = near.pop()
            due = whole * rate.value
            yield issue(
                "N05",
                Span(rate.span.start, found.span.end),
                f"{view.place(found.span)}金额疑有笔误：{yuan(whole)}×{percent(rate.value)}＝{yuan(due)}，"
                f"此处写{yuan(found.value)}，相差{yuan(abs(due - found.value))}。",
                "核对基数、比例和金额，改为一致。",
                confidence=0.8,
            )
