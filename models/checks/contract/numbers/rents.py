"""Rents (租金, N01): month, quarter, year and whole fit; 押金 is so many months of rent."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from corpus.span import Span
from models.checks.contract.numbers.view import Numbers, Said, issue, yuan
from models.checks.draft import Fine, Issue
from models.contracts.figures.amounts import Amount
from models.contracts.figures.numerals import shown

_VARIES = re.compile(r"递增|上浮|免租|优惠期|调整为|第[二三四五]年|逐年")
_ONE = Decimal(1)


@dataclass(frozen=True, slots=True)
class Term:
    """租赁期限 in months, with its place; `exact` in whole months."""

    months: Decimal
    span: Span
    exact: bool


def check_rents(view: Numbers, terms: list[Term]) -> Said:
    """月租金 × 12 = 年租金, 月租金 × 月数 = 租金总额, 押金 = 月租金 × 月数."""
    month = _unique(view, "month")
    wrong: list[Issue] = []
    right = 0
    for base, times, name, whole, what in _pairs(view, terms, month):
        due = base.value * times
        rounded = base.value != base.value.to_integral_value()
        if abs(due - whole.value) <= max(_ONE, times / 2 if rounded else _ONE):
            right += 1
            continue
        formula = f"{name}{yuan(base.value)}×{shown(times)}＝{yuan(due)}"
        wrong.append(_rent_issue(view, whole, formula, what, due))
    yield from wrong
    if month:
        yield from _deposit(view, month)
        yield from _rises(view, month)
    if right and not wrong:
        yield Fine("租金计算", "月租金、年租金和租金总额相符")


def _varies(view: Numbers) -> bool:
    """The rent rises or is waived for a time: the first rent is that of the first year."""
    return bool(_VARIES.search("".join(s.text for s in view.figures.sentences if "租金" in s.text)))


def _rises(view: Numbers, month: Amount) -> Said:
    """递增5%，即…月租金…: each rent is the one before times one and the rate."""
    for sentence in view.figures.sentences:
        rates = {r.value for r in view.figures.rates_in(sentence.span) if r.per in (None, "year")}
        rents = [
            a
            for a in view.figures.amounts_in(sentence.span)
            if a.kind == "rent_month" and a.is_certain
        ]
        if "递增" not in sentence.text or len(rates) != 1 or not rents or month in rents:
            continue
        factor, last = 1 + rates.pop(), month
        for rent in rents:
            due = last.value * factor
            if abs(due - rent.value) > _ONE * 2:
                formula = f"{yuan(last.value)}×{shown(factor)}＝{yuan(due)}"
                yield _rent_issue(view, rent, formula, "递增后的月租金", due)
                return
            last = rent


_Pair = tuple[Amount, Decimal, str, Amount, str]


def _pairs(view: Numbers, terms: list[Term], month: Amount | None) -> list[_Pair]:
    """A rent, how often, its name, what it should make, and the name of that."""
    year, total, quarter = (_unique(view, what) for what in ("year", "total", "quarter"))
    if _varies(view):
        total = None
        if month and year and _VARIES.search(view.text[month.span.start : year.span.end][:80]):
            year = None
    months = {t.months for t in terms if t.exact}
    term = next(iter(months)) if len(months) == 1 else None
    area = _by_area(view)
    pairs: list[_Pair] = []
    if month and year:
        pairs.append((month, Decimal(12), "月租金", year, "年租金"))
    if month and quarter:
        pairs.append((month, Decimal(3), "月租金", quarter, "季租金"))
    if month and area:
        pairs.append((area[0], area[1], "租金单价", month, "月租金"))
    if month and total and term:
        pairs.append((month, term, "月租金", total, "租金总额"))
    elif year and total and term:
        pairs.append((year, term / 12, "年租金", total, "租金总额"))
    return pairs


def _by_area(view: Numbers) -> tuple[Amount, Decimal] | None:
    """租金单价 a square metre and month, and the area let."""
    prices = {
        a.value: a
        for a in view.figures.amounts
        if a.is_certain
        and a.per in ("平方米", "㎡", "平米", "m²")
        and _is_monthly(view, a)
        and not re.search("物业|管理费", view.text[a.span.start - 24 : a.span.start])
    }
    areas = {
        q.square_metres
        for q in view.figures.quantities
        if q.square_metres and re.search("(?:建筑|租赁|使用|套内)?面积[^，。；]{0,8}$", q.before)
    }
    if len(prices) != 1 or len(areas) != 1:
        return None
    return next(iter(prices.values())), areas.pop() or Decimal(0)


def _is_monthly(view: Numbers, amount: Amount) -> bool:
    """每月每平方米60元, 60元/㎡·月."""
    before = view.text[max(0, amount.span.start - 14) : amount.span.start]
    behind = view.text[amount.span.end : amount.span.end + 12]
    return "每月" in before or bool(
        re.match(r"\s*[/／每]?\s*(?:平方米|㎡|平米|m²)\s*[·/／．.每、]?\s*(?:每)?月", behind)
    )


def _rent_issue(view: Numbers, at: Amount, formula: str, what: str, due: Decimal) -> Issue:
    return issue(
        "N01",
        at.span,
        f"{view.place(at.span)}租金计算有误：{formula}，"
        f"合同写{what}{yuan(at.value)}，相差{yuan(abs(due - at.value))}。",
        "核对租金标准、租期和总额，改为一致；有免租期或者递增的，写明计算方法。",
    )


def _unique(view: Numbers, what: str) -> Amount | None:
    """The only rent per month, per year or in all."""
    kinds = {
        "month": ("rent_month",),
        "quarter": (),
        "year": ("rent_year",),
        "total": ("rent_total",),
    }[what]
    per = {"month": "月", "quarter": "季", "year": "年", "total": "-"}[what]
    found = [
        a
        for a in view.figures.amounts
        if a.is_certain
        and not _in_months(view, a)
        and (
            (a.kind in kinds and a.per in ("", per))
            or (
                a.kind == "rent"
                and (a.per.rstrip("度") == per or (what == "quarter" and _is_quarterly(view, a)))
            )
        )
    ]
    if what == "total":
        found += [
            a
            for a in view.figures.amounts_of("rent")
            if a.is_certain and not a.per and a.label.summed
        ]
    if len({a.value for a in found}) == 1:
        return found[0]
    return found[0] if found and what in ("month", "year") and _varies(view) else None


def _is_quarterly(view: Numbers, amount: Amount) -> bool:
    return bool(
        re.search(
            "(?:每季度?|季度?)的?租金[^，。；\\d]{0,8}$",
            view.text[max(0, amount.span.start - 20) : amount.span.start],
        )
    )


def _in_months(view: Numbers, amount: Amount) -> bool:
    """两个月租金 is a deposit, not the rent of a month."""
    return bool(
        re.search("个月(?:的)?(?:租金|房租)", view.text[amount.span.start - 20 : amount.span.start])
    )


def _deposit(view: Numbers, month: Amount) -> Said:
    """押金 of so many months of rent with its sum."""
    for found in re.finditer(
        r"(?:押金|保证金|相当于)[^。；\n]{0,24}?(?P<n>[一二两三四五六\d])个?月(?:的)?(?:租金|房租)[^。；\n\d]{0,14}",
        view.text,
    ):
        amount = next(
            (a for a in view.figures.amounts if found.start() <= a.span.start <= found.end() + 1),
            None,
        )
        if amount is None:
            continue
        count = "一二三四五六".find(found["n"].replace("两", "二")) + 1 or int(found["n"])
        due = month.value * count
        if amount.is_certain and abs(due - amount.value) > _ONE:
            yield _rent_issue(
                view, amount, f"月租金{yuan(month.value)}×{count}个月＝{yuan(due)}", "该项金额", due
            )
