"""Loans (借款, N13 N14): cost against four times LPR, interest taken off beforehand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from corpus.knowledge.types import LprRate
from corpus.span import Span
from models.checks.contract.numbers.events import read_events, signing_days
from models.checks.contract.numbers.view import Numbers, Said, issue, yuan
from models.checks.draft import Fine, Issue
from models.contracts.figures.calendar import in_words
from models.contracts.figures.numerals import percent, shown
from models.contracts.figures.rates import Rate

_COST = re.compile(
    r"利率|利息|月息|年息|日息|违约金|滞纳金|罚息|服务费|管理费|咨询费|手续费|资金占用|费率|回报|收益"
)
_ON_TOP = re.compile(r"另|同时|并|加收|此外|还应|除")
_EVERY = {"day": 365, "month": 12, "year": 1}
_TAKEN = re.compile(
    r"(?<!不得)(?<!不)(?<!未)(?:预先|先行|直接|一次性|提前|当场|当日|即)?(?:从[^，。；]{0,14}中)?(?:扣除|扣掉|截留|划出|代扣|抽走|留下|回划|划走|预扣|扣收|扣下|扣留|扣划|抵扣|扣取|预收|扣缴|留存|留置|留作|坐扣|内扣|截下)"
)
_DISBURSED = re.compile(
    r"放款|划款|打款|提款|划付|交付|出借|转账|汇入|发放|签约|签订|借款本金|实际|到账|提供借款|支付借款|首"
)
_NOT = re.compile(r"不得|不予|不应|禁止|严禁|未经")


def check_loans(view: Numbers) -> Said:
    """民间借贷综合成本 of private loans, 砍头息 of every loan."""
    if view.has_kind("loan_private") and not view.has_kind("loan_bank"):
        yield from _cost(view)
    if view.has_kind("loan_private", "loan_bank"):
        yield from _withheld(view)
        yield from _stated_interest(view)


def _cost(view: Numbers) -> Said:
    day = _day(view)
    lpr = view.lpr(day)
    if lpr is None:
        return
    times = view.limit("private_loan_multiple")
    most = times * lpr.one_year / 100
    costs = [r for r in view.figures.rates if _is_cost(r, view)]
    found = [(r.value * _EVERY[r.per or "year"], r.span, _formula(r)) for r in costs]
    found = [*found, *_together(costs, view), *_monthly(view)]
    wrong = [f for f in found if f[0] > most]
    kept: list[tuple[Decimal, Span, str]] = []
    for one in sorted(wrong, key=lambda f: (f[1].start, -f[0])):
        if not any(one[1].overlaps(other[1]) for other in kept):
            kept.append(one)
    for total, span, formula in kept:
        yield issue(
            "N13",
            span,
            f"{view.place(span)}的年化成本{formula}＝{percent(total, 2)}，"
            f"高于{_source(lpr, times, day)}＝{percent(most, 2)}，"
            f"多出{percent(total - most, 2)}，超出部分不受保护。",
            "将利息、逾期利息、违约金和各项费用合计调整到合同成立时一年期LPR的四倍以内，并写明所用LPR的公布日期。",
            severity=view.grade("T12"),
            rule="N13",
        )
    if costs and not wrong:
        yield Fine(
            "借款成本",
            f"约定的利率没有超过{_source(lpr, times, day)}＝{percent(most, 2)}",
            costs[0].span,
        )


def _day(view: Numbers) -> date:
    signed = signing_days(read_events(view))
    return signed[0].day if signed else view.as_of


def _source(lpr: LprRate, times: Decimal, day: date) -> str:
    source = f"{in_words(lpr.since)}公布，{percent(lpr.one_year / 100)}，请核对"
    return f"{in_words(day)}适用的一年期LPR（{source}）的{times}倍"


def _is_cost(rate: Rate, view: Numbers) -> bool:
    sentence = view.figures.sentence_at(rate.span.start)
    if rate.per is None or rate.is_range or rate.bound or sentence is None:
        return False
    return bool(_COST.search(sentence.text)) and not re.search("LPR|报价利率", rate.before)


def _formula(rate: Rate) -> str:
    every = _EVERY[rate.per or "year"]
    return f"{percent(rate.value)}×{every}" if every > 1 else f"为{percent(rate.value)}，折年"


def _together(costs: list[Rate], view: Numbers) -> Iterator[tuple[Decimal, Span, str]]:
    """Several costs of one sentence that are owed at the same time."""
    for sentence in view.figures.sentences:
        mine = [r for r in costs if sentence.span.contains(r.span)]
        if (
            len(mine) < 2
            or not _ON_TOP.search(sentence.text)
            or len({_key(r, view) for r in mine}) < 2
        ):
            continue
        total = sum((r.value * _EVERY[r.per or "year"] for r in mine), Decimal(0))
        formula = "＋".join(f"{percent(r.value)}×{_EVERY[r.per or 'year']}" for r in mine)
        yield total, Span(mine[0].span.start, mine[-1].span.end), formula


def _monthly(view: Numbers) -> Iterator[tuple[Decimal, Span, str]]:
    """每月付息若干元 against the principal."""
    principals = {a.value for a in view.figures.amounts_of("principal") if a.is_certain}
    if len(principals) != 1:
        return
    principal = principals.pop()
    for amount in view.figures.amounts_of("interest"):
        before = view.text[max(0, amount.span.start - 8) : amount.span.start]
        if (
            amount.is_certain
            and amount.value < principal
            and (amount.per == "月" or "每月" in before)
        ):
            yield (
                amount.value * 12 / principal,
                amount.span,
                f"{yuan(amount.value)}×12÷{yuan(principal)}",
            )


def _key(rate: Rate, view: Numbers) -> str:
    found = [m[0] for m in _COST.finditer(rate.before)]
    return found[-1] if found else str(rate.span.start)


def _withheld(view: Numbers) -> Said:
    """砍头息: said in words, or the sum handed over is below the principal."""
    principals = {a.value for a in view.figures.amounts_of("principal") if a.is_certain}
    principal = principals.pop() if len(principals) == 1 else None
    for sentence in view.figures.sentences:
        found = _TAKEN.search(sentence.text)
        amounts = view.figures.amounts_in(sentence.span)
        taken = next((a for a in amounts if a.kind == "interest"), None)
        received = next((a for a in amounts if a.kind == "received"), None)
        about = re.search(r"利息|咨询费|服务费|手续费|中介费|管理费|息", sentence.text)
        lead = sentence.text[max(0, found.start() - 12) : found.start()] if found else ""
        if _NOT.search(sentence.text) or re.search("不|未|无", lead):
            continue
        if (
            found
            and about
            and _DISBURSED.search(sentence.text)
            and not re.search("工资|账户余额|逾期|到期", sentence.text)
        ):
            start = sentence.span.start
            span = Span(start + found.start(), start + found.end())
            if taken is not None:
                span = Span(min(span.start, taken.span.start), max(span.end, taken.span.end))
            yield _head_interest(
                view,
                span,
                principal,
                taken.value if taken else None,
                received.value if received else None,
            )
            return
        if received and principal and received.value < principal and received.is_certain:
            yield _head_interest(view, received.span, principal, None, received.value)
            return


def _head_interest(
    view: Numbers,
    span: Span,
    principal: Decimal | None,
    taken: Decimal | None,
    received: Decimal | None,
) -> Issue:
    if principal and (taken or received):
        real = received if received is not None else principal - (taken or 0)
        less = principal - real
        detail = (
            f"：名义本金{yuan(principal)}－预扣{yuan(less)}＝实际本金{yuan(real)}，"
            f"利息只能按{yuan(real)}计算"
        )
    else:
        detail = "，应当按扣除后的实际借款数额返还本金、计算利息"
    return issue(
        "N14",
        span,
        f"{view.place(span)}约定在交付借款时先扣利息或者费用{detail}。",
        "删去预先扣除的约定，借款本金足额交付；已经预扣的，把本金改为实际交付的数额。",
        severity=view.grade("T13"),
        rule="N14",
    )


def _stated_interest(view: Numbers) -> Said:
    """本金 × 年利率 × 期间 = 写明的利息, where each is written once."""
    principals = {a.value for a in view.figures.amounts_of("principal") if a.is_certain}
    rates = {
        r.value * _EVERY[r.per]
        for r in view.figures.rates
        if r.per in ("month", "year") and _is_plain(r, view)
    }
    if len(principals) != 1 or len(rates) != 1:
        return
    year = principals.pop() * rates.pop()
    yield from _whole_interest(view, year)
    for amount in view.figures.amounts_of("interest"):
        before = view.text[max(0, amount.span.start - 10) : amount.span.start]
        found = re.search(
            r"(?:每|按)?(?P<unit>季度?|月|年)(?:应?付?的?)?利息[^，。；\d]{0,6}$", before
        )
        if not amount.is_certain or "利息" not in before or found is None:
            continue
        share = {"季": 4, "月": 12, "年": 1}[found["unit"][0]]
        due = year / share
        if abs(due - amount.value) > max(Decimal(1), due / 200):
            yield issue(
                "N01",
                amount.span,
                f"{view.place(amount.span)}利息计算有误：本金×年利率÷{share}＝{yuan(due)}，合同写{yuan(amount.value)}，"
                f"相差{yuan(abs(due - amount.value))}。",
                "核对本金、利率和计息期间，改为一致。",
                confidence=0.9,
            )


def _whole_interest(view: Numbers, year: Decimal) -> Said:
    """借期内利息总计: 本金 × 年利率 × 借期."""
    terms = {
        p.months
        for p in view.figures.periods
        if p.months
        and re.search("(?:借款|贷款|借)(?:期限?|期间)(?:为|是|共|：|:)?$", p.before[-10:])
    }
    if len(terms) != 1:
        return
    months = terms.pop()
    for amount in view.figures.amounts_of("interest"):
        before = view.text[max(0, amount.span.start - 14) : amount.span.start]
        if not amount.is_certain or not re.search(
            "利息[^，。；\\d]{0,4}(?:总计|合计|总额|共计|总共|共)", before
        ):
            continue
        due = year * months / 12
        if abs(due - amount.value) > max(Decimal(1), due / 200):
            yield issue(
                "N01",
                amount.span,
                f"{view.place(amount.span)}利息总额有误：本金×年利率×{shown(months)}个月÷12＝{yuan(due)}，"
                f"合同写{yuan(amount.value)}，相差{yuan(abs(due - amount.value))}。",
                "核对本金、利率和借期，改为一致；分期还本的，按各期余额计算并写明算法。",
                confidence=0.85,
            )


def _is_plain(rate: Rate, view: Numbers) -> bool:
    """The rate of the loan itself, not of arrears."""
    sentence = view.figures.sentence_at(rate.span.start)
    words = sentence.text[: rate.span.end - sentence.span.start] if sentence else ""
    return bool(re.search("利率|月息|年息", words)) and not re.search("逾期|罚|挪用", words)
