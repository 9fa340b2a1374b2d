"""Shares (比例与金额, N05): a share, a rise or a discount of a named sum makes the sum stated."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from corpus.span import Span
from models.checks.contract.numbers.named import alike_meant, known_values, whole_meant
from models.checks.contract.numbers.view import Numbers, Said, issue, yuan
from models.checks.draft import Fine
from models.contracts.figures.amounts import Amount
from models.contracts.figures.numerals import parse_decimal, percent, shown
from models.contracts.figures.rates import Rate

_ONE = Decimal(1)
_FAR = Decimal(4)
_GAP = re.compile(
    r"[^\d。；;\n\t]{0,24}?(?:即|计|共计?|合计|折合|为|至|金额|也就是|等于|相当于)(?:人民币|每月|每年|每季|每期|约|款项?|大写|小写|金额|"
    r"[\s：:￥¥（(，,“”])*|[\s，,]{0,2}[（(](?:即|计|为|人民币|合|[￥¥：:\s])*"
)
_RISE = re.compile(r"(?:提高|上浮|上调|上涨|递增|增加|增长|涨|加价|加收|溢价)(?:幅度为|了|到)?$")
_FALL = re.compile(r"(?:下浮|降低|下调|下降|减少|优惠|让利|减收|减免|扣减|折让)(?:幅度为|了)?$")
_OTHER = re.compile(
    r"违约|滞纳|逾期|罚|税率|增值税|利率|利息|不超过|不低于|超过|低于|以上|以下|以内|至少|最高|最低|合格率|比例不|上限|下限"
)
_LESS = re.compile(r"扣除|剔除|不含|除外|暂列|分包|减去|扣减后")
_NEW = re.compile(r"(?:后|即|为|至|折)[^，。；\d]{0,10}$")
_DISCOUNT = re.compile(
    r"(?:按|打|给予|享受)?(?P<a>[一二三四五六七八九])(?P<b>[一二三四五六七八九])?折(?![旧算合叠断返])"
)
_BACK = re.compile(
    r"[整正]?\s*(?:[（(][^（()）]{0,30}[)）])?\s*[，,（(]?\s*(?:即|为|是|占|系|相当于|约合|合|也就是)(?P<noun>[^，。；\d（()）]{2,18}?)的?"
)
_SIDE = re.compile(r"违约|逾期|税率|税额|增值税|利率|利息|超过|低于|以上|以下|上限|比例")
_AMONG = re.compile(r"(?:其中|占|按|其|该|上述)")
_KEPT = re.compile(
    r"其中的?(?P<a>\d+(?:\.\d+)?)%[^。；\n]{0,60}?(?:保留|剩余|仍持有|仍占|持股|尚有|剩)[^，。；\d]{0,10}(?P<b>\d+(?:\.\d+)?)%"
)
_NEAR = 700
_HELD = re.compile(r"(?:持股(?:比例)?|持有|占股|股权比例|出资比例|占比?|占注册资本的?)(?:为|是)?$")


@dataclass(frozen=True, slots=True)
class _Claim:
    """A factor that the words put on a whole, and the sum that should come out."""

    factor: Decimal
    written: str
    span: Span
    result: Amount
    before: str
    rise: bool
    behind: bool = False


def check_shares(view: Numbers) -> Said:
    """总投资12亿元，占70%，即8.4亿元; 月租金上浮6%，为…; 按九五折，计…; 16.2万元，即运费的5%."""
    claims = [*_claims(view), *_discounts(view), *_reversed(view)]
    known = known_values(view) if claims else set()
    right = 0
    for claim in claims:
        value = claim.result.value
        if any(_is_near(v * claim.factor, value) for v in known if v != value):
            right += 1
            continue
        whole = _whole(view, claim, claims)
        if whole is None or whole == value:
            continue
        due = whole * claim.factor
        if not value / _FAR < due < value * _FAR or _is_near(due, value):
            continue
        span = Span(
            min(claim.span.start, claim.result.span.start),
            max(claim.span.end, claim.result.span.end),
        )
        yield issue(
            "N05",
            span,
            f"{view.place(span)}比例与金额不符：{yuan(whole)}×{claim.written}＝{yuan(due)}，"
            f"此处写{yuan(value)}，相差{yuan(abs(due - value))}。",
            "核对基数、比例和金额，改为一致，并与其他各处的合计核对。",
            confidence=0.9,
        )
    if right:
        yield Fine("比例与金额", f"{right}处比例与金额相符")
    yield from _holdings(view)
    yield from _kept(view)


def _claims(view: Numbers) -> Iterator[_Claim]:
    for rate in view.figures.rates:
        sentence = view.figures.sentence_at(rate.span.start)
        if sentence is None or sentence.is_row or rate.is_range or rate.bound or rate.value > 3:
            continue
        if rate.per == "day" or _OTHER.search(rate.before) or _LESS.search(rate.before):
            continue
        result = _next(view, rate.span.end, sentence.span.end)
        if result is None:
            continue
        gap = view.text[rate.span.end : result.span.start]
        rise, fall = _RISE.search(rate.before), _FALL.search(rate.before)
        if not _GAP.fullmatch(gap) or _OTHER.search(gap) or rate.per is not None and not rise:
            continue
        if (rise or fall) and not _NEW.search(gap):
            continue
        before = view.text[sentence.span.start : rate.span.start]
        if rise:
            yield _Claim(
                1 + rate.value, f"（1＋{percent(rate.value)}）", rate.span, result, before, True
            )
        elif fall:
            yield _Claim(
                1 - rate.value, f"（1－{percent(rate.value)}）", rate.span, result, before, True
            )
        else:
            yield _Claim(rate.value, percent(rate.value), rate.span, result, before, False)


def _discounts(view: Numbers) -> Iterator[_Claim]:
    """九五折 is 95 %."""
    for found in _DISCOUNT.finditer(view.text):
        sentence = view.figures.sentence_at(found.start())
        if sentence is None:
            continue
        result = _next(view, found.end(), sentence.span.end)
        if result is None or not _GAP.fullmatch(view.text, found.end(), result.span.start):
            continue
        tenth, hundredth = parse_decimal(found["a"]), parse_decimal(found["b"] or "")
        factor = (tenth or Decimal(0)) / 10 + (hundredth or Decimal(0)) / 100
        before = view.text[sentence.span.start : found.start()]
        span = Span(found.start(), found.end())
        yield _Claim(factor, percent(factor), span, result, before, True)


def _next(view: Numbers, start: int, stop: int) -> Amount | None:
    """The first sum behind a place, if it is a plain one."""
    found = next((a for a in view.figures.amounts if a.span.start >= start), None)
    if found is None or found.span.start >= stop or found.words is not None:
        return None
    return (
        found if found.currency == "CNY" and not found.is_range and not found.label.bound else None
    )


def _whole(view: Numbers, claim: _Claim, claims: list[_Claim]) -> Decimal | None:
    """What the share is of: the sum the words name, the only one before it, or what its like agree on."""
    low = claim.span.start - len(claim.before)
    earlier = [a for a in view.figures.amounts_in(Span(low, claim.span.start)) if a.is_certain]
    if claim.rise:
        if earlier:
            return earlier[-1].value if len({a.value for a in earlier}) == 1 else None
        same = _same_kind(view, claim)
        return same.value if same else None
    clause = re.split("[，,；]", claim.before)[-1]
    named = whole_meant(view, clause)
    if named is not None:
        return named.value
    if not claim.behind and len(earlier) == 1 and _AMONG.search(claim.before[-24:]):
        return earlier[0].value
    agreed = _agreed(claim, claims)
    if agreed is not None:
        return agreed
    words = clause + ("" if claim.behind else view.text[claim.span.end : claim.result.span.start])
    return alike_meant(view, words, claim.factor, claim.result.value)


def _agreed(claim: _Claim, claims: list[_Claim]) -> Decimal | None:
    """The base that most claims of the same clause make: 20%即93.6万, 30%即140.4万 …."""
    bases = [
        round(c.result.value / c.factor)
        for c in claims
        if c is not claim
        and not c.rise
        and c.factor
        and abs(c.span.start - claim.span.start) < _NEAR
    ]
    if len(bases) < 2:
        return None
    base, times = Counter(bases).most_common(1)[0]
    return Decimal(base) if times > 1 and times * 2 > len(bases) else None


def _reversed(view: Numbers) -> Iterator[_Claim]:
    """6,300元，为离职前月薪的30%: the sum first, what it is a share of behind."""
    ends = {a.span.end: a for a in view.figures.amounts}
    for rate in view.figures.rates:
        sentence = view.figures.sentence_at(rate.span.start)
        if sentence is None or sentence.is_row or rate.is_range or rate.bound or rate.per:
            continue
        end = max((e for e in ends if sentence.span.start < e <= rate.span.start), default=None)
        if end is None or rate.value > 3 or rate.value == 0:
            continue
        found = _BACK.fullmatch(view.text, end, rate.span.start)
        amount = ends[end]
        if not found or amount.per or not amount.is_certain or _SIDE.search(found["noun"]):
            continue
        behind = view.text[rate.span.end : rate.span.end + 6]
        if re.match(r"\s*[的，,（(]*(?:即|计|为|税)", behind) or _SIDE.search(behind):
            continue
        yield _Claim(
            rate.value, percent(rate.value), rate.span, amount, found["noun"], False, True
        )


def _same_kind(view: Numbers, claim: _Claim) -> Amount | None:
    """What rises is the last sum before it of the same name: 月租金, 单价, 服务费."""
    kinds = [
        kind
        for kind, words in (
            ("rent_month", "月租|每月租金|租金|房租"),
            ("rent_year", "年租金"),
            ("wage", "工资|月薪"),
        )
        if re.search(words, claim.before)
    ]
    found = [
        a
        for a in view.figures.amounts_of(*kinds)
        if a.span.end <= claim.span.start and a.is_certain
    ]
    return found[-1] if kinds and len({a.value for a in found}) == 1 else None


def _is_near(one: Decimal, other: Decimal) -> bool:
    return abs(one - other) <= max(_ONE, other / 50000)


def _holdings(view: Numbers) -> Said:
    """认缴出资2,100万元，持股35%: the capital put in against the registered capital."""
    capital = {
        a.value
        for a in view.figures.amounts
        if a.is_certain
        and re.search(
            r"注册资本(?:总额)?(?:金)?(?:为|：|:)?(?:人民币)?\s*$", view.text[: a.span.start][-18:]
        )
    }
    if len(capital) != 1:
        return
    whole = capital.pop()
    for rate in view.figures.rates:
        sentence = view.figures.sentence_at(rate.span.start)
        if sentence is None or not _HELD.search(rate.before.split("，")[-1]) or rate.per:
            continue
        inside = view.figures.amounts_in(Span(sentence.span.start, rate.span.start))
        part = inside[-1] if inside else None
        if part is None or not re.search(
            "出资|认缴", view.text[part.span.start - 12 : part.span.start]
        ):
            continue
        if abs(part.value / whole - rate.value) <= Decimal("0.00011") or part.value == whole:
            continue
        yield issue(
            "N05",
            Span(part.span.start, rate.span.end),
            f"{view.place(rate.span)}出资额与持股比例不符：{yuan(part.value)}÷注册资本{yuan(whole)}＝"
            f"{percent(part.value / whole, 2)}，合同写{percent(rate.value)}（应出资{yuan(whole * rate.value)}，"
            f"相差{shown(abs(whole * rate.value - part.value))}元）。",
            "与公司章程、登记信息核对出资额和持股比例。",
            confidence=0.85,
        )


def _kept(view: Numbers) -> Said:
    """占45%，转让其中20%，保留25%: the three fit."""
    for found in _KEPT.finditer(view.text):
        before = [
            r for r in view.figures.rates if r.span.end <= found.start() and _HELD.search(r.before)
        ]
        if not before:
            continue
        whole = before[-1].value * 100
        left = whole - Decimal(found["a"])
        if left == Decimal(found["b"]) or left <= 0:
            continue
        span = Span(found.start("b"), found.end("b") + 1)
        yield issue(
            "N05",
            span,
            f"{view.place(span)}保留的股权比例有误：{shown(whole)}%－{found['a']}%＝{shown(left)}%，合同写{found['b']}%。",
            "核对转让前后的持股比例。",
            confidence=0.9,
        )
