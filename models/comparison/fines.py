"""Fines (罚款幅度): the draft's range against the range of the same case in the law."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from corpus.span import Span
from models.comparison.difference import Difference, Kind, difference
from models.comparison.sides import Pair, Side
from models.nlp import Norm, Sanction

_CUES: dict[str, dict[str, re.Pattern[str]]] = {
    "stage": {
        "refused": re.compile("拒不|逾期(?:不|未|仍)|仍不|仍未|不改正|未改正|不改的"),
        "serious": re.compile("情节(?:特别)?严重|后果严重|严重后果|情节恶劣"),
        "light": re.compile("情节(?:较轻|轻微)|轻微的"),
    },
    "party": {
        "person": re.compile("个人|公民|自然人|负责人|责任人|主管人员|法定代表人|驾驶人"),
        "organ": re.compile(
            "单位(?!的|负责|主要)|法人(?!代)|企业(?!的|负责|主要)|经营性|组织(?!的)"
        ),
    },
    "scale": {
        "below": re.compile(
            "(?:不足|不满|未满|低于)[^，。；]{1,8}(?:元|米|吨|公斤)|没有违法所得|无违法所得|无法计算"
        ),
        "above": re.compile(
            "(?:元|米|吨|公斤)以上的|超过[^，。；]{1,8}(?:元|米|吨)|(?:货值|违法所得)[^，。；]{0,4}(?:超过|达到)"
        ),
    },
}
_UNCORRECTED = re.compile("(?:不|未|未按照?要求|仍未)改正")
_REACH = 60


def compare_fines(pair: Pair) -> Iterator[Difference]:
    """罚款幅度比较: a range outside every range that the law has for the same case."""
    for norm in pair.draft.norms:
        for fine in norm.sanctions:
            if fine.kind == "fine" and fine.high is not None:
                yield from _compare(fine, norm, pair)


def _compare(fine: Sanction, norm: Norm, pair: Pair) -> Iterator[Difference]:
    rivals = [
        (law, other)
        for other in pair.nearest(norm.sentence)
        for law in other.sanctions
        if law.kind == "fine"
        and law.high is not None
        and law.unit == fine.unit
        and (not law.base or not fine.base or _same_base(law.base, fine.base))
    ]
    if not rivals:
        return
    cues = _cues(fine, norm, pair.draft)
    fits = [(_agreement(cues, _cues(law, n, pair.law)), law) for law, n in rivals]
    best = max(score for score, _ in fits)
    wanted = [law for score, law in fits if score == best]
    if best < 0 or any(_within(fine, law) for law in wanted):
        return
    if _stated_elsewhere(fine, cues, best, pair):
        return
    if not cues and any(_within(fine, law) for law, _ in rivals):
        return
    law = max(wanted, key=lambda s: s.high or Decimal(0))
    yield _report(fine, law, pair)


def _stated_elsewhere(
    fine: Sanction, cues: dict[str, frozenset[str]], least: int, pair: Pair
) -> bool:
    """Whether another sentence of the law has such a fine for a case that fits as well."""
    return any(
        _within(fine, law) and _agreement(cues, _cues(law, norm, pair.law)) > least
        for norm in pair.law.norms
        for law in norm.sanctions
        if law.kind == "fine" and law.high is not None and law.unit == fine.unit
    )


def _same_base(one: str, other: str) -> bool:
    return one[:2] == other[:2] or "货值" in one + other


def _cues(fine: Sanction, norm: Norm, side: Side) -> dict[str, frozenset[str]]:
    start = max(norm.span.start, fine.span.start - _REACH)
    others = [
        s.span.end for s in norm.sanctions if s.kind == "fine" and s.span.end <= fine.span.start
    ]
    words = side.text[max([start, *others]) : fine.span.start]
    found = {
        name: frozenset(v for v, pattern in values.items() if pattern.search(words))
        for name, values in _CUES.items()
    }
    return {name: values for name, values in found.items() if values}


def _agreement(draft: dict[str, frozenset[str]], law: dict[str, frozenset[str]]) -> int:
    """Points for equal cues; a contradiction outweighs them all."""
    score = 0
    for name in _CUES:
        ours, theirs = draft.get(name), law.get(name)
        if ours and theirs:
            score += 2 if ours & theirs else -9
        elif not ours and not theirs:
            score += 1
    return score


def _within(fine: Sanction, law: Sanction) -> bool:
    high, top = fine.high or Decimal(0), law.high or Decimal(0)
    low = fine.low if fine.low is not None else (law.low if high < top else Decimal(0))
    return high <= top and (law.low is None or (low is not None and low >= law.low))


def _report(fine: Sanction, law: Sanction, pair: Pair) -> Difference:
    above = (fine.high or 0) > (law.high or 0)
    below = law.low is not None and (fine.low or Decimal(0)) < law.low
    kind: Kind = (
        "fine_multiple" if fine.unit == "times" else "fine_above" if above else "fine_below"
    )
    verdict = "上下限均不一致" if above and below else "上限超出" if above else "下限低于上位法"
    message = f"草案罚款幅度为{_range(fine)}，上位法为{_range(law)}，{verdict}。"
    return difference(
        "sanction", kind, (pair.draft.text, fine.span), (pair.law.text, law.span), message
    )


def _range(fine: Sanction) -> str:
    unit = "元" if fine.unit == "yuan" else "倍"
    high, low = f"{_plain(fine.high)}{unit}", fine.low
    if low is None:
        return f"{fine.base}{high}以下"
    return (
        f"{fine.base}{high}"
        if low == fine.high
        else f"{fine.base}{_plain(low)}{unit}以上{high}以下"
    )


def _plain(value: Decimal | None) -> str:
    if value is None:
        return "不限"
    return f"{value.normalize():f}"


def compare_stages(pair: Pair) -> Iterator[Difference]:
    """前置环节: the law fines only who does not correct; the draft fines at once."""
    if re.search("拒不|逾期|仍不|仍未|不改|未改正|期满|再次", pair.draft.text):
        return
    for norm in pair.draft.norms:
        for fine in norm.sanctions:
            if fine.kind == "fine" and fine.high is not None:
                near = [
                    (law, n)
                    for n in pair.nearest(norm.sentence)
                    for law in n.sanctions
                    if law.kind == "fine" and law.unit == fine.unit and law.high is not None
                ]
                same = [(law, n) for law, n in near if _within(fine, law)]
                refused = [
                    law
                    for law, n in same
                    if _UNCORRECTED.search(n.span.of(pair.law.text))
                    and "严重" not in n.span.of(pair.law.text)
                    and "refused" in _cues(law, n, pair.law).get("stage", frozenset())
                ]
                if refused and len(refused) == len(same):
                    yield _stage(fine, refused[0], pair)


def _stage(fine: Sanction, law: Sanction, pair: Pair) -> Difference:
    start = pair.law.norm_at(law.span.start).span.start
    return difference(
        "sanction",
        "stage_dropped",
        (pair.draft.text, fine.span),
        (pair.law.text, Span(start, law.span.end)),
        "上位法规定先责令改正、拒不改正或者逾期不改正的才处罚款，草案未设这一环节即处罚款。",
    )
