"""Lease (租赁, N15): at most twenty years, renewals that come by themselves included."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

from corpus.span import Span
from models.checks.contract.numbers.rents import Term, check_rents
from models.checks.contract.numbers.view import Numbers, Said, issue
from models.checks.draft import Fine
from models.contracts.figures.calendar import LINK, in_words
from models.contracts.figures.numerals import shown

_TERM = re.compile(
    r"(?:租赁|租用|承租|出租|本合同|合同)?(?:租赁期|租期|租赁期限|租用期|承租期|出租期限|使用期限|合同期限|租赁年限|期限|租用时间|首租|初始租期)|(?:租用|承租|先租|租赁|出租)(?=[^，。；]{0,14}$)"
)
_BEHIND_COMMA = re.compile(
    r"(?:租赁期|租期|租赁期限|出租期限|承租期|使用期限)(?:限)?[^。；\d]{2,36}[，,](?:为|共计?|合计|即|长|计)?$"
)
_NOT_TERM = re.compile(
    r"续租|续订|续签|期满|届满|免租|装修期|押金|付款|违约|维修|保修|剩余|保密|已|提前|通知|累计"
)
_AUTO = re.compile(
    r"(?:逐次|逐年|依次|顺次|自行)(?:顺延|续延|延展|延长|续租)|自动(?:续租|续期|顺延|延长|续展|续约)|无(?:须|需)[^，。]{0,8}即(?:再)?续(?:租|期)?|再续[一二三四五]?十|(?:到期|期满|届满)[^，。；]{0,8}自动"
)


def check_lease(view: Numbers) -> Said:
    """租赁期限 and 租金 of leases."""
    if not view.has_kind("lease", "state_asset_lease", "finance_lease", "collective_land"):
        return
    terms = [*_terms(view)]
    if view.has_kind("lease", "state_asset_lease") or "租" in "".join(
        view.text[t.span.start - 30 : t.span.start] for t in terms
    ):
        yield from _twenty_years(view, terms)
    yield from check_rents(view, terms)


def _terms(view: Numbers) -> Iterator[Term]:
    for sentence in view.figures.sentences:
        if not re.search("租|期限|续", sentence.text):
            continue
        for period in view.figures.periods_in(sentence.span):
            near = period.before[-16:]
            far = period.before[-44:]
            named = _TERM.search(near) or (
                _BEHIND_COMMA.search(far) and len(view.figures.periods_in(sentence.span)) == 1
            )
            if period.months is not None and named and not _NOT_TERM.search(near):
                yield Term(period.months, period.span, True)
        dates = view.figures.dates_in(sentence.span)
        for one, other in pairwise(dates):
            if (
                LINK.fullmatch(view.text, one.span.end, other.span.start)
                and other.value > one.value
                and not _NOT_TERM.search(one.before)
            ):
                days = (other.value - one.value).days + 1
                months = (
                    (other.value.year - one.value.year) * 12 + other.value.month - one.value.month
                )
                over = other.value.day - one.value.day + 1
                exact = over in (0, 1) or (
                    one.value.day == 1
                    and (other.value - one.value).days > 26
                    and _is_month_end(other.value)
                )
                whole = Decimal(
                    months + (1 if one.value.day == 1 and _is_month_end(other.value) else 0)
                )
                yield Term(
                    whole if exact else Decimal(days) * 12 / Decimal("365.25"),
                    Span(one.span.start, other.span.end),
                    exact,
                )


def _is_month_end(day: date) -> bool:
    return (day + timedelta(days=1)).month != day.month


def _twenty_years(view: Numbers, terms: list[Term]) -> Said:
    years = view.limit("lease_years")
    long = next((t for t in terms if t.months > years * 12 + Decimal("0.05")), None)
    if long:
        shown_years = shown(long.months / 12, 1)
        dates = view.figures.dates_in(long.span)
        how = (
            f"{in_words(dates[0].value)}至{in_words(dates[-1].value)}约{shown_years}年"
            if len(dates) > 1
            else f"{shown_years}年"
        )
        yield issue(
            "N15",
            long.span,
            f"{view.place(long.span)}约定租赁期限{how}，超过{years}年，"
            f"多出{shown(long.months / 12 - years, 1)}年，超过部分无效。",
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
        more = max(
            (p.months or Decimal(0) for p in periods if p.span != first.span), default=Decimal(0)
        )
        limit = view.limit("lease_years") * 12
        whole = re.search(
            r"(?:合计|总共|共计?|总计|总(?:租)?期(?:限)?|累计)[^，。；\d]{0,10}$",
            periods[-1].before,
        )
        if whole and more > first.months:
            more -= first.months
        if first.months + more > limit:
            span = Span(sentence.span.start + found.start(), sentence.span.start + found.end())
            yield issue(
                "N15",
                span,
                f"租赁期限{shown(first.months / 12, 1)}年，"
                f"{view.place(span)}又约定自动续展{shown(more / 12, 1)}年，"
                f"合计{shown((first.months + more) / 12, 1)}年，变相超过20年。",
                "改为期满后由双方另行协商续订。",
                severity=view.grade("T07"),
                rule="N15",
                confidence=0.85,
            )
