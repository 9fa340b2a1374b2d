"""Unit prices (单价×数量, N01) within one sentence of the text."""

from __future__ import annotations

import re
from decimal import Decimal

from corpus.span import Span
from models.checks.contract.numbers.view import Numbers, Said, issue, yuan
from models.contracts.figures.amounts import Amount
from models.contracts.figures.numerals import shown

_SAME = {"平方米": "㎡", "平米": "㎡", "m²": "㎡", "m2": "㎡", "名": "人"}
_ONE = Decimal(1)


def check_unit_prices(view: Numbers) -> Said:
    """单价 × 数量（月数）＝ 总价 within one sentence that has one of each."""
    for sentence in view.figures.sentences:
        if sentence.is_row:
            continue
        amounts = [
            a for a in view.figures.amounts_in(sentence.span) if a.kind not in ("tax", "penalty")
        ]
        units = [a for a in amounts if a.per or _is_monthly(view, a)]
        totals = [
            a
            for a in amounts
            if a not in units and (a.kind in ("total", "rent_total") or a.label.summed)
        ]
        if (
            len(amounts) != 2
            or len(units) != 1
            or len(totals) != 1
            or not all(a.is_certain for a in amounts)
        ):
            continue
        unit, total = units[0], totals[0]
        times = _times(view, sentence.span, unit.per or "月")
        if times is None or abs(unit.value * times - total.value) <= max(_ONE, times / 200):
            continue
        due = unit.value * times
        yield issue(
            "N01",
            Span(min(unit.span.start, total.span.start), max(unit.span.end, total.span.end)),
            f"{view.place(total.span)}单价与总价不符：{yuan(unit.value)}×{shown(times)}＝{yuan(due)}，合同写{yuan(total.value)}，"
            f"相差{yuan(abs(due - total.value))}。",
            "核对单价、数量（月数）和总价，改为一致。",
            confidence=0.9,
        )


def _is_monthly(view: Numbers, amount: Amount) -> bool:
    """月服务费180,000元 is a price a month."""
    before = view.text[max(0, amount.span.start - 20) : amount.span.start]
    return bool(
        re.search(
            r"(?:^|[^个一二三四五六\d])月[一-龥]{0,10}(?:费用?|金|单价|报酬)(?:标准)?(?:为|是|：|:|人民币|[\s￥¥（(])*$",
            before,
        )
    )


def _times(view: Numbers, span: Span, per: str) -> Decimal | None:
    """How many of the unit the sentence names, if it names one number only."""
    if per in ("月", "年"):
        found = {
            p.months / (12 if per == "年" else 1)
            for p in view.figures.periods_in(span)
            if p.months is not None
            and re.search(r"共计?|合计|期|为|按|全年|年|×|\d|[，,（(]$", p.before[-6:] or "，")
        }
        known = [p for p in view.figures.periods_in(span) if p.months is not None]
        return next(iter(found)) if len(found) == 1 and len(known) == 1 else None
    same = {
        q.number
        for q in view.figures.quantities_in(span)
        if _SAME.get(q.unit, q.unit) == _SAME.get(per, per) and q.number > 1
    }
    return next(iter(same)) if len(same) == 1 else None
