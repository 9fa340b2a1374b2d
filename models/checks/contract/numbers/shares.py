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
from models.contracts.figures.numerals import parse_decimal, percent
from models.contracts.figures.rates import Rate

_ONE = Decimal(1)
_FAR = Decimal(4)
_GAP = re.compile(
    r"[^\d。；;\n\t]{0,24}?(?:即|计|共计?|合计|折合|为|至|金额|也就是|等于|相当于)(?:人民币|每月|每年|每季|每期|约|款项?|大写|小写|金额|"
    r"[\s：:￥¥（(，,“”])*|(?:的标准|标准)?(?:支付|发放|计发|计算|收取|计付|提取|计提)[，,](?:每月|每年|每季|共)[\s：:￥¥]*|[\s，,]{0,2}[（(](?:即|计|为|人民币|合|[￥¥：:\s])*"
)
RISE = re.compile(r"(?:提高|上浮|上调|上涨|递增|增加|增长|涨|加价|加收|溢价)(?:幅度为|了|到)?$")
_FALL = re.compile(r"(?:下浮|降低|下调|下降|减少|优惠|让利|减收|减免|扣减|折让)(?:幅度为|了)?$")
_DATED_GAP = re.compile(
    r"[)）]?的?[，,]?(?:应|须)?(?:于|在)?\d{4}年\d{1,2}月\d{1,2}日(?:之?前|以前|当[日天])?[^，。；\d\n]{0,8}"
    r"(?:汇|划|付|打|转|拨|缴|交|到账)[^，。；\d\n]{0,6}"
)
"""按60%于2026年12月20日前汇入320,000元."""
_OTHER = re.compile(
    r"违约|滞纳|逾期|罚|税率|增值税|利率|利息|不超过|不低于|超过|低于|以上|以下|以内|至少|最高|最低|合格率|比例不|上限|下限"
)
_PLAIN = re.compile(r"\s*[，,（(]?\s*(?:即|也就是|折合|合计|计)")
_TAXES = re.compile(r"税率|增值税|利率|利息|年化|合格率")
_LESS = re.compile(r"扣除|剔除|不含|除外|暂列|分包|减去|扣减后")
_NEW = re.compile(r"(?:后|即|为|至|折)[^，。；\d]{0,10}$")
_DISCOUNT = re.compile(
    r"(?:按|打|给予|享受)?(?P<a>[一二三四五六七八九])(?P<b>[一二三四五六七八九])?折(?![旧算合叠断返])"
)
_BACK = re.compile(
    r"[整正]?\s*(?:[（(][^（()）]{0,30}[)）])?\s*"
    r"(?:[，,（(]?\s*(?:即|为|是|占|系|相当于|约合|合|也就是)(?P<noun>[^，。；\d（()）]{2,18}?)的?|"
    r"[（(](?:占比?)?(?P<inner>[^，。；\d（()）]{0,16}?)的?)"
)
_SIDE = re.compile(r"违约|逾期|税率|税额|增值税|利率|利息|超过|低于|以上|以下|上限|比例")
_AMONG = re.compile(r"(?:其中|占|按|其|该|上述)")
_BASED = (
    r"元[^。；\d]{0,4}(?:为基数|为基准|测算|计算|核算|估算|为准|计)[，,]?[^。；\d，,]{0,10}(?:的|按|取|以)?$|"
    r"元[，,]?(?:按|乘以|乘)[^。；\d]{0,6}$"
)
_NEAR, _BESIDE = 700, 60


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
    whole: Decimal | None = None


def check_shares(view: Numbers) -> Said:
    """总投资12亿元，占70%，即8.4亿元; 月租金上浮6%，为…; 按九五折，计…; 16.2万元，即运费的5%."""
    claims = [*_claims(view), *_discounts(view), *_reversed(view), *_direct(view)]
    known = known_values(view) if claims else set()
    right = 0
    for claim in claims:
        value = claim.result.value
        if any(_is_near(v * claim.factor, value) for v in known if v != value):
            right += 1
            continue
        whole = _whole(view, claim, claims, known)
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


def _claims(view: Numbers) -> Iterator[_Claim]:
    for rate in view.figures.rates:
        sentence = view.figures.sentence_at(rate.span.start)
        if sentence is None or sentence.is_row or rate.is_range or rate.value > 3:
            continue
        result = _next(view, rate.span.end, sentence.span.end)
        if rate.per == "day" or _LESS.search(rate.before) or result is None:
            continue
        gap = view.text[rate.span.end : result.span.start]
        rise, fall = RISE.search(rate.before), _FALL.search(rate.before)
        aside = _TAXES if _PLAIN.match(gap) else _OTHER
        near = _GAP.fullmatch(gap) or _DATED_GAP.fullmatch(gap)
        if not near or aside.search(rate.before) or aside.search(gap):
            continue
        fee = (
            rate.per == "year"
            and re.search("费", rate.before)
            and not re.search("利|息", rate.before)
        )
        if (rate.per is not None and not rise and not fee) or (
            (rise or fall) and not _NEW.search(gap)
        ):
            continue
        before = view.text[sentence.span.start : rate.span.start]
        share = percent(rate.value)
        if rise or fall:
            factor, sign = (1 + rate.value, "＋") if rise else (1 - rate.value, "－")
            yield _Claim(factor, f"（1{sign}{share}）", rate.span, result, before, True)
        else:
            yield _Claim(rate.value, share, rate.span, result, before, False)


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


def _direct(view: Numbers) -> Iterator[_Claim]:
    """按448,800元的5%支付违约金22,440元: the sum, its share and what comes out in a row."""
    ends = {a.span.end: a for a in view.figures.amounts if a.is_certain and not a.per}
    for rate in view.figures.rates:
        start = rate.span.start
        at = next((e for e in (start - 1, start) if e in ends), None)
        if at is None or view.text[at:start] not in ("的", "") or rate.per or rate.is_range:
            continue
        whole, result = ends[at], _next(view, rate.span.end, len(view.text))
        gap = view.text[rate.span.end : result.span.start] if result else "\n"
        if result is None or not re.fullmatch(
            r"[^\d，。；;\n]{0,14}[，,]?(?:即|计|为|共)?[^\d，。；;\n]{0,4}", gap
        ):
            continue
        if re.search("不超过|最高|以上|以下|另", gap) or result.per:
            continue
        yield _Claim(
            rate.value, percent(rate.value), rate.span, result, "", False, True, whole.value
        )


def _next(view: Numbers, start: int, stop: int) -> Amount | None:
    """The first sum behind a place, if it is a plain one."""
    found = next((a for a in view.figures.amounts if a.span.start >= start), None)
    if found is None or found.span.start >= stop or found.words is not None:
        return None
    return (
        found if found.currency == "CNY" and not found.is_range and not found.label.bound else None
    )


def _whole(
    view: Numbers, claim: _Claim, claims: list[_Claim], known: set[Decimal]
) -> Decimal | None:
    """What the share is of: the sum the words name, the only one before it, or what its like agree on."""
    low = claim.span.start - len(claim.before)
    earlier = [a for a in view.figures.amounts_in(Span(low, claim.span.start)) if a.is_certain]
    if claim.rise:
        if earlier:
            return earlier[-1].value if len({a.value for a in earlier}) == 1 else None
        same = _same_kind(view, claim)
        return same.value if same else None
    if claim.whole is not None:
        return claim.whole
    clause = re.split("[，,；]", claim.before)[-1]
    named = whole_meant(view, clause)
    if named is not None:
        return named.value
    based = re.search(_BASED, claim.before[-20:])
    if not claim.behind and len(earlier) == 1 and (based or _AMONG.search(claim.before[-24:])):
        return earlier[0].value
    agreed = _agreed(claim, claims, known)
    if agreed is not None:
        return agreed
    words = clause + ("" if claim.behind else view.text[claim.span.end : claim.result.span.start])
    return alike_meant(view, words, claim.factor, claim.result.value)


def _agreed(claim: _Claim, claims: list[_Claim], known: set[Decimal]) -> Decimal | None:
    """The base that most claims of the same clause make: 20%即93.6万, 30%即140.4万 …."""
    others = [
        (round(c.result.value / c.factor), abs(c.span.start - claim.span.start))
        for c in claims
        if c is not claim and not c.rise and c.factor
    ]
    beside = {base for base, far in others if base in known and far < _BESIDE}
    if len(beside) == 1:
        return Decimal(beside.pop())
    bases = [base for base, far in others if far < _NEAR]
    if len(bases) < 2:
        return None
    base, times = Counter(bases).most_common(1)[0]
    return Decimal(base) if times > 1 and times * 2 > len(bases) else None


def _reversed(view: Numbers) -> Iterator[_Claim]:
    """6,300元，为离职前月薪的30%: the sum first, what it is a share of behind."""
    ends = {a.span.end: a for a in view.figures.amounts}
    for rate in view.figures.rates:
        sentence = view.figures.sentence_at(rate.span.start)
        if sentence is None or sentence.is_row or rate.is_range or rate.bound or rate.per == "day":
            continue
        end = max((e for e in ends if sentence.span.start < e <= rate.span.start), default=None)
        if end is None or rate.value > 3 or rate.value == 0:
            continue
        found = _BACK.fullmatch(view.text, end, rate.span.start)
        claim = _behind(view, ends[end], rate, found) if found else None
        if claim is not None:
            yield claim


def _behind(view: Numbers, amount: Amount, rate: Rate, found: re.Match[str]) -> _Claim | None:
    noun = found["noun"] or found["inner"] or ""
    plain = amount.words is None and not amount.is_range and amount.currency == "CNY"
    behind = view.text[rate.span.end : rate.span.end + 6]
    if not plain or amount.per not in ("", "月", "年") or _SIDE.search(noun + behind):
        return None
    if re.match(r"\s*[的，,（(]*(?:即|计|为|税)", behind):
        return None
    share = percent(rate.value)
    if not RISE.search(noun):
        return _Claim(rate.value, share, rate.span, amount, noun, False, True)
    sentence = view.figures.sentence_at(amount.span.start)
    low = sentence.span.start if sentence else amount.span.start
    earlier = view.figures.amounts_in(Span(low, amount.span.start))
    if not earlier or not earlier[-1].is_certain or earlier[-1].per != amount.per:
        return None
    factor, whole = 1 + rate.value, earlier[-1].value
    return _Claim(factor, f"（1＋{share}）", rate.span, amount, noun, False, True, whole)


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
