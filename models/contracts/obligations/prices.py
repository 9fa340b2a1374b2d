"""Prices (价款): the price of the contract, and what a clause says is to be paid."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from corpus.span import Span
from models.contracts.figures.amounts import Amount, read_amounts
from models.contracts.figures.rates import Rate, read_rates
from models.contracts.types import Contract

_CENT = Decimal("0.01")
_PRICE = ("total", "rent_total", "land_total")
_NOT_PAID = ("penalty", "tax", "unit_price", "cap", "budget")
_OF_SMALL = re.compile(
    r"(?:逾期|违约|税率|利率|增值税|折扣|浮动|上浮|下浮|不超过|超过|低于|达到|完成|达)[^，。；]{0,8}$"
)
_CUMULATIVE = re.compile(r"(?:付至|支付至|付到|累计|拨付至|结算至|支付到)[^，。；]{0,30}$")
_OBJECTS = {
    "租金": ("rent_month", "rent_year", "rent"),
    "履约保证金": ("performance_bond",),
    "履约保函": ("performance_bond",),
    "履约担保": ("performance_bond",),
    "定金": ("deposit",),
    "质保金": ("retention",),
    "质量保证金": ("retention",),
    "押金": ("lease_deposit",),
    "租赁保证金": ("lease_deposit",),
    "预付款": ("advance",),
    "发放借款": ("principal",),
    "发放贷款": ("principal",),
}


@dataclass(frozen=True, slots=True)
class Price:
    """合同价款: in yuan; `conflict` is the capital amount beside it where the two differ."""

    value: Decimal
    span: Span
    conflict: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Sum:
    """应付金额: yuan as written, or a share of the price with what it comes to.

    `note` says what the action should mention: a cumulative share, a price that contradicts
    itself.
    """

    amount: Decimal | None = None
    share: Decimal | None = None
    note: str = ""


class Prices:
    """价款 of a contract, read once."""

    def __init__(self, contract: Contract) -> None:
        self.amounts = read_amounts(contract.text)
        self.rates = read_rates(contract.text)
        self.price = self._price(contract)

    def _price(self, contract: Contract) -> Price | None:
        """The first sum called the price; written under no condition, per no unit."""
        found = [
            a for a in self.amounts
            if a.kind in _PRICE and not a.per and not a.is_range and a.currency == "CNY"
            and not a.label.behind and a.label.bound is None
        ]  # fmt: skip
        found = found or [a for a in self.amounts if _is_total_fee(a)]
        taxed = [a for a in found if a.tax != "out"] or found
        order = {kind: rank for rank, kind in enumerate(_PRICE)}
        best = min(
            taxed,
            key=lambda a: (a.value == 0, order.get(a.kind, len(order)), a.span.start),
            default=None,
        )
        return Price(best.value, best.span, best.words) if best and best.value > 0 else None

    def sum_of(self, span: Span, text: str, *, paid: bool) -> Sum:
        """应付金额 in a clause at `span`: a share and its sum, or a sum alone."""
        rate = self._share(span, text, paid=paid)
        amount = self._amount(span, text)
        if rate is None:
            return Sum(amount=amount)
        if _CUMULATIVE.search(text[: rate.span.start - span.start]):
            return self._cumulative(rate, amount)
        if amount is not None or self.price is None:
            return Sum(amount=amount, share=rate.value)
        if self.price.conflict is not None:
            return Sum(share=rate.value, note="金额待核")
        return Sum(amount=share_of(self.price.value, rate.value), share=rate.value)

    def _share(self, span: Span, text: str, *, paid: bool) -> Rate | None:
        for rate in self.rates:
            if not span.contains(rate.span) or rate.per or rate.bound or rate.is_range:
                continue
            before = text[: rate.span.start - span.start]
            behind = text[rate.span.end - span.start :][:12]
            if _OF_SMALL.search(before) or re.match(
                r"[）)]?(?:的)?(?:增值税|税率|专用发票|违约金)", behind
            ):
                continue
            bare = paid and rate.base == "bare" and rate.value <= 1
            if rate.base == "total" or _CUMULATIVE.search(before) or bare:
                return rate
        return None

    def _amount(self, span: Span, text: str) -> Decimal | None:
        for amount in self.amounts:
            inside = span.start <= amount.span.start < span.end
            if not inside or not _payable(amount):
                continue
            if re.search(r"(?:逾期|违约)[^，。；]{0,30}$", text[: amount.span.start - span.start]):
                continue
            return amount.value.quantize(_CENT, ROUND_HALF_UP)
        return None

    def _cumulative(self, rate: Rate, amount: Decimal | None) -> Sum:
        if (
            self.price is None
            or self.price.conflict is not None
            or rate.base not in ("total", "bare")
        ):
            return Sum(amount=amount)
        reached = share_of(self.price.value, rate.value)
        return Sum(amount=amount, note=f"累计至{reached:,.2f}元")

    def named(self, action: str) -> Decimal | None:
        """The sum that the contract states elsewhere for what an action names (租金, 定金)."""
        for word, kinds in _OBJECTS.items():
            if word in action:
                values = {a.value for a in self.amounts if a.kind in kinds and _payable(a)}
                return values.pop() if len(values) == 1 else None
        return None

    def share_named(self, action: str, article: Span, text: str) -> Sum:
        """The share that the same article states for what an action names: 定金为总价的20%."""
        word = next((w for w in _OBJECTS if w in action), None)
        if word is None:
            return Sum()
        for rate in self.rates:
            if (
                article.contains(rate.span)
                and rate.base == "total"
                and not (rate.per or rate.is_range)
            ):
                low = max(text.rfind(mark, 0, rate.span.start) for mark in "。；\n") + 1
                if word in text[low : rate.span.start]:
                    return self.sum_of(
                        Span(low, rate.span.end), text[low : rate.span.end], paid=True
                    )
        return Sum()


def _is_total_fee(amount: Amount) -> bool:
    """监理酬金总额72万元: a fee in total, under a name that is not in the table of labels."""
    named = re.search("(?:酬金|报酬|费用?|经费|款)(?:总额|总计|合计)$", amount.label.words)
    return named is not None and _payable(amount) and amount.label.bound is None


def share_of(price: Decimal, share: Decimal) -> Decimal:
    """比例金额: to the cent."""
    return (price * share).quantize(_CENT, ROUND_HALF_UP)


def _payable(amount: Amount) -> bool:
    certain = not amount.is_range and amount.currency == "CNY" and amount.words is None
    unit = amount.per and amount.per not in ("月", "年", "季", "季度", "半年")
    return certain and not unit and amount.kind not in _NOT_PAID and amount.value > 0
