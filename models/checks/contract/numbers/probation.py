"""Probation (试用期, N21 N22): its length by the length of the contract, and its wage."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal

from corpus.span import Span
from models.checks.contract.numbers.view import Numbers, Said, issue, yuan
from models.checks.draft import Fine, Issue
from models.contracts.figures.amounts import Amount
from models.contracts.figures.calendar import LINK
from models.contracts.figures.numerals import percent, shown
from models.contracts.figures.periods import Period

_TERM = re.compile(
    r"劳动合同(?=[一二两三四五六七八九十\d]{1,3}年)|(?<!劳动)(?<!补充)合同(?=[一二两三四五六七八九十\d])|(?:劳动合同|合同|聘用|固定)期限|合同期|派遣期限|派遣期|(?:本|劳动)合同(?:期限)?(?:为|是|自|从)|固定期限|"
    r"劳动合同[^，。；\n]{0,10}(?:签|订)(?:立|订)?(?:满)?(?!后|之)|合同(?:签|订)(?=[一二两三四五六\d]年)"
)
_PROBATION = re.compile("试用期|试用|(?:见习|考察|适应|试岗|试工|磨合|试干)(?:期|阶段)")
_TRIAL = r"(?:试用|见习|考察|适应|试岗|试工|磨合|试干)(?:期|阶段|时段)"
_HIRED = re.compile(r"劳动合同[^。；\n]{0,40}(?:试用|见习)")
_SMALLEST_WAGE = 500
_WAGE_PART = re.compile(
    r"(?:基本|岗位|绩效|技能|职务|保底|底薪|加班|最低|计件|工龄|学历|考核)[^，。；、]{0,3}(?:工资|薪|津贴|补贴)|最低工资|组成"
)
_WAGE_WHOLE = re.compile(r"转正|月工资|月薪|正式|约定工资|期满")
_WAGE_SHARE = re.compile(
    r"(?:试用|见习)期?(?:内|间|期间)?(?:每月)?(?:按|以|发放?|拿|领取?)(?:其|正式|转正)?[^。；，]{0,6}$|试用[^。；]{0,16}(?:工资|薪资|报酬|月薪|薪酬|待遇)[^。；]{0,20}$"
)


def check_probation(view: Numbers) -> Said:
    """试用期 and 试用期工资 of contracts of employment."""
    if not view.has_kind("labour", "dispatch") and not _HIRED.search(view.text):
        return
    yield from _probation(view)
    yield from _probation_wage(view)


def _months_between(start: date, end: date) -> Decimal:
    """Whole months where the days fit (1st to last, 5th to 4th), else by days."""
    after = end + timedelta(days=1)
    months = (after.year - start.year) * 12 + after.month - start.month
    if after.day == start.day:
        return Decimal(months)
    months = (end.year - start.year) * 12 + end.month - start.month
    over = end.day - start.day + 1
    whole = Decimal(months)
    return whole + Decimal(over) / Decimal(30) if abs(over) > 1 else whole


def months_of(period: Period) -> Decimal | None:
    """期限 in months, thirty days for one; None for hours."""
    if period.months is not None:
        return period.months
    return period.days / 30 if period.days is not None else None


def _lengths(
    view: Numbers, wanted: re.Pattern[str], but: re.Pattern[str] | None
) -> Iterator[tuple[Decimal, Span]]:
    """Lengths stated right behind a word, as a number or as two dates."""
    for sentence in view.figures.sentences:
        for found in wanted.finditer(sentence.text):
            start = sentence.span.start + found.end()
            stop = min(sentence.span.end, start + 40)
            nxt = but.search(view.text, start, stop) if but else None
            inside = Span(start, nxt.start() if nxt else stop)
            dates = [d for d in view.figures.dates if inside.start <= d.span.start < inside.end]
            if dates:
                i = view.figures.dates.index(dates[0])
                other = view.figures.dates[i + 1] if i + 1 < len(view.figures.dates) else None
                if (
                    other
                    and LINK.fullmatch(view.text, dates[0].span.end, other.span.start)
                    and other.value > dates[0].value
                ):
                    yield (
                        _months_between(dates[0].value, other.value),
                        Span(dates[0].span.start, other.span.end),
                    )
                    break
            period = next(
                (p for p in view.figures.periods_in(inside) if months_of(p) is not None), None
            )
            if period and not re.search(
                "前|提前|通知|逾期|满|每",
                re.sub("(?:每[次期回])?[签订][立订]?满?$", "", period.before)[-4:]
                + period.behind[:1],
            ):
                yield months_of(period) or Decimal(0), period.span
                break


def _lengths_before(view: Numbers, words: str) -> Iterator[tuple[Decimal, Span]]:
    """Lengths right before a word: 前三个月为试用期, 两年期合同."""
    for period in view.figures.periods:
        behind = re.sub(r"^\s*[（(][^（()）]{0,40}[)）]", "", view.text[period.span.end :][:60])
        if re.match(words, behind) and not re.search("提前|每|满", period.before[-4:]):
            months = months_of(period)
            if months is not None:
                yield months, period.span


def _probation(view: Numbers) -> Said:
    """试用期 by the length of the contract."""
    terms = {
        m
        for m, s in _lengths(view, _TERM, _PROBATION)
        if m > 0 and not _PROBATION.search(view.text[max(0, s.start - 8) : s.start])
    }
    open_ended = (
        bool(
            re.search(
                r"无固定期限(?:的)?劳动合同|[☑√■]\s*无固定期限|期限为无固定期限|合同为无固定期限",
                view.text,
            )
        )
        and not terms
    )
    probations = [
        *_lengths(view, _PROBATION, re.compile("工资|合同期限|劳动合同期限")),
        *_lengths_before(
            view,
            r"(?:内|里)?(?:(?:为|的|是|作为?|系|算|属|当作)?"
            + _TRIAL
            + r"|(?:用于|作为?|为|用来|算|先|均?为)?试用)",
        ),
    ]
    terms |= {m for m, _ in _lengths_before(view, r"(?:期)?(?:的)?(?:固定期限)?(?:劳动)?合同")}
    if not probations or (not open_ended and len(terms) != 1):
        return
    term = None if open_ended else next(iter(terms))
    name = _ladder(term)
    most = view.limit(name)
    longest = max(length for length, _ in probations)
    length, span = next(
        (p for p in reversed(probations) if p[0] == longest and p[1].end - p[1].start < 8),
        max(probations, key=lambda p: p[0]),
    )
    words = "无固定期限" if term is None else f"期限{shown(term, 1)}个月"
    if length > most + Decimal("0.05"):
        yield issue(
            "N21",
            span,
            f"{view.place(span)}约定试用期{shown(length, 1)}个月，本合同{words}，"
            f"试用期最长{most}个月，多出{shown(length - most, 1)}个月，"
            "超过部分无效。",
            f"将试用期改为不超过{most}个月。" if most else "删去试用期。",
            severity=view.grade("T39"),
            source="comparison",
        )
    else:
        yield Fine("试用期", f"合同{words}，试用期{shown(length, 1)}个月，没有超过{most}个月", span)


def _ladder(term: Decimal | None) -> str:
    if term is None or term >= 36:
        return "probation_long"
    if term >= 12:
        return "probation_under_3y"
    return "probation_under_1y" if term >= 3 else "probation_under_3m"


def _probation_wage(view: Numbers) -> Said:
    least = view.share_limit("probation_wage")
    for rate in view.figures.rates:
        sentence = view.figures.sentence_at(rate.span.start)
        before = sentence.text[: rate.span.start - sentence.span.start] if sentence else ""
        plain = rate.per is None and rate.bound is None
        if plain and rate.value < least and _WAGE_SHARE.search(before):
            detail = f"为约定工资的{percent(rate.value)}，低于{percent(least)}"
            yield _wage_issue(view, rate.span, detail)
            return
    for sentence in view.figures.sentences:
        found = re.search(
            r"试用期[^。；]{0,12}(?:工资|薪资|报酬|月薪|薪酬|底薪|课时费|待遇)[^。；]{0,16}?(?P<a>[五六七])(?P<b>[一二三四五六七八九])?折",
            sentence.text,
        )
        if found:
            start = sentence.span.start
            yield _wage_issue(
                view,
                Span(start + found.start("a"), start + found.end()),
                f"为约定工资的{found[0][-3:].lstrip('的按')}，低于{percent(least)}",
            )
            return
    low = {a.value: a for a in view.figures.amounts_of("wage_probation") if a.is_certain}
    full = full_wages(view)
    if len(low) != 1:
        return
    ((value, amount),) = low.items()
    rest = [v for v in full if v != value]
    if len(rest) != 1 or "日" in amount.per:
        return
    if value < rest[0] * least:
        due = rest[0] * least
        yield _wage_issue(
            view,
            amount.span,
            f"{yuan(value)}，约定工资{yuan(rest[0])}×{percent(least)}＝{yuan(due)}，低{yuan(due - value)}",
        )
    else:
        yield Fine(
            "试用期工资",
            f"{yuan(value)}不低于约定工资{yuan(rest[0])}的{percent(least)}",
            amount.span,
        )


def full_wages(view: Numbers) -> dict[Decimal, Amount]:
    """约定工资: the wage named as a whole where there is one, not its parts or its floor."""
    known = [
        a
        for a in view.figures.amounts_of("wage")
        if a.is_certain
        and a.value > _SMALLEST_WAGE
        and not _WAGE_PART.search(view.text[max(0, a.span.start - 14) : a.span.start])
    ]
    named = [a for a in known if _WAGE_WHOLE.search(view.text[a.span.start - 16 : a.span.start])]
    return {a.value: a for a in named or known}


def _wage_issue(view: Numbers, span: Span, detail: str) -> Issue:
    return issue(
        "N22",
        span,
        f"{view.place(span)}的试用期工资{detail}。",
        "试用期工资改为不低于本岗位最低档工资或者约定工资的80%，并且不低于当地最低工资标准。",
        severity=view.grade("T40"),
        source="comparison",
    )
