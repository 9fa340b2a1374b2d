"""Periods (期限): longer or shorter than the law's, judged by whom the period binds."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from corpus.span import Span
from models.comparison.difference import Difference, Kind, difference
from models.comparison.overlap import similar, window
from models.comparison.sides import Pair
from models.nlp import Norm, Period

_CONTEXT = 0.30
_CLOSE = 0.75
_AUTHORITY = re.compile(
    "作出|受理|答复|送达|告知|颁发|核发|审查|审核|批准|办结|公布|公告|组织听证|通知|移送|解除|退还|返还|延长|反馈|撤回|补正"
)
_RIGHT = re.compile("申请|提出(?!意见|处理)|提起|异议|听证|复议|复检|复核|申诉|补正")
_DUTY = re.compile(
    "(?<![审测验检评])报告(?!送|书)|备案|缴纳|办理|登记|报送|履行|提交|上报|交付|签订|缴存|申报|备查|改正"
)
_UNITS = {"hour": "小时", "day": "日", "workday": "个工作日", "month": "个月", "year": "年"}


def compare_periods(pair: Pair) -> Iterator[Difference]:
    """期限比较: a period that differs from the law's for the same step to someone's cost."""
    for norm in pair.draft.norms:
        for period in norm.periods:
            law = _counterpart(period, norm, pair)
            if law is not None:
                yield from _judge(period, norm, law, pair)


def _counterpart(period: Period, norm: Norm, pair: Pair) -> Period | None:
    """The law's period with the most similar surroundings; None if it is the same or unclear."""
    around = window(pair.draft.text, period.span, 22, 16, norm.span)
    rated = [
        (similar(around, window(pair.law.text, law.span, 22, 16, other.span)), law)
        for other in pair.law.norms
        for law in other.periods
        if _comparable(period, law)
    ]
    rated = [(score, law) for score, law in rated if score >= _CONTEXT]
    best = max((score for score, _ in rated), default=0.0)
    if not rated or any(_equal(period, law) for score, law in rated if score >= best * _CLOSE):
        return None
    law = max(rated, key=lambda item: item[0])[1]
    return None if law.unit != period.unit and _known(period, pair) else law


def _comparable(one: Period, other: Period) -> bool:
    roles = {one.role, other.role}
    if "ban" in roles:
        return len(roles) == 1
    return len(roles) == 1 or "other" in roles


def _equal(one: Period, other: Period) -> bool:
    days, hours = abs(one.days - other.days), Decimal("0.05")
    return days <= hours or (
        one.value == other.value and {one.unit, other.unit} == {"day", "workday"}
    )


def _judge(period: Period, norm: Norm, law: Period, pair: Pair) -> Iterator[Difference]:
    longer = period.days > law.days
    if longer and _may_mean_working_days(period, law):
        return
    after = pair.draft.text[period.span.end : period.span.end + 16]
    before = pair.draft.text[max(norm.span.start, period.span.start - 20) : period.span.start]
    if not _harms(longer, period, law, norm, before, after):
        return
    kind: Kind = "period_longer" if longer else "period_shorter"
    if {period.unit, law.unit} == {"day", "workday"}:
        kind = "period_unit"
    message = f"草案期限为{_written(period)}，上位法为{_written(law)}，{'长' if longer else '短'}于上位法。"
    yield difference(
        "condition", kind, (pair.draft.text, period.span), (pair.law.text, law.span), message
    )


def _may_mean_working_days(period: Period, law: Period) -> bool:
    """In procedural statutes 日 means working days; then fewer working days are no more."""
    return (period.unit, law.unit) == ("workday", "day") and period.value <= law.value


def _harms(longer: bool, period: Period, law: Period, norm: Norm, before: str, after: str) -> bool:
    """Whether the change is to the cost of people or loosens what the law demands."""
    if law.role == "ban" or (before.endswith("满") and law.unit == period.unit):
        return True
    if law.role == "notice":
        return longer if _RIGHT.search(after) else not longer
    if law.role == "duration" and "at_most" in (law.bound, period.bound):
        return longer
    if "at_least" in (law.bound, period.bound) or law.role == "duration":
        return not longer
    if _RIGHT.search(re.split("[，。；]", after)[0]) and norm.addressee != "internal":
        return not longer
    if _AUTHORITY.search(after) or norm.addressee == "internal":
        return longer
    return bool(_DUTY.search(after)) or longer


def _written(period: Period) -> str:
    return f"{period.value.normalize():f}{_UNITS[period.unit]}"


def _known(period: Period, pair: Pair) -> bool:
    return any(_equal(period, law) for n in pair.law.norms for law in n.periods)


_AT_ONCE = re.compile("立即|即时|当场|及时")


def compare_immediacy(pair: Pair) -> Iterator[Difference]:
    """即时义务: the law demands it at once, the draft gives a period of days."""
    if _AT_ONCE.search(pair.draft.text):
        return
    for norm in pair.draft.norms:
        for period in norm.periods:
            if period.role != "deadline" or period.unit == "hour" or _known(period, pair):
                continue
            around = window(pair.draft.text, period.span, 4, 14, norm.span)
            for match in re.finditer("立即|即时", pair.law.text):
                span = Span(*match.span())
                held = pair.law.norm_at(span.start).span
                if similar(around, window(pair.law.text, span, 4, 14, held)) >= 0.5:
                    message = f"上位法要求{match[0]}办理，草案给予{_written(period)}期限，放宽了上位法的要求。"
                    yield difference(
                        "condition",
                        "period_longer",
                        (pair.draft.text, period.span),
                        (pair.law.text, span),
                        message,
                    )
                    break
