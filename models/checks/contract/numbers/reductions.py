"""Reductions (折后金额, N05): 原价打九折，折后…; 资本金占总投资25% told apart from the sums."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from corpus.span import Span
from models.checks.contract.numbers.view import Numbers, Said, issue, yuan
from models.checks.draft import Issue
from models.contracts.figures.amounts import Amount
from models.contracts.figures.numerals import parse_decimal, percent
from models.contracts.figures.rates import Rate

_DISCOUNT = re.compile(
    r"(?P<a>[一二三四五六七八九]|\d(?:\.\d)?)(?P<b>[一二三四五六七八九])?折(?![旧合叠断返抵现价中线])"
)
_WHOLE = re.compile(
    r"(?:原价|原总价|标价|报价|定价|目录(?:电)?价|挂牌价|市场价|门市价|刊例价|牌价|基准价|零售价|出厂价|标准价|原|总价)"
    r"[^，。；\d]{0,6}$"
)
_AFTER = re.compile(
    r"(?:折后|打折后|优惠后|折扣后|让利后|下浮后|实付|实收|实际|净价|执行价|结算价|折为|折合)[^，。；\d]{0,10}$"
)
_SHARE_OF = re.compile(
    r"(?P<part>[一-龥]{2,10}?)(?:应当?|须|需|不得?低于)?占(?:到)?(?P<whole>[一-龥]{2,12}?)(?:总额|金额)?的?$"
)


def check_reductions(view: Numbers) -> Said:
    """折后价 against the price before it, a share against the two sums named elsewhere."""
    for found in _DISCOUNT.finditer(view.text):
        yield from _discounted(view, found)
    for rate in view.figures.rates:
        yield from _portion(view, rate)


def _discounted(view: Numbers, found: re.Match[str]) -> Iterator[Issue]:
    """The price before and the price after stand in the same or in the next sentence."""
    named = _of_named(view, found)
    if named is not None:
        yield from _judged(view, found, *named)
        return
    line = view.text.rfind("\n", 0, found.start()) + 1
    stop = view.text.find("\n", found.end())
    stop = len(view.text) if stop < 0 else stop
    more = view.text.find("\n", stop + 1)
    here = Span(line, stop)
    for area in (here, Span(line, len(view.text) if more < 0 else more)):
        amounts = [a for a in view.figures.amounts_in(area) if a.is_certain]
        wholes = [a for a in amounts if _WHOLE.search(_lead(view, a))]
        afters = [a for a in amounts if _AFTER.search(_lead(view, a))]
        if len(wholes) == 1 and len(afters) == 1 and wholes[0].span.start < afters[0].span.start:
            if len(_DISCOUNT.findall(area.of(view.text))) == 1:
                yield from _judged(view, found, wholes[0], afters[0])
            return


def _of_named(view: Numbers, found: re.Match[str]) -> tuple[Amount, Amount] | None:
    """学生票按成人票六折，每次…: the price of 成人票 and the sum right behind the discount."""
    back = view.text[max(0, found.start() - 14) : found.start()]
    noun = re.search(r"(?:按|照)(?P<what>[一-龥]{2,8}?)(?:价格|价|标准)?的?$", back) or re.search(
        r"(?:^|[，,；。、的])(?P<what>[一-龥]{2,8}?)(?:一律|均|再)?(?:按|打|享受?|给予)$", back
    )
    after = next((a for a in view.figures.amounts if a.span.start >= found.end()), None)
    if noun is None or after is None or after.span.start - found.end() > 14:
        return None
    if re.search(r"[。；\n\d]", view.text[found.end() : after.span.start]):
        return None
    wholes = [
        a
        for a in view.figures.amounts
        if a.span.end <= found.start() and noun["what"] in _lead(view, a) and a.is_certain
    ]
    return (wholes[-1], after) if len({a.value for a in wholes}) == 1 else None


def _lead(view: Numbers, amount: Amount) -> str:
    low = max(view.text.rfind(mark, 0, amount.span.start) for mark in "。；;\n，,") + 1
    return view.text[max(low, amount.span.start - 24) : amount.span.start]


def _judged(view: Numbers, found: re.Match[str], whole: Amount, after: Amount) -> Iterator[Issue]:
    factor = (parse_decimal(found["a"]) or Decimal(0)) / 10
    factor += (parse_decimal(found["b"] or "零") or Decimal(0)) / 100
    due = whole.value * factor
    slack = Decimal(1) if due > 1000 else Decimal("0.006")
    if abs(due - after.value) <= slack or not after.value / 2 < due < after.value * 2:
        return
    yield issue(
        "N05",
        after.span,
        f"{view.place(after.span)}折后金额有误：{yuan(whole.value)}×{percent(factor)}＝{_small(due)}，"
        f"合同写{_small(after.value)}，相差{_small(abs(due - after.value))}。",
        "核对原价、折扣和折后金额，改为一致。",
        confidence=0.9,
    )


def _small(value: Decimal) -> str:
    return yuan(value) if value >= 100 else f"{value.normalize():f}元"


def _portion(view: Numbers, rate: Rate) -> Iterator[Issue]:
    """资本金占总投资的25% in one place, 资本金9,600万元 and 总投资36,000万元 in others."""
    found = _SHARE_OF.search(rate.before)
    if not found or rate.per or rate.is_range or rate.bound:
        return
    part, whole = _only(view, found["part"]), _only(view, found["whole"])
    if part is None or whole is None or not part.value < whole.value:
        return
    due = whole.value * rate.value
    if abs(due - part.value) <= max(Decimal(1), due / 5000):
        return
    if not due * Decimal("0.5") < part.value < due * 2:
        return
    yield issue(
        "N05",
        part.span,
        f"{view.place(part.span)}金额与比例不符：{view.place(rate.span)}约定{found['part']}占{found['whole']}的"
        f"{percent(rate.value)}，{yuan(whole.value)}×{percent(rate.value)}＝{yuan(due)}，此处写{yuan(part.value)}，"
        f"相差{yuan(abs(due - part.value))}。",
        "核对比例和金额，改为一致。",
        confidence=0.85,
    )


def _only(view: Numbers, name: str) -> Amount | None:
    """The only sum right behind a name."""
    name = re.sub("^(?:其中|本|该|项目|由|乙方|甲方|的)+", "", name)
    if len(name) < 2:
        return None
    tail = re.compile(
        rf"{re.escape(name)}(?:总额|金额|估算|概算)?(?:为|是|：|:|共|计|约|人民币|[\s￥¥（(])*$"
    )
    found = [
        a
        for a in view.figures.amounts
        if a.is_certain
        and not a.per
        and tail.search(view.text[max(0, a.span.start - 24) : a.span.start])
    ]
    return found[0] if found and len({a.value for a in found}) == 1 else None
