"""Named amounts (称谓定位): which sum of the contract the words before a share mean."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from models.checks.contract.numbers.price import price_of
from models.checks.contract.numbers.probation import full_wages
from models.checks.contract.numbers.view import Numbers
from models.contracts.figures.amounts import Amount

_KINDS: tuple[tuple[re.Pattern[str], tuple[str, ...]], ...] = (
    (re.compile(r"试用[^，。；]{0,8}(?:工资|月薪|薪)$"), ("wage_probation",)),
    (re.compile(r"(?:试用|见习)期?(?:内|间|期间|满前)?$"), ("wage",)),
    (re.compile(r"(?:转正后?|月薪|月工资|工资|薪资|月薪资|薪酬)$"), ("wage",)),
    (re.compile(r"(?:年租金|年度租金|全年租金)$"), ("rent_year",)),
    (re.compile(r"(?:月租金?|每月租金|租金)$"), ("rent_month",)),
    (re.compile(r"培训费用?$"), ("training_fee",)),
    (re.compile(r"(?:借款本金|贷款本金|本金|借款(?:总)?额|借款金额)$"), ("principal",)),
    (re.compile(r"(?:出让金|出让价款|土地价款|地价款)(?:总额)?$"), ("land_total",)),
    (re.compile(r"(?:质量保证金|质保金)$"), ("retention",)),
    (re.compile(r"履约保证金$"), ("performance_bond",)),
    (re.compile(r"押金$"), ("lease_deposit",)),
)
_PRICE = re.compile(
    r"(?:合同|协议|含税|签约|暂定|转让|成交|中标|采购|工程|服务|货款|标的)*(?:总价款?|总额|价款|合同价|含税价|成交价|中标价|转让款|价税合计|总金额|货款)$"
)
_PART = re.compile(
    r"当[期月次年季批]|每[期月次年季批]|逾期|未付|应付|欠|剩余|该|相应|实际|结算|审定"
)
_TRIM = re.compile(r"(?:的|之|[（(][^（()）]*[)）]|为|按|占|约|金额|数额|\s)+$")
_SHORTEST = 4
_LOW, _HIGH = Decimal("0.7"), Decimal("1.4")
_COMMON = {
    "金额",
    "合同",
    "甲方",
    "乙方",
    "支付",
    "人民",
    "民币",
    "本合",
    "按照",
    "部分",
    "以上",
    "以内",
    "之日",
    "日内",
}


def whole_meant(view: Numbers, before: str) -> Amount | None:
    """The sum that `before` (the clause up to a share) names; None where it names none for sure."""
    words = _TRIM.sub("", before)
    if _PART.search(words[-14:]):
        return None
    if _PRICE.search(words):
        price = price_of(view)
        return price.amount if price is not None and len(price.values) == 1 else None
    for pattern, kinds in _KINDS:
        if pattern.search(words):
            if "wage" in kinds:
                return _only(list(full_wages(view).values()))
            return _only([a for a in view.figures.amounts_of(*kinds) if a.is_certain])
    return _called(view, words)


def _called(view: Numbers, words: str) -> Amount | None:
    """The only sum that stands right behind the same noun elsewhere: 经营用房价值, 计划总投资."""
    noun = re.search(r"[一-龥]{4,14}$", words)
    for length in range(min(10, len(noun[0])) if noun else 0, _SHORTEST - 1, -1):
        tail = re.compile(
            rf"{re.escape(words[-length:])}(?:金额)?(?:为|：|:|共|计|是|人民币|[\s￥¥（(])*$"
        )
        found = [
            a
            for a in view.figures.amounts
            if a.is_certain
            and not a.per
            and tail.search(view.text[max(0, a.span.start - 30) : a.span.start])
        ]
        if found:
            return _only(found)
    return None


def _only(found: list[Amount]) -> Amount | None:
    return found[0] if len({a.value for a in found}) == 1 else None


def alike_meant(view: Numbers, words: str, factor: Decimal, result: Decimal) -> Decimal | None:
    """The only sum near `result` ÷ `factor` whose own words share two characters with `words`."""
    nouns = {words[i : i + 2] for i in range(len(words) - 1)} - _COMMON
    nouns = {n for n in nouns if re.fullmatch("[一-龥]{2}", n)}
    found = set()
    for amount in view.figures.amounts:
        value = amount.value
        if not amount.is_certain or not result * _LOW < value * factor < result * _HIGH:
            continue
        sentence = view.figures.sentence_at(amount.span.start)
        low = max(sentence.span.start if sentence else 0, amount.span.start - 30)
        before = view.text[low : amount.span.start]
        if value != result and any(n in before for n in nouns):
            found.add(value)
    return found.pop() if len(found) == 1 else None


def known_values(view: Numbers) -> set[Decimal]:
    """Every sum of the contract, in sentences and in tables."""
    return {a.value for a in view.figures.amounts} | set(_cells(view))


def _cells(view: Numbers) -> Iterator[Decimal]:
    for table in view.figures.tables:
        for row in table.rows:
            for column, cell in enumerate(row.cells):
                if cell.number is not None:
                    yield cell.number
                    if column < len(table.header.cells):
                        yield cell.number * table.factor(column)
