"""Worked examples (收费举例, N31 N01): 112平方米的住宅每月应交… is the price of 住宅 times the area."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from models.checks.contract.numbers.operands import TIMES, same, units_of
from models.checks.contract.numbers.view import Numbers, Said, issue, yuan
from models.contracts.figures.amounts import Amount
from models.contracts.figures.numerals import shown
from models.contracts.figures.quantities import Quantity

_EXAMPLE = re.compile(
    r"举例|例如|比如|为例|以[^，。；]{2,20}计算|按[^，。；]{2,20}(?:测算|计算)|如[^，。；]{0,6}面积"
)
_ASIDE = re.compile(
    r"违约|罚|赔偿|不超过|不低于|以上|以下|最高|最低|押金|定金|保证金|预付|折后|优惠|原价"
)
_PAID = re.compile(r"(?:应?[交缴付收]|计|为|合|共|需|款|费|金额|价)[^，。；\d]{0,6}$")
_PRICE_COLUMN = r"单价|标准|价格|收费|元[/／]"
_NOUN = 6
_TOTALS = {"月": Decimal(1), "年": Decimal(12), "季": Decimal(3)}


def check_examples(view: Numbers) -> Said:
    """A number of things with its sum, the price of such a thing elsewhere."""
    for sentence in view.figures.sentences:
        if sentence.is_row or _ASIDE.search(sentence.text):
            continue
        amounts = view.figures.amounts_in(sentence.span)
        counts = [q for q in view.figures.quantities_in(sentence.span) if q.number > 1]
        named = _EXAMPLE.search(_lead(view, sentence.span.start) + sentence.text)
        for count in counts:
            amount = next((a for a in amounts if a.span.start >= count.span.end), None)
            if amount is None or not amount.is_certain or units_of(view, amount) - set(TIMES):
                continue
            gap = view.text[count.span.end : amount.span.start]
            alone = len(amounts) == 1 and len(counts) == 1 and named
            near = re.fullmatch(r"[^\d。；;]{0,14}", gap) and len(count.before) > 1
            if _PAID.search(gap) and (alone or near):
                yield from _judged(view, sentence.text if alone else count.before, count, amount)


def _lead(view: Numbers, start: int) -> str:
    line = view.text.rfind("\n", 0, start) + 1
    return view.text[line:start]


def _judged(view: Numbers, text: str, count: Quantity, amount: Amount) -> Said:
    prices = {*_in_tables(view, text), *_in_prose(view, text, count)}
    if len(prices) != 1:
        return
    price = prices.pop()
    back = view.text[max(0, amount.span.start - 16) : amount.span.start]
    per = next((t for u, t in _TOTALS.items() if re.search(f"[每全一]个?{u}", back)), Decimal(1))
    tried = [price * count.number * t for t in {Decimal(1), per, Decimal(12)}]
    slack = max(Decimal("0.02"), amount.value / 20000)
    if any(abs(t - amount.value) <= slack for t in tried):
        return
    due = price * count.number
    if not amount.value * Decimal("0.6") < due < amount.value / Decimal("0.6"):
        return
    check = "N31" if same(count.unit) in ("㎡", "亩") else "N01"
    yield issue(
        check,
        amount.span,
        f"{view.place(amount.span)}举例的金额有误：{count.text}×{shown(price)}元＝{yuan(due)}，"
        f"合同写{yuan(amount.value)}，相差{yuan(abs(due - amount.value))}。",
        "按收费标准重新计算后改正。",
        confidence=0.9,
    )


def _in_tables(view: Numbers, text: str) -> Iterator[Decimal]:
    """The price in the row whose first words the sentence has."""
    for table in view.figures.tables:
        column = table.column(_PRICE_COLUMN, "金额|合计|数量")
        if column is None:
            continue
        for row in table.items:
            name = row.cells[0].text
            cell = row.cells[column] if column < len(row.cells) else None
            if cell is not None and cell.number is not None and len(name) > 1 and name in text:
                yield cell.number


def _in_prose(view: Numbers, text: str, count: Quantity) -> Iterator[Decimal]:
    """A unit price of the same thing whose own name the sentence has."""
    for amount in view.figures.amounts:
        units = units_of(view, amount)
        if not amount.is_certain or same(count.unit) not in units - set(TIMES):
            continue
        low = max(view.text.rfind(mark, 0, amount.span.start) for mark in "。；;\n") + 1
        nouns = re.findall(
            r"((?:(?![每按为收])[一-龥]){2,8})(?=按|每|为|：|收)",
            view.text[low : amount.span.start],
        )
        before = view.text[low : amount.span.start]
        if nouns and nouns[-1][-_NOUN:] in text and not re.search("折|优惠|减免", before):
            yield amount.value
