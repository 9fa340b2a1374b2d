"""Shares of a company and rates that rise (持股与上浮, N05): what is put in, kept and raised fits."""

from __future__ import annotations

import re
from decimal import Decimal
from itertools import pairwise

from corpus.span import Span
from models.checks.contract.numbers.shares import RISE
from models.checks.contract.numbers.view import Numbers, Said, issue, yuan
from models.contracts.figures.numerals import percent, shown

_HELD = re.compile(r"(?:持股(?:比例)?|持有|占股|股权比例|出资比例|占比?|占注册资本的?)(?:为|是)?$")
_KEPT = re.compile(
    r"其中的?(?P<a>\d+(?:\.\d+)?)%[^。；\n]{0,60}?(?:保留|剩余|仍持有|仍占|持股|尚有|剩)[^，。；\d]{0,10}(?P<b>\d+(?:\.\d+)?)%"
)


def check_holdings(view: Numbers) -> Said:
    """出资额与持股比例, 转让后保留的比例."""
    yield from _put_in(view)
    yield from _kept(view)


def _put_in(view: Numbers) -> Said:
    """认缴出资2,100万元，持股35%: the capital put in against the registered capital."""
    capital = {
        a.value
        for a in view.figures.amounts
        if a.is_certain
        and re.search(
            r"注册资本(?:总额)?(?:金)?(?:为|：|:)?(?:人民币)?\s*$", view.text[: a.span.start][-18:]
        )
    }
    if len(capital) != 1:
        return
    whole = capital.pop()
    for rate in view.figures.rates:
        sentence = view.figures.sentence_at(rate.span.start)
        if sentence is None or not _HELD.search(rate.before.split("，")[-1]) or rate.per:
            continue
        inside = view.figures.amounts_in(Span(sentence.span.start, rate.span.start))
        part = inside[-1] if inside else None
        if part is None or not re.search(
            "出资|认缴", view.text[part.span.start - 12 : part.span.start]
        ):
            continue
        if abs(part.value / whole - rate.value) <= Decimal("0.00011") or part.value == whole:
            continue
        yield issue(
            "N05",
            Span(part.span.start, rate.span.end),
            f"{view.place(rate.span)}出资额与持股比例不符：{yuan(part.value)}÷注册资本{yuan(whole)}＝"
            f"{percent(part.value / whole, 2)}，合同写{percent(rate.value)}（应出资{yuan(whole * rate.value)}，"
            f"相差{shown(abs(whole * rate.value - part.value))}元）。",
            "与公司章程、登记信息核对出资额和持股比例。",
            confidence=0.85,
        )


def _kept(view: Numbers) -> Said:
    """占45%，转让其中20%，保留25%: the three fit."""
    for found in _KEPT.finditer(view.text):
        before = [
            r for r in view.figures.rates if r.span.end <= found.start() and _HELD.search(r.before)
        ]
        if not before:
            continue
        whole = before[-1].value * 100
        left = whole - Decimal(found["a"])
        if left == Decimal(found["b"]) or left <= 0:
            continue
        span = Span(found.start("b"), found.end("b") + 1)
        yield issue(
            "N05",
            span,
            f"{view.place(span)}保留的股权比例有误：{shown(whole)}%－{found['a']}%＝{shown(left)}%，合同写{found['b']}%。",
            "核对转让前后的持股比例。",
            confidence=0.9,
        )


def check_rate_rises(view: Numbers) -> Said:
    """罚息按年利率4.2%上浮50%，即6.3%: a rise of a rate makes the rate stated."""
    rates = view.figures.rates
    for rise, after in pairwise(rates):
        gap = view.text[rise.span.end : after.span.start]
        found = RISE.search(rise.before)
        if not found or not re.fullmatch(r"[，,（(]?\s*(?:即|为|也就是|折合)[一-龥]{0,8}", gap):
            continue
        factor = 1 + rise.value
        known = {r.value for r in rates if r.span.end <= rise.span.start}
        if not known or any(abs(k * factor - after.value) < Decimal("0.00006") for k in known):
            continue
        near = {k for k in known if after.value / 2 < k * factor < after.value * 2}
        if len(near) != 1:
            continue
        base = near.pop()
        yield issue(
            "N05",
            Span(rise.span.start, after.span.end),
            f"{view.place(after.span)}上浮后的利率有误：{percent(base)}×（1＋{percent(rise.value)}）＝"
            f"{percent(base * factor)}，合同写{percent(after.value)}。",
            "核对基准利率、上浮幅度和上浮后的利率，改为一致。",
            confidence=0.9,
        )
