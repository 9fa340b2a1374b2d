"""Periods (期间): from … to … runs forward and fits the length that is stated (N16, N17)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

from corpus.span import Span
from models.checks.draft import Draft, Fine, Issue
from models.contracts.figures.calendar import DATE, LINK, WrittenDate, in_words, read_dates
from models.contracts.figures.dates import read_labelled_dates
from models.contracts.figures.numerals import parse_decimal
from models.contracts.figures.periods import read_periods
from models.finding import Severity

_LENGTH = re.compile(
    r"(?:期限?|期间|为期|共|合计|服务期|租期|有效期)[^，。；\n]{0,6}?"
    r"(?<![\d〇零年])(?P<n>[一二两三四五六七八九十壹贰叁肆伍陆柒捌玖拾]{1,3}|\d{1,3})(?:[（(][^（()）]{1,6}[)）])?\s*"
    r"(?P<unit>年半|年|个月)(?:零?(?P<more>[一二两三四五六七八九十]{1,3}|\d{1,2})个月)?"
)
_OTHER = re.compile(
    "本年度|首年|第[一二三]年|试用期|免租期|装修期|质保期|保修期|工期|宽限期|缺陷责任期|保密期|过渡期|保证期间"
)
_REACH = 40
LEAD = re.compile(r"[)）]?[，,：:（(]?[^\d。；;\n，,]{0,10}[，,：:（(]?\s*(?:自|从|由|即|为)?\s*")
_TRAIL = re.compile(
    r"(?:日)?(?:止|终止|结束|届满|终了|为止)?[，,（(]?\s*(?:为期|期限(?:为|共)?|租期|服务期|总期限|时长|"
    r"共计?|合计|总计|计|即|前后(?:共)?|历时|整|一共|总共|恰为|这|的|总长|跨度)\s*"
)
_INNER = re.compile(
    r"(?:（含当日）|\(含当日\))?(?:之日)?(?:起算?|开始|始|算起|计起|起计算?)[，,]?[^\d，,]{0,6}[^，,]{1,12}[^，,]{0,16}[，,]?"
    r"(?:即|也就是|期限|有效期)?(?:延续)?(?:到|至|止于|截至|截止到|截止至|截止)(?:于)?"
)
_NO_LENGTH = re.compile("前|内|后|以内|届满|起|以上|以下|一次|至|到|—|-|以前")


def check_periods(draft: Draft) -> Iterator[Issue | Fine]:
    """期间: reversed, or of another length than the sentence says."""
    dates = _written(draft.text)
    right = 0
    for one, other in pairwise(dates):
        if not LINK.fullmatch(draft.text, one.span.end, other.span.start):
            inner = _inner(draft, one, other)
            if inner:
                yield inner
            continue
        start, end = one.value, other.value
        if start is None or end is None:
            continue
        span = Span(one.span.start, other.span.end)
        problem = _reversed(draft, span, start, end) or _length(draft, span, start, end)
        if problem:
            yield problem
        else:
            right += 1
    if right:
        yield Fine("起止期间", f"{right}处起止期间先后有序")


def _written(text: str) -> list[WrittenDate]:
    """Full dates, and those that take their year from the one before: 2027年6月1日至6月15日."""
    full = list(read_dates(text))
    known = {d.span for d in full}
    more = [WrittenDate(d.span, d.value) for d in read_labelled_dates(text) if d.span not in known]
    short = [d for d in more if not DATE.search(d.span.of(text)) and "年" not in d.span.of(text)]
    short = [d for d in short if "月" in d.span.of(text)]
    return sorted([*full, *short], key=lambda d: d.span)


def _inner(draft: Draft, one: WrittenDate, other: WrittenDate) -> Issue | None:
    """自D1起六十日内完成…，至D2止: the length between the two days."""
    between = draft.text[one.span.end : other.span.start]
    start, end = one.value, other.value
    if not draft.is_contract or start is None or end is None or end <= start:
        return None
    if not _INNER.fullmatch(between) or re.search(r"[。；\n]", between):
        return None
    lengths = read_periods(between)
    if len(lengths) != 1:
        return None
    length, span = lengths[0], Span(one.span.start, other.span.end)
    if length.months and length.months == int(length.months):
        return _unfit(draft, span, start, end, int(length.months), length.text)
    if length.unit != "day" or abs((end - start).days - int(length.number)) <= 1:
        return None
    last = start + timedelta(days=int(length.number) - 1)
    return Issue(
        "consistency:period",
        "N16",
        "N16",
        Severity.MAJOR,
        f"{draft.place(span)}写明{in_words(start)}起“{length.text}”，但止期写{in_words(end)}，"
        f"按所写期限应当至{in_words(last)}止，相差{abs((end - last).days)}天。",
        "核对期限与起止日期，以一种写法为准。",
        span,
        source="arithmetic",
        confidence=0.9,
    )


def _reversed(draft: Draft, span: Span, start: date, end: date) -> Issue | None:
    if end >= start:
        return None
    rule = "N16" if draft.is_contract else "FR-12"
    return Issue(
        "consistency:period",
        rule,
        rule,
        Severity.MAJOR,
        f"{draft.place(span)}的期间自{in_words(start)}至{in_words(end)}，止期早于起期。",
        "核对起止日期并更正。",
        span,
        source="arithmetic",
        confidence=1.0,
    )


def _length(draft: Draft, span: Span, start: date, end: date) -> Issue | None:
    """Compare with a stated length in the same sentence; one day more or less is usual."""
    around = _sentence(draft.text, span)
    beside = _beside(draft.text, around, span)
    if beside is not None and draft.is_contract:
        return _unfit(draft, span, start, end, *beside)
    found = list(_LENGTH.finditer(draft.text, around.start, around.end))
    stated = [m for m in found if not _is_of_another(draft.text, Span(*m.span()), span)]
    lengths = {months for m in stated if (months := _months(m))}
    if len(lengths) != 1 or len(found) != len(stated) or not draft.is_contract:
        return None
    return _unfit(draft, span, start, end, lengths.pop(), stated[0][0])


def _beside(text: str, around: Span, dates: Span) -> tuple[int, str] | None:
    """The one length that stands right before or right behind the dates: 免租两个月，即…; …，计18个月."""
    found: dict[int, str] = {}
    for period in read_periods(text[around.start : around.end]):
        low, high = around.start + period.span.start, around.start + period.span.end
        months = period.months
        if not months or months != int(months) or _NO_LENGTH.match(text, high):
            continue
        lead = high <= dates.start and LEAD.fullmatch(text, high, dates.start)
        trail = low >= dates.end and _TRAIL.fullmatch(text, dates.end, low)
        if (lead and not _OTHER.search(text, high, dates.start)) or trail:
            found[int(months)] = period.text
    return next(iter(found.items())) if len(found) == 1 else None


def _unfit(
    draft: Draft, span: Span, start: date, end: date, months: int, words: str
) -> Issue | None:
    """The finding where the dates do not make the length."""
    expected = _add_months(start, months)
    if abs(end - expected) <= timedelta(days=1):
        return None
    return Issue(
        "consistency:period",
        "N16",
        "N16",
        Severity.MAJOR,
        f"{draft.place(span)}写明“{words}”，但起止日期为{in_words(start)}至{in_words(end)}，"
        f"按所写期限应当至{in_words(expected - timedelta(days=1))}止。",
        "核对期限与起止日期，以一种写法为准。",
        span,
        source="arithmetic",
        confidence=0.9,
    )


def _months(stated: re.Match[str]) -> int | None:
    """Months of a stated length; None for none or nought."""
    number = parse_decimal(stated["n"])
    if not number:
        return None
    more = parse_decimal(stated["more"]) if stated["more"] else None
    years = number + Decimal("0.5") if stated["unit"] == "年半" else number
    return int(years * 12 + (more or 0)) if stated["unit"] != "个月" else int(number)


def _is_of_another(text: str, one: Span, other: Span) -> bool:
    """Another period is named, or another pair of dates stands, between the two."""
    between = text[one.end : other.start] if one.end <= other.start else text[other.end : one.start]
    return bool(_OTHER.search(between) or DATE.search(between))


def _sentence(text: str, span: Span) -> Span:
    start = max(text.rfind(mark, max(0, span.start - _REACH), span.start) for mark in "。；\n")
    ends = [e for mark in "。；\n" if (e := text.find(mark, span.end, span.end + _REACH)) >= 0]
    low = start + 1 if start >= 0 else max(0, span.start - _REACH)
    return Span(low, min(ends, default=min(len(text), span.end + _REACH)))


def _add_months(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    for back in range(4):
        try:
            return date(year, month + 1, day.day - back)
        except ValueError:  # the month is shorter: try the day before
            continue
    return date(year, month + 1, 28)
