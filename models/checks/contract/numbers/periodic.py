"""Periodic sums (按期费用, N01): month, quarter and whole fit; 三个月服务费 is three times a month."""

from __future__ import annotations

import re
from decimal import Decimal

from corpus.span import Span
from models.checks.contract.numbers.view import Numbers, Said, issue, yuan
from models.checks.draft import Issue
from models.contracts.figures.amounts import Amount
from models.contracts.figures.numerals import parse_decimal

_ONE = Decimal(1)
_SMALLEST = 500
_ASIDE = re.compile(r"违约|扣|罚|补偿|补贴|奖|递增|押金|工资|薪|利息|上限|不超过|每[人台次]")
_MULTIPLE = re.compile(
    r"(?<![\d第])(?P<n>[一二两三四五六\d]|十二|12)个月(?:的)?(?P<what>[一-龥]{0,6}(?:费用?|租金|房租|报酬))[^。；\n\d]{0,18}"
)


def check_periodic(view: Numbers) -> Said:
    """月、季费用 of service and other contracts; leases, loans and labour have rules of their own."""
    if view.has_kind("labour", "dispatch", "loan_private", "loan_bank", "expropriation"):
        return
    month = _only(view, "月")
    if month is None:
        return
    leasing = view.has_kind("lease", "state_asset_lease", "finance_lease")
    quarter = None if leasing else _only(view, "季")
    if quarter and abs(month.value * 3 - quarter.value) > _ONE * 2:
        yield _issue(view, quarter, month, Decimal(3), "季费用")
    if not leasing:
        yield from _multiples(view, month)


def _only(view: Numbers, per: str) -> Amount | None:
    """The only sum a month (quarter) of any size in the main text."""
    found = [
        a
        for a in view.figures.amounts
        if a.is_certain
        and a.value >= _SMALLEST
        and a.span.start < view.figures.annex_start
        and _per(view, a) == per
    ]
    calm = [
        a for a in found if not _ASIDE.search(view.text[max(0, a.span.start - 16) : a.span.start])
    ]
    return calm[0] if len({a.value for a in calm}) == 1 else None


def _per(view: Numbers, amount: Amount) -> str:
    if amount.per:
        return amount.per.rstrip("度")
    before = view.text[max(0, amount.span.start - 16) : amount.span.start]
    found = re.search(
        r"(?:^|[^个一二三四五六\d])(?P<per>[月季])度?[一-龥]{0,6}(?:费用?|租金|报酬)(?:标准)?(?:为|是|：|:|[\s￥¥（(])*$",
        before,
    )
    return found["per"] if found else ""


def _multiples(view: Numbers, month: Amount) -> Said:
    """N个月服务费…计X元."""
    for found in _MULTIPLE.finditer(view.text):
        amount = next(
            (a for a in view.figures.amounts if found.start() < a.span.start <= found.end() + 1),
            None,
        )
        times = parse_decimal(found["n"])
        if amount is None or times is None or not amount.is_certain or amount.per:
            continue
        if not re.search("计|即|共|为|[（(]", view.text[found.end("what") : amount.span.start]):
            continue
        if abs(month.value * times - amount.value) > _ONE * 2:
            yield _issue(view, amount, month, times, "该项金额")


def _issue(view: Numbers, at: Amount, month: Amount, times: Decimal, what: str) -> Issue:
    due = month.value * times
    return issue(
        "N01",
        Span(at.span.start, at.span.end),
        f"{view.place(at.span)}{what}有误：每月{yuan(month.value)}×{times}＝{yuan(due)}，合同写{yuan(at.value)}，"
        f"相差{yuan(abs(due - at.value))}。",
        "核对月费用、期数和金额，改为一致。",
        confidence=0.9,
    )
