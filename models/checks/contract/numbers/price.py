"""Price (合同总价): the one sum that shares and ceilings are measured against."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from models.checks.contract.numbers.view import Numbers
from models.contracts.figures.amounts import Amount

_NOT_WHOLE = re.compile(
    r"剩余|其余|余下|余款|未付|已付|应付|每[年月季期次批个]|首期|原合同|原协议|主合同|变更后|调整|追加|增加|减少|分包|"
    r"超过|低于|达到|年度|违约|赔偿|结算|扣除|扣减|定金|预付|当期|单项|另行"
)
_NOT_YEARLY = re.compile(_NOT_WHOLE.pattern.replace("年度|", ""))
_PAID = re.compile(r"(?:支付|付|缴纳|交纳|汇入|收取)[^，,：:]{0,8}$")
_MOST = 3


@dataclass(frozen=True, slots=True)
class Price:
    """合同总价: `values` are all that the contract gives for it (words and figures may differ)."""

    amount: Amount
    values: tuple[Decimal, ...]

    @property
    def value(self) -> Decimal:
        """The value in figures of the first place."""
        return self.amount.value

    @property
    def highest(self) -> Decimal:
        """The value that is kindest to a ceiling."""
        return max(self.values)


def price_places(view: Numbers) -> tuple[Amount, ...]:
    """合同总价 at every place of the main text where it is stated as a whole."""
    end = view.figures.annex_start
    known = [a for a in view.figures.amounts_of("total") if a.span.start < end]
    whole = tuple(a for a in known if _is_whole(a, view, _NOT_WHOLE))
    return whole or tuple(a for a in known if _is_whole(a, view, _NOT_YEARLY))


def annual_values(view: Numbers) -> tuple[Decimal, ...]:
    """年度价款: what the contract gives as the price of a year."""
    found = (
        a.value
        for a in view.figures.amounts_of("total", "rent_year")
        if a.is_certain and re.search("年度?", view.text[max(0, a.span.start - 24) : a.span.start])
    )
    return tuple(dict.fromkeys(found))


def price_of(view: Numbers) -> Price | None:
    """合同总价; None where there is none or too many."""
    places = price_places(view)
    taxed = [a for a in places if a.tax != "out"] or list(places)
    values = dict.fromkeys(v for a in taxed for v in (a.value, a.words) if v)
    if not taxed or len(values) > _MOST:
        return None
    return Price(taxed[0], tuple(values))


def _is_whole(amount: Amount, view: Numbers, other: re.Pattern[str]) -> bool:
    if amount.per or amount.is_range or amount.label.bound or amount.currency != "CNY":
        return False
    sentence = view.figures.sentence_at(amount.span.start)
    low = sentence.span.start if sentence else 0
    before = re.split("[，,]", view.text[max(low, amount.span.start - 50) : amount.span.start])
    near = before[-1] if re.search("[一-龥]{2}", before[-1]) else "".join(before[-2:])
    head = near[: near.rfind(amount.label.words)] if amount.label.words in near else ""
    return not other.search(near) and not _PAID.search(head)
