"""Portions (占比与余款, N05): 占…的百分之…, and what is left after the other payments."""

from __future__ import annotations

import re
from decimal import Decimal

from corpus.span import Span
from models.checks.contract.numbers.price import Price
from models.checks.contract.numbers.stages import clauses_of
from models.checks.contract.numbers.view import Numbers, Said, issue, yuan
from models.checks.draft import Fine
from models.contracts.figures.amounts import Amount
from models.contracts.figures.numerals import percent
from models.contracts.figures.rates import Rate

_ONE = Decimal(1)
_PORTION = re.compile(r"占(?P<whole>[一-龥]{2,12}?)(?:金额)?的?$")
_LAST = re.compile(r"(?:余款|尾款|剩余|其余|余下)[^，。；\d]{0,12}$")
_ASIDE = re.compile(r"违约|赔偿|罚|履约保证|发票|保函|押金|税|预算|上限|不超过|单价|扣")


def check_portions(view: Numbers) -> Said:
    """B，占A的p%: B ÷ A = p, where A is stated once."""
    for rate in view.figures.rates:
        found = _PORTION.search(rate.before)
        sentence = view.figures.sentence_at(rate.span.start)
        if not found or sentence is None or rate.per is not None or rate.is_range:
            continue
        before = Span(sentence.span.start, rate.span.start)
        parts = view.figures.amounts_in(before)
        whole = _named(view, found["whole"])
        if not parts or whole is None or whole.span == parts[-1].span or not parts[-1].is_certain:
            continue
        share = parts[-1].value / whole.value
        if abs(share - rate.value) <= _half_unit(rate):
            continue
        yield issue(
            "N05",
            Span(parts[-1].span.start, rate.span.end),
            f"{view.place(rate.span)}占比有误：{yuan(parts[-1].value)}÷{yuan(whole.value)}"
            f"＝{percent(share, 2)}，合同写{percent(rate.value)}。",
            "核对金额与占比，改为一致。",
            confidence=0.9,
        )


def _half_unit(rate: Rate) -> Decimal:
    """What rounding the share to its written decimals may hide."""
    written = re.search(r"\.(\d+)", rate.text)
    return Decimal("0.0051").scaleb(-len(written[1])) if written else Decimal("0.0051")


def _named(view: Numbers, words: str) -> Amount | None:
    """The only amount that these words stand before."""
    tail = re.compile(rf"{re.escape(words)}(?:金额)?(?:为|：|:|共|计|人民币|[\s￥¥（(])*$")
    found = [
        a
        for a in view.figures.amounts
        if a.is_certain
        and not a.per
        and tail.search(view.text[max(0, a.span.start - 30) : a.span.start])
    ]
    return found[0] if len({a.value for a in found}) == 1 else None


def check_balance(view: Numbers, price: Price) -> Said:
    """定金、预付款、进度款 and 余款 of one clause make the price."""
    for clause in clauses_of(view):
        stages = _stages(view, clause)
        if len(stages) < 2 or not _LAST.search(_before(view, stages[-1])):
            continue
        total = sum((a.value for a in stages), Decimal(0))
        if any(abs(total - v) <= _ONE for v in price.values):
            yield Fine("余款", "各笔付款与余款合计等于合同总价", stages[-1].span)
            continue
        formula = "＋".join(yuan(a.value) for a in stages)
        yield issue(
            "N05",
            stages[-1].span,
            f"{view.place(stages[-1].span)}各笔付款合计{formula}＝{yuan(total)}，合同总价为{yuan(price.value)}，"
            f"相差{yuan(abs(total - price.value))}。",
            "核对各笔金额和余款，使合计等于合同总价。",
            confidence=0.9,
        )


def _stages(view: Numbers, clause: Span) -> list[Amount]:
    """The sums paid in a clause, in order; none where one of them is unclear."""
    stages: list[Amount] = []
    for sentence in view.figures.sentences:
        if not clause.contains(sentence.span) or sentence.is_row or _ASIDE.search(sentence.text):
            continue
        amounts = [a for a in view.figures.amounts_in(sentence.span) if a.kind != "total"]
        if not amounts:
            continue
        if re.search("每[月季年期批次]|按月|按季|合计|共计|总计", sentence.text):
            return []
        if not all(a.is_certain and not a.per for a in amounts) or "付" not in sentence.text:
            return []
        stages += amounts
    return stages


def _before(view: Numbers, amount: Amount) -> str:
    return view.text[max(0, amount.span.start - 30) : amount.span.start]
