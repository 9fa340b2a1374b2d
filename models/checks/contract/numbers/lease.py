"""Lease (租赁, N01 N15): rent times months, deposit in months of rent, at most twenty years."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from corpus.span import Span
from models.checks.contract.numbers.view import Numbers, Said, issue, yuan
from models.checks.draft import Fine, Issue
from models.contracts.figures.amounts import Amount
from models.contracts.figures.calendar import in_words
from models.contracts.figures.numerals import shown

_TERM = re.compile(r"(?:租赁|租用|承租|出租|本合同|合同)?(?:租赁期|租期|租赁期限|租用期|承租期|出租期限|使用期限|合同期限|租赁年限|期限|租用时间|首租|初始租期)|(?:租用|承租|先租|租赁|出租)(?=[^，。；]{0,14}$)")
_NOT_TERM = re.compile(r"续租|续订|续签|期满|届满|免租|装修期|押金|付款|违约|维修|保修|剩余|保密|已|提前|通知|累计")
_LINK = re.compile(r"\s*(?:[（(][^）)\n]{0,10}[)）])?\s*(?:起|始|开始)?[，,]?\s*(?:至|到|—+|－+|-+|~|～|止于)\s*")
_AUTO = re.compile(r"自动(?:续租|续期|顺延|延长|续展|续约)|无(?:须|需)[^，。]{0,8}即(?:再)?续(?:租|期)?|再续[一二三四五]?十|(?:到期|期满|届满)[^，。；]{0,8}自动")
_VARIES = re.compile(r"递增|上浮|免租|优惠期|调整为|第[二三四五]年|逐年")
_ONE = Decimal(1)


@dataclass(frozen=True, slots=True)
class Term:
    """租赁期限 in months, with its place; `exact` in whole months."""

    months: Decimal
    span: Span
    exact: bool


def check_lease(view: Numbers) -> Said:
    """租赁期限 and 租金 of leases."""
    if not view.has_kind("lease", "state_asset_lease", "finance_lease", "collective_land"):
        return
    terms = [*_terms(view)]
    if view.has_kind("lease", "state_asset_lease") or "租" in "".join(view.text[t.span.start - 30 : t.span.start] for t in terms):
        yield from _twenty_years(view, terms)
    yield from _rents(view, terms)


def _terms(view: Numbers) -> Iterator[Term]:
    for sentence in view.figures.sentences:
        if not _TERM.search(sentence.text):
            continue
        for period in view.figures.periods_in(sentence.span):
            near = period.before[-16:]
            if period.months is not None and _TERM.search(near) and not _NOT_TERM.search(near):
                yield Term(period.months, period.span, True)
        dates = view.figures.dates_in(sentence.span)
        for one, other in zip(dates, dates[1:], strict=False):
            if _LINK.fullmatch(view.text, one.span.end, other.span.start) and other.value > one.value and not _NOT_TERM.search(one.before):
                days = (other.value - one.value).days + 1
                months = (other.value.year - one.value.year) * 12 + other.value.month - one.value.month
                over = other.value.day - one.value.day + 1
                exact = over in (0, 1) or (one.value.day == 1 and (other.value - one.value).days > 26 and _is_month_end(other.value))
                whole = Decimal(months + (1 if one.value.day == 1 and _is_month_end(other.value) else 0))
                yield Term(whole if exact else Decimal(days) * 12 / Decimal("365.25"), Span(one.span.start, other.span.end), exact)


def _is_month_end(day: date) -> bool:
    return (day + timedelta(days=1)).month != day.month


def _twenty_years(view: Numbers, terms: list[Term]) -> Said:
    years = view.limit("lease_years")
    long = next((t for t in terms if t.months > years * 12 + Decimal("0.05")), None)
    if long:
        shown_years = shown(long.months / 12, 1)
        dates = view.figures.dates_in(long.span)
        how = f"{in_words(dates[0].value)}至{in_words(dates[-1].value)}约{shown_years}年" if len(dates) > 1 else f"{shown_years}年"
        yield issue(
            "N15",
            long.span,
            f"{view.place(long.span)}约定租赁期限{how}，超过{years}年，多出{shown(long.months / 12 - years, 1)}年，超过部分无效。",
            f"将租赁期限改为不超过{years}年，期满后可以另行协商续订，续订的期限自续订之日起也不超过{years}年。",
            severity=view.grade("T07"),
            rule="N15",
        )
        return
    yield from _renewed(view, terms)
    if terms:
        yield Fine("租赁期限", f"租赁期限没有超过{years}年", terms[0].span)


def _renewed(view: Numbers, terms: list[Term]) -> Said:
    """A term and a renewal that comes by itself run over twenty years together."""
    first = terms[0] if terms else None
    for sentence in view.figures.sentences:
        found = _AUTO.search(sentence.text)
        periods = [p for p in view.figures.periods_in(sentence.span) if p.months is not None]
        if not found or first is None or len(periods) < 1:
            continue
        more = max((p.months or Decimal(0) for p in periods if p.span != first.span), default=Decimal(0))
        limit = view.limit("lease_years") * 12
        if first.months + more > limit:
            span = Span(sentence.span.start + found.start(), sentence.span.start + found.end())
            yield issue(
                "N15",
                span,
                f"租赁期限{shown(first.months / 12, 1)}年，{view.place(span)}又约定自动续展{shown(more / 12, 1)}年，"
                f"合计{shown((first.months + more) / 12, 1)}年，变相超过20年。",
                "改为期满后由双方另行协商续订。",
                severity=view.grade("T07"),
                rule="N15",
                confidence=0.85,
            )


def _rents(view: Numbers, terms: list[Term]) -> Said:
    """月租金 × 12 = 年租金, 月租金 × 月数 = 租金总额, 押金 = 月租金 × 月数."""
    month = _unique(view, "month")
    year = _unique(view, "year")
    total = _unique(view, "total")
    quarter = _unique(view, "quarter")
    wrong: list[Issue] = []
    right = 0
    if _VARIES.search("".join(s.text for s in view.figures.sentences if "租金" in s.text)):
        year = year if month and year and not _VARIES.search(view.text[month.span.start : year.span.end][:80]) else None
        total = None
    months = {t.months for t in terms if t.exact}
    pairs: list[tuple[Amount, Decimal, str, Amount, str]] = []
    if month and year:
        pairs.append((month, Decimal(12), "月租金", year, "年租金"))
    if month and quarter:
        pairs.append((month, Decimal(3), "月租金", quarter, "季租金"))
    if month and (area := _by_area(view)):
        pairs.append((area[0], area[1], "租金单价", month, "月租金"))
    if month and total and len(months) == 1:
        pairs.append((month, next(iter(months)), "月租金", total, "租金总额"))
    elif year and total and len(months) == 1:
        pairs.append((year, next(iter(months)) / 12, "年租金", total, "租金总额"))
    for base, times, name, sum_up, what in pairs:
        due = base.value * times
        if abs(due - sum_up.value) <= max(_ONE, times / 2 if base.value != base.value.to_integral_value() else _ONE):
            right += 1
            continue
        wrong.append(_rent_issue(view, sum_up, f"{name}{yuan(base.value)}×{shown(times)}＝{yuan(due)}", what, due))
    yield from wrong
    if month:
        yield from _deposit(view, month)
    if right and not wrong:
        yield Fine("租金计算", "月租金、年租金和租金总额相符")


def _by_area(view: Numbers) -> tuple[Amount, Decimal] | None:
    """租金单价 a square metre and month, and the area let."""
    prices = {
        a.value: a
        for a in view.figures.amounts
        if a.is_certain and a.per in ("平方米", "㎡", "平米", "m²") and _is_monthly(view, a) and not re.search("物业|管理费", view.text[a.span.start - 24 : a.span.start])
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
    return "每月" in before or bool(re.match(r"\s*[/／每]?\s*(?:平方米|㎡|平米|m²)\s*[·/／．.每、]?\s*(?:每)?月", behind))


def _rent_issue(view: Numbers, at: Amount, formula: str, what: str, due: Decimal) -> Issue:
    return issue(
        "N01",
        at.span,
        f"{view.place(at.span)}租金计算有误：{formula}，合同写{what}{yuan(at.value)}，相差{yuan(abs(due - at.value))}。",
        "核对租金标准、租期和总额，改为一致；有免租期或者递增的，写明计算方法。",
    )


def _unique(view: Numbers, what: str) -> Amount | None:
    """The only rent per month, per year or in all."""
    kinds = {"month": ("rent_month",), "quarter": (), "year": ("rent_year",), "total": ("rent_total",)}[what]
    per = {"month": "月", "quarter": "季", "year": "年", "total": "-"}[what]
    found = [
        a
        for a in view.figures.amounts
        if a.is_certain and not _in_months(view, a) and ((a.kind in kinds and a.per in ("", per)) or (a.kind == "rent" and (a.per.rstrip("度") == per or (what == "quarter" and _is_quarterly(view, a)))))
    ]
    if what == "total":
        found += [a for a in view.figures.amounts_of("rent") if a.is_certain and not a.per and a.label.summed]
    return found[0] if len({a.value for a in found}) == 1 else None


def _is_quarterly(view: Numbers, amount: Amount) -> bool:
    return bool(re.search("(?:每季度?|季度?)的?租金[^，。；\\d]{0,8}$", view.text[max(0, amount.span.start - 20) : amount.span.start]))


def _in_months(view: Numbers, amount: Amount) -> bool:
    """两个月租金 is a deposit, not the rent of a month."""
    return bool(re.search("个月(?:的)?(?:租金|房租)", view.text[amount.span.start - 20 : amount.span.start]))


def _deposit(view: Numbers, month: Amount) -> Said:
    """押金 of so many months of rent with its sum."""
    for found in re.finditer(r"(?:押金|保证金|相当于)[^。；\n]{0,24}?(?P<n>[一二两三四五六\d])个?月(?:的)?(?:租金|房租)[^。；\n\d]{0,14}", view.text):
        amount = next((a for a in view.figures.amounts if found.start() <= a.span.start <= found.end() + 1), None)
        if amount is None:
            continue
        count = "一二三四五六".find(found["n"].replace("两", "二")) + 1 or int(found["n"])
        due = month.value * count
        if amount.is_certain and abs(due - amount.value) > _ONE:
            yield _rent_issue(view, amount, f"月租金{yuan(month.value)}×{count}个月＝{yuan(due)}", "该项金额", due)
