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
_FEE = re.compile(
    r"(?P<name>(?:加盟|承包|经营权|特许经营|特许权使用|代理|委托|培训|广告|发布|仓储|保管|演出|设计|制作|流转|合作|服务|使用|冠名|赞助|"
    r"策划|搭建|托管|代养|作业|收割|检测|咨询|运营|管理|开发|维护|翻译|拍摄|编制)(?:经营|服务|使用|转让|发布|制作)?(?:费|金|款)(?:用)?)"
    r"(?:总额|总计|合计|共计|总共|包干|全部)?(?:为|是|共|计|：|:|人民币|[\s￥¥（(])*$"
)
_MOST = 3
_VAT = frozenset(Decimal(n) / 100 for n in (1, 3, 6, 9, 13))


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
    whole = whole or tuple(a for a in known if _is_whole(a, view, _NOT_YEARLY))
    return whole or _twice_written(view)


def _twice_written(view: Numbers) -> tuple[Amount, ...]:
    """合计人民币…元（¥…）: the only 合计 written in words and figures, where no price has a name."""
    found = tuple(
        a
        for a in view.figures.amounts
        if a.label.summed
        and not a.kind
        and not a.per
        and re.search(r"[壹贰叁肆伍陆柒捌玖]", a.text)
        and re.search(r"\d", a.text)
    )
    return found if len(found) == 1 else ()


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
    if taxed and taxed[0].tax == "out":  # only the net price has a name: the gross one counts too
        rates = {r.value for r in view.figures.rates if r.value in _VAT}
        values |= dict.fromkeys(round(taxed[0].value * (1 + rate), 0) for rate in rates)
    if not taxed or len(values) > _MOST:
        return None
    return Price(taxed[0], tuple(values))


def main_fee(view: Numbers) -> Amount | None:
    """主要费用 of a contract without a price by name: 加盟费, 承包费, 培训费, the highest of them.

    None where two sums go by the same name.
    """
    found = [
        a
        for a in view.figures.amounts
        if a.is_certain
        and not a.per
        and not a.kind
        and _FEE.search(_clause(view, a))
        and not _NOT_WHOLE.search(_clause(view, a))
    ]
    if not found:
        return None
    highest = max(found, key=lambda a: a.value)
    name = _fee_name(view, highest)
    return highest if len({a.value for a in found if _fee_name(view, a) == name}) == 1 else None


def _fee_name(view: Numbers, amount: Amount) -> str:
    found = _FEE.search(_clause(view, amount))
    return found["name"] if found else ""


def _clause(view: Numbers, amount: Amount) -> str:
    before = view.text[max(0, amount.span.start - 30) : amount.span.start]
    return re.split(r"[。；;\n，,]", before)[-1]


def _is_whole(amount: Amount, view: Numbers, other: re.Pattern[str]) -> bool:
    if amount.per or amount.is_range or amount.label.bound or amount.currency != "CNY":
        return False
    sentence = view.figures.sentence_at(amount.span.start)
    low = sentence.span.start if sentence else 0
    before = re.split("[，,]", view.text[max(low, amount.span.start - 50) : amount.span.start])
    near = before[-1] if re.search("[一-龥]{2}", before[-1]) else "".join(before[-2:])
    head = near[: near.rfind(amount.label.words)] if amount.label.words in near else ""
    return not other.search(near) and not _PAID.search(head)
