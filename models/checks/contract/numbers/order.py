"""Order of dates (日期先后, N17) and length of works (工期, N18)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal

from corpus.span import Span
from models.checks.consistency.periods import LEAD
from models.checks.contract.numbers.events import Event, read_events, signing_days
from models.checks.contract.numbers.view import Numbers, Said, issue
from models.checks.draft import Fine, Issue
from models.contracts.figures.calendar import LINK, in_words
from models.finding import Severity

_NAMES = {
    "award": "中标（成交）通知书日期",
    "signing": "合同签订日期",
    "approval": "批准日期",
    "start": "开工日期",
    "finish": "竣工日期",
    "delivery": "交付日期",
}
_DAYS = re.compile(r"(?:共计?|合计|总计|为期|工期|周期|历时|期限)[^，。；\n]{0,10}$")


def check_order(view: Numbers) -> Said:
    """日期先后: award ≤ signing ≤ award + 30 days, approval ≤ signing, start ≤ finish."""
    events = read_events(view)
    found = [
        *_award(view, events),
        *_approval(view, events),
        *_works(view, events),
        *_late(view, events),
    ]
    yield from found
    if not found and len({e.name for e in events}) > 1:
        yield Fine("日期先后", "批准、中标、签订、开工、竣工、交付日期先后有序")
    yield from _length(view, events)
    yield from _months_of_works(view, events)
    yield from _day_counts(view)
    yield from _loose_counts(view)


def _of(events: tuple[Event, ...], name: str) -> list[Event]:
    return [e for e in events if e.name == name]


def _award(view: Numbers, events: tuple[Event, ...]) -> Iterator[Issue]:
    """Signing after the award, within 30 days."""
    awards, signings = _of(events, "award"), signing_days(events)
    if not awards or not signings or len({a.day for a in awards}) > 1:
        return
    award, most = awards[0], int(view.limit("signing_days"))
    early = next((s for s in signings if s.day < award.day), None)
    if early:
        yield _reversed(view, award, early, "应当先发出中标、成交通知书，再签订合同")
        return
    first = min(signings, key=lambda s: s.day)
    days = (first.day - award.day).days
    if days > most:
        yield issue(
            "N17",
            first.span,
            f"{view.place(award.span)}的中标（成交）通知书日期为{in_words(award.day)}，合同签订日期为{in_words(first.day)}，"
            f"相隔{days}天，超过{most}日的签约期限（最迟{in_words(award.day + timedelta(days=most))}）。",
            "核实日期；确已超期的，补充说明原因并核对中标、成交结果是否仍然有效。",
        )


def _approval(view: Numbers, events: tuple[Event, ...]) -> Iterator[Issue]:
    signings = signing_days(events)
    for approval in _of(events, "approval"):
        early = next((s for s in signings if s.day < approval.day), None)
        if early:
            yield _reversed(view, approval, early, "应当先经批准，再签订合同")
            return


def _works(view: Numbers, events: tuple[Event, ...]) -> Iterator[Issue]:
    """开工 ≤ 竣工, told of the first pair that stands together."""
    for start in _of(events, "start"):
        after = [f for f in _of(events, "finish") if f.span.start > start.span.start]
        if after and after[0].day < start.day:
            yield _reversed(view, start, after[0], "开工应当早于竣工")
            return


def _late(view: Numbers, events: tuple[Event, ...]) -> Iterator[Issue]:
    """What is to be done before the contract was signed."""
    signings = signing_days(events)
    if not signings:
        return
    first = min(signings, key=lambda s: s.day)
    for event in events:
        if event.name in ("finish", "delivery") and event.day < first.day:
            leased = event.name == "delivery" and view.has_kind("lease", "state_asset_lease")
            severity = Severity.MINOR if leased else Severity.MAJOR
            yield _reversed(view, first, event, "履行不应当早于签订", severity)
            return
        if event.name == "start" and event.day < first.day:
            yield _reversed(view, first, event, "存在先履行后补签的情形", Severity.MINOR)
            return


def _reversed(
    view: Numbers, first: Event, second: Event, why: str, severity: Severity = Severity.MAJOR
) -> Issue:
    """`first` should come before `second`, and does not."""
    alone = not view.text[
        view.text.rfind("\n", 0, second.span.start) + 1 : second.span.start
    ].strip()
    signed = second.name == "signing" and (alone or second.span.start > first.span.start + 400)
    return issue(
        "N17",
        first.span if signed else second.span,
        f"日期先后颠倒：{view.place(second.span)}的{_NAMES[second.name]}为{in_words(second.day)}，早于"
        f"{view.place(first.span)}的{_NAMES[first.name]}{in_words(first.day)}，{why}。",
        "核对两处日期，以批准文件、中标（成交）通知书和实际签署日为准改正。",
        severity=severity,
    )


def _length(view: Numbers, events: tuple[Event, ...]) -> Said:
    """竣工 − 开工 + 1 = 总日历天数."""
    starts, finishes = (
        {e.day: e for e in _of(events, "start")},
        {e.day: e for e in _of(events, "finish")},
    )
    stated = [
        p
        for p in view.figures.periods
        if p.unit == "day"
        and p.number >= 5
        and re.search(
            "(?:总工期|合同工期|工期|日历天数?)(?!延误|延长|顺延|每)[^，。；]{0,16}$", p.before
        )
        and _is_whole(p.before, p.text, p.behind)
    ]
    if len(starts) != 1 or len(finishes) != 1 or len({p.number for p in stated}) != 1:
        return
    start, finish = next(iter(starts.values())), next(iter(finishes.values()))
    days = (finish.day - start.day).days + 1
    if days <= 0:
        return
    yield from _compare(view, "N18", stated[0].span, start, finish, days, stated[0].number)


def _months_of_works(view: Numbers, events: tuple[Event, ...]) -> Said:
    """建设周期 in months against 开工 and 竣工 of the same sentence."""
    for sentence in view.figures.sentences:
        inside = [e for e in events if sentence.span.contains(e.span)]
        starts, finishes = _of(tuple(inside), "start"), _of(tuple(inside), "finish")
        stated = [
            p
            for p in view.figures.periods_in(sentence.span)
            if p.months
            and re.search("(?:建设|施工)?(?:周期|工期|期限|建设期)(?:为|：|:|共)?$", p.before)
        ]
        if len(starts) != 1 or len(finishes) != 1 or len(stated) != 1:
            continue
        days = (finishes[0].day - starts[0].day).days + 1
        months = stated[0].months or Decimal(0)
        if days > 0 and abs(Decimal(days) - months * Decimal("30.44")) > 4:
            yield issue(
                "N18",
                stated[0].span,
                f"{view.place(stated[0].span)}写明{stated[0].text}，而{in_words(starts[0].day)}至{in_words(finishes[0].day)}"
                f"共{days}天，约{round(Decimal(days) / Decimal('30.44'), 1)}个月。",
                "核对开竣工日期与建设周期，以一种为准改正。",
            )


def _is_whole(before: str, text: str, behind: str) -> bool:
    if re.search("延|逾期|提前|每|缩短|顺延", before[-14:]) or re.match(
        "(?:内|前|以内|后)", behind
    ):
        return False
    return (
        "日历" in text
        or "日历" in before[-8:]
        or bool(re.search("工期[^，。；]{0,6}$", before))
        or behind.startswith("（日历")
    )


def _compare(
    view: Numbers, check: str, span: Span, start: Event, finish: Event, days: int, stated: Decimal
) -> Said:
    if abs(days - stated) <= 1:
        yield Fine(
            "期间天数",
            f"{in_words(start.day)}至{in_words(finish.day)}共{days}天，与写明的天数相符",
            span,
        )
        return
    yield issue(
        check,
        span,
        f"{view.place(span)}写明{stated}天，而{in_words(start.day)}至{in_words(finish.day)}含首尾共{days}天"
        f"（止日－起日＋1），相差{abs(days - stated)}天。",
        "核对起止日期与总天数，以一种为准改正。",
    )


def _day_counts(view: Numbers) -> Said:
    """自…至…，共N天 in one sentence."""
    for one, other in zip(view.figures.dates, view.figures.dates[1:], strict=False):
        if not LINK.fullmatch(view.text, one.span.end, other.span.start) or other.value < one.value:
            continue
        sentence = view.figures.sentence_at(one.span.start)
        if sentence is None or re.search("开工|竣工|完工", sentence.text):
            continue
        counts = [
            p
            for p in view.figures.periods_in(
                Span(other.span.end, sentence.span.end)
                if sentence.span.end > other.span.end
                else Span(0, 0)
            )
            if p.unit == "day" and _DAYS.search(p.before)
        ]
        if not counts:
            counts = [
                p
                for p in view.figures.periods_in(Span(sentence.span.start, one.span.start))
                if p.unit == "day" and LEAD.fullmatch(view.text, p.span.end, one.span.start)
            ]
        if len(counts) == 1:
            days = (other.value - one.value).days + 1
            start, finish = (
                Event("start", one.value, one.span),
                Event("finish", other.value, other.span),
            )
            yield from _compare(view, "N16", counts[0].span, start, finish, days, counts[0].number)


def _loose_counts(view: Numbers) -> Said:
    """于…前搬完，期限从…起算，共45天: two dates and one count of a sentence, in any order."""
    for sentence in view.figures.sentences:
        dates = view.figures.dates_in(sentence.span)
        counts = [
            p
            for p in view.figures.periods_in(sentence.span)
            if p.unit == "day" and re.search(r"(?:共计?|合计|总计|为期|历时)$", p.before)
        ]
        if len(dates) != 2 or len(counts) != 1 or not re.search("起算|从|自", sentence.text):
            continue
        if LINK.fullmatch(view.text, dates[0].span.end, dates[1].span.start):
            continue
        first, last = sorted(dates, key=lambda d: d.value)
        days = (last.value - first.value).days + 1
        ends = Event("start", first.value, first.span), Event("finish", last.value, last.span)
        yield from _compare(view, "N16", counts[0].span, *ends, days, counts[0].number)
