"""Ladders (档次): adjoining brackets of a list must neither overlap nor leave a gap (FR-14).

Legal source: 民法典 art. 1259 (以上 以下 include the number, 不满 超过 以外 do not).
Only conditions are compared ("面积100平方米以上的"); ranges of fines may share their ends.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from corpus.document import Provision, ProvisionKind
from corpus.numbering import parse_number
from corpus.span import Span
from models.checks.draft import Draft, Fine, Issue
from models.finding import Severity

_N = r"(?:\d+(?:\.\d+)?|[一二两三四五六七八九十百千]+)(?:万|亿)?"
_UNIT = (
    r"(?:平方米|立方米|公里|公斤|千克|元|吨|米|亩|人|户|辆|件|次|个月|日|天|年|小时|分|家|倍|%|％)"
)
_RANGE = re.compile(
    rf"(?P<open>超过|不满|不足|高于|低于|大于|小于|不少于|不低于)?(?P<low>{_N})(?P<unit1>{_UNIT})?"
    rf"(?P<low_word>以上|以下|以内|以外|及以上|及以下|（含）以上|（不含）以上|（含）以下|（不含）以下)?"
    rf"(?:[，、]?(?P<join>不满|不足|不超过|低于|至|未满|小于|且不超过|且不满)?(?P<high>{_N})(?P<unit2>{_UNIT})?"
    r"(?P<high_word>以下|以内|（含）以下|（不含）以下|及以下)?)?"
)
_MARK = re.compile(r"^\s*[（(]?[一二三四五六七八九十\d]+[)）.、．]\s*")
_CONSEQUENCE = re.compile("罚款|有期徒刑|拘役|拘留|处以?$|处罚")


@dataclass(frozen=True, slots=True)
class Bracket:
    """档次: a numeric condition; None is open. `closed` ends include their number.

    `lead` are the words before the number: brackets of different leads measure different things.
    """

    low: Decimal | None
    low_closed: bool
    high: Decimal | None
    high_closed: bool
    unit: str
    lead: str
    span: Span


def check_ladders(draft: Draft) -> Iterator[Issue | Fine]:
    """档次衔接 in the items of one paragraph."""
    seen = 0
    for parent in draft.document.root.walk():
        items = [c for c in parent.children if c.kind in (ProvisionKind.ITEM, ProvisionKind.POINT)]
        brackets = [b for item in items if (b := read_bracket(draft.text, item)) is not None]
        if len(brackets) < 2 or len(brackets) != len(items):
            continue
        seen += 1
        faults = _compare(brackets)
        if faults:
            yield _issue(faults, draft)
            seen -= 1
    if seen:
        yield Fine("档次区间", f"{seen}组分档区间衔接无误")


def read_bracket(text: str, item: Provision) -> Bracket | None:
    """Read the one numeric condition that an item opens with, None if there is no clear one."""
    words = item.span.of(text)
    clause = re.split("[，。；：]", words, maxsplit=1)[0]
    found = [m for m in _RANGE.finditer(clause) if _is_condition(m, clause)]
    if len(found) != 1 or _CONSEQUENCE.search(clause[: found[0].start()]):
        return None
    match = found[0]
    lead = _MARK.sub("", clause[: match.start()]).strip()
    span = Span(item.span.start + match.start(), item.span.start + match.end())
    return _bracket(match, lead, span)


def _is_condition(match: re.Match[str], clause: str) -> bool:
    if not (match["open"] or match["low_word"] or match["join"] or match["high_word"]):
        return False
    return bool(match["unit1"] or match["unit2"]) and "罚款" not in clause[match.end() :][:8]


def _bracket(match: re.Match[str], lead: str, span: Span) -> Bracket | None:
    unit = match["unit2"] or match["unit1"]
    first, second = _value(match["low"]), _value(match["high"])
    opening, word = match["open"] or "", match["low_word"] or ""
    if first is None:
        return None
    if second is not None:
        closed = opening not in ("超过", "高于", "大于") and "不含" not in word
        join, tail = match["join"] or "", match["high_word"] or ""
        high_closed = (join in ("不超过", "至", "且不超过") or not join) and "不含" not in tail
        return Bracket(first, closed, second, high_closed, unit, lead, span)
    if opening in ("不满", "不足", "低于", "小于"):
        return Bracket(None, False, first, False, unit, lead, span)
    if opening in ("超过", "高于", "大于"):
        return Bracket(first, False, None, False, unit, lead, span)
    below = "以下" in word or "以内" in word
    closed = "不含" not in word and word != "以外"
    if below:
        return Bracket(None, False, first, closed, unit, lead, span)
    return Bracket(first, closed, None, False, unit, lead, span)


def _value(words: str | None) -> Decimal | None:
    if not words:
        return None
    factor = {"万": 10_000, "亿": 100_000_000}.get(words[-1], 1)
    bare = words.rstrip("万亿")
    if re.fullmatch(r"\d+(?:\.\d+)?", bare):
        return Decimal(bare) * factor
    value = parse_number(bare)
    return None if value is None else Decimal(value) * factor


def _compare(brackets: Sequence[Bracket]) -> list[tuple[Bracket, Bracket, str]]:
    """Compare neighbours that measure the same thing in the same unit."""
    faults = []
    for one, other in pairwise(brackets):
        if (one.unit, one.lead) != (other.unit, other.lead):
            continue
        lower, upper = sorted((one, other), key=lambda b: (b.low or Decimal(0), b.high is None))
        fault = _fault(lower, upper)
        faults += [(lower, upper, fault)] if fault else []
    return faults


def _fault(lower: Bracket, upper: Bracket) -> str:
    if lower.high is None or upper.low is None or lower.high != upper.low:
        overlapping = lower.high is not None and upper.low is not None and lower.high > upper.low
        same_start = lower.low == upper.low
        return "重叠" if overlapping and not same_start else ""
    if lower.high_closed and upper.low_closed:
        return "重叠"
    return "" if lower.high_closed or upper.low_closed else "留空"


def _issue(faults: Sequence[tuple[Bracket, Bracket, str]], draft: Draft) -> Issue:
    lower, upper, fault = faults[0]
    first, second = lower.span.of(draft.text), upper.span.of(draft.text)
    why = "“以上”“以下”都包括本数" if fault == "重叠" else "“不满”“超过”都不包括本数"
    effect = "同时落入两档" if fault == "重叠" else "落不进任何一档"
    more = f"同一条内共有{len(faults)}处。" if len(faults) > 1 else ""
    return Issue(
        "FR-14",
        "FR-14",
        "FR-14",
        Severity.MAJOR,
        f"{draft.place(upper.span)}相邻两档“{first}”与“{second}”{fault}：{why}，"
        f"正好处在分界上的情形会{effect}。{more}",
        "相邻档次一档包括本数、另一档用“不满”或者“超过”，使分界只属于一档。",
        upper.span,
        source="arithmetic",
    )
