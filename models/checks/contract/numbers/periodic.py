"""Periodic sums (按期费用, N01): month, quarter and whole fit; 三个月服务费 is three times a month."""

from __future__ import annotations

import re
from decimal import Decimal

from corpus.span import Span
from models.checks.contract.numbers.view import Numbers, Said, issue, yuan
from models.checks.draft import Issue
from models.contracts.figures.amounts import Amount
from models.contracts.figures.numerals import parse_decimal, shown

_ONE = Decimal(1)
_SMALLEST = 500
_ASIDE = re.compile(r"违约|扣|罚|补偿|补贴|奖|递增|押金|工资|薪|利息|上限|不超过|每[人台次]")
_CHANGES = re.compile(r"递增|上浮|免收|寒暑假|学期|逐年|分段|第二年起")
_SQUARE = re.compile(
    r"每个?月每(?:平方米|㎡|平米)[^，。；\d]{0,4}$|每(?:平方米|㎡|平米)每个?月[^，。；\d]{0,4}$"
)
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
        yield from _year(view, month)
        yield from _by_area(view, month)


def _year(view: Numbers, month: Amount) -> Said:
    """年度服务费总额 of twelve months of the same fee; ten months of a school year are left alone."""
    year = _only(view, "年")
    if year is None or _fee(view, year) != _fee(view, month) or _CHANGES.search(view.text):
        return
    times = year.value / month.value
    near = 6 < times < 24 and times != times.to_integral_value()
    if near and abs(month.value * 12 - year.value) > _ONE * 12:
        yield _issue(view, year, month, Decimal(12), "年费用")


def _fee(view: Numbers, amount: Amount) -> str:
    """What the sum is called in its sentence: the last word with 费 before it."""
    sentence = view.figures.sentence_at(amount.span.start)
    low = sentence.span.start if sentence else amount.span.start
    found = re.findall(
        r"(?:服务|物业|管理|保洁|运维|维护|租赁|托管|使用)+费", view.text[low : amount.span.start]
    )
    return found[-1][-3:] if found else ""


def _by_area(view: Numbers, month: Amount) -> Said:
    """每月每平方米1.95元 over the only area by which it is counted."""
    prices = {
        a.value
        for a in view.figures.amounts
        if a.is_certain and _SQUARE.search(view.text[max(0, a.span.start - 14) : a.span.start])
    }
    areas = {
        q.square_metres
        for q in view.figures.quantities
        if q.square_metres
        and re.search("(?:建筑|计费|收费|服务|物业)面积[^，。；]{0,6}$", q.before)
    }
    if len(prices) != 1 or len(areas) != 1:
        return
    price, area = prices.pop(), areas.pop() or Decimal(0)
    due = price * area
    if month.value / 2 < due < month.value * 2 and abs(due - month.value) > _ONE * 2:
        yield issue(
            "N01",
            month.span,
            f"{view.place(month.span)}月费用有误：{shown(area)}平方米×{shown(price)}元＝{yuan(due)}，"
            f"合同写{yuan(month.value)}，相差{yuan(abs(due - month.value))}。",
            "核对收费面积、单价和月费用，改为一致。",
            confidence=0.85,
        )


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
        r"(?:^|[^个一二三四五六\d])(?P<per>[月季年])度?[一-龥]{0,6}(?:费用?|租金|报酬)(?:标准|总额|总计|合计|共计)*(?:人民币|为|是|：|:|[\s￥¥（(])*$",
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
