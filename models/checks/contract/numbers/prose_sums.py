"""Sums in prose (文中合计, N01): sums, areas and counts of one sentence make the total it states."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from corpus.span import Span
from models.checks.contract.numbers.operands import same
from models.checks.contract.numbers.view import Numbers, Said, issue, yuan
from models.checks.draft import Fine
from models.contracts.figures.numerals import parse_decimal, shown
from models.contracts.figures.sentences import Sentence

_ONE = Decimal(1)
_FAR = Decimal(3)
_TOTAL = re.compile(
    r"(?:共计|合计|总计|总共|总和|总额|(?<!公)共|合共|加总|相加|计|总(?:建筑)?面积|总人数|总数量?|总价|总费用|总租金)(?:为|是|人民币|约|应付|应收|支付|收取|[一-龥]{0,4}款|[一-龥]{0,4}费用?|[还付收支需用投]|归还|投入|发放|"
    r"[：:￥¥（(\s])*$"
)
_WHOLE = re.compile(
    r"由[^。；\n]*(?:组成|构成|部分)|分为[^。；\n]*(?:部分|项|块|笔)|包括[^。；\n]*[两二三四五六]部分|分别为|具体为|具体包括|细分为|明细为|"
    r"(?:组成|构成)(?:如下|为)?[：:]"
)
_ASIDE = re.compile(
    r"不超过|不低于|以上|以下|违约|罚|上限|比例|最高|最低|扣除|扣减|减去|抵扣|相抵|抵减|如果|若|预估|约定为|折后|优惠|"
    r"另行|超出|超过|原价|由原|调整为|变更为|增加至|减少|下浮|累计完成|剩余|余款|每逾期|注册资本"
)
_YEAR = re.compile(r"(?:[全首一每]年度?|年度?(?:合计|共计|总|租金|费))[^，。；\d]{0,12}$")
_MONTHLY = re.compile(r"(?:每个?月|(?<![个\d一二三四五六七八九十两])月)[^，。；\d]{0,10}$")
_AMONG = re.compile(r"[整正]?\s*(?:[（(][^（()）]*[)）])?[，,：:]?\s*其中(?!之一|一[个项])")
_PAIRS = re.compile(
    r"地上.{1,24}地下|上半年.{1,24}下半年|(?:自筹|自有|资本金).{1,30}(?:贷款|融资|借款)|男.{1,12}女|货币.{1,24}(?:实物|非货币)|"
    r"(?:财政|中央|省级).{1,30}(?:自筹|配套|地方)|住宅.{1,24}(?:商业|非住宅|车位|配套)|建筑工程费.{1,30}(?:设备|安装|其他)|人工.{1,24}材料"
)
_IN_BRACKET = re.compile(r"[（(](?:含|其中|包括)[^（()）]*$")
_BRACKET = re.compile(r"[（(][^（()）]{0,40}[)）]")
_PERIODIC = re.compile(
    r"每|(?<!\d)月(?:租|薪|费|服务|物业)|[全首]年|年度|季度|按[月季年]|期限|个月"
)
_COUNTED = re.compile(
    r"(?:上述|以上|前述|这)?(?P<n>[两二三四五六])(?:项|笔|类|部分|样|种|者)[^，。；\d]{0,4}?(?P<every>每[年月季])?[^，。；\d]{0,4}?(?:加起来|加在一起|相加|合计|共计|总计|共)"
    r"(?:为|人民币|[￥¥\s])*"
)


@dataclass(frozen=True, slots=True)
class _Number:
    """One number of a sentence with what it counts (元, ㎡, 人)."""

    value: Decimal
    unit: str
    span: Span
    before: str


def check_prose_sums(view: Numbers) -> Said:
    """A元、B元，合计C元; 总额C元由A元、B元组成; 甲a㎡、乙b㎡，共c㎡."""
    right = 0
    for sentence in view.figures.sentences:
        if sentence.is_row or _ASIDE.search(sentence.text):
            continue
        for numbers in _families(view, sentence):
            found = [*_closing(view, sentence, numbers), *_opening(view, sentence, numbers)]
            yield from found[:1]
            right += not found and len(numbers) > 2
    yield from _bracketed(view)
    yield from _counted(view)
    if right:
        yield Fine("文中合计", f"{right}处文中分项与合计没有矛盾")


def _families(view: Numbers, sentence: Sentence) -> Iterator[list[_Number]]:
    """The numbers of a sentence by what they count; sums with 每… are unit prices and left out."""
    money = [
        _Number(a.value, "元", a.span, view.text[sentence.span.start : a.span.start])
        for a in view.figures.amounts_in(sentence.span)
        if a.words is None
        and not a.per
        and a.currency == "CNY"
        and not a.is_range
        and not _in_formula(view.text, a.span)
    ]
    if len(money) > 2:
        yield money
    by_unit: dict[str, list[_Number]] = {}
    for q in view.figures.quantities_in(sentence.span):
        if re.search(r"每(?:一|个)?$", q.before) or q.unit in ("次", "份", "批"):
            continue
        before = view.text[sentence.span.start : q.span.start]
        by_unit.setdefault(same(q.unit), []).append(_Number(q.number, same(q.unit), q.span, before))
    yield from (found for found in by_unit.values() if len(found) > 2)


def _in_formula(text: str, span: Span) -> bool:
    """28元 of （1,260平方米×28元）."""
    around = text[max(0, span.start - 2) : span.start] + text[span.end : span.end + 2]
    return bool(re.search(r"[×xX*＊÷/]", around))


def _closing(view: Numbers, sentence: Sentence, numbers: Sequence[_Number]) -> Said:
    """The total stands behind its items."""
    for index, total in enumerate(numbers):
        items = list(numbers[:index])
        if len(items) < 2 or not _TOTAL.search(total.before[-16:]):
            continue
        if not _is_list(view, [*items, total]):
            continue
        if _explains(view, sentence, items, total):
            return
        factor = Decimal(12) if _is_year_of_months(items, total) else _ONE
        yield from _wrong(view, items, total, factor)
        return


def _opening(view: Numbers, sentence: Sentence, numbers: Sequence[_Number]) -> Said:
    """The total stands before its items, and the words say that they are all of it."""
    total, items = numbers[0], list(numbers[1:])
    behind = view.text[total.span.end : sentence.span.end]
    among = _AMONG.match(behind)
    if not _WHOLE.search(behind) and not _WHOLE.search(total.before) and not among:
        return
    items = [i for i in items if not _IN_BRACKET.search(i.before)]
    part = sum((i.value for i in items), Decimal(0)) <= total.value
    if among and part and not _PAIRS.search(behind) and not _is_complete(items, total):
        return
    if len(items) < 2 or not _is_list(view, items) or _explains(view, sentence, items, total):
        return
    end = items[-1].span.end
    if re.match(r"[，、]?\s*(?:等|其余|其他|及|以及)", view.text[end : end + 6]):
        return
    yield from _wrong(view, items, total, _ONE)


def _is_complete(items: Sequence[_Number], total: _Number) -> bool:
    """The list ends with 其余…, or leaves out less than the smallest of at least three items."""
    if len(items) < 2:
        return False
    if re.search(r"(?:其余|其他|剩余|余下|杂项|以及其它)[^，。；、\d]{0,10}$", items[-1].before):
        return True
    gap = total.value - sum((i.value for i in items), Decimal(0))
    return len(items) > 2 and gap * 2 < min(i.value for i in items) and gap < total.value / 20


def _is_list(view: Numbers, numbers: Sequence[_Number]) -> bool:
    """Nothing but names and commas between the items."""
    gaps = [
        _BRACKET.sub("", view.text[a.span.end : b.span.start])
        for a, b in itertools.pairwise(numbers)
    ]
    return all(len(gap) <= 36 and not re.search(r"[×*÷]|占|乘以", gap) for gap in gaps)


def _explains(view: Numbers, sentence: Sentence, items: Sequence[_Number], total: _Number) -> bool:
    """Some run of the items, once or for some months, makes the total."""
    times = {_ONE}
    if _PERIODIC.search(sentence.text):
        times |= {Decimal(12), Decimal(3), Decimal(6)}
    for period in view.figures.periods_in(sentence.span):
        times |= {v for v in (period.months, period.number, period.days) if v}
    values = [i.value for i in items]
    runs = [
        sum(values[low:high], Decimal(0))
        for low in range(len(values))
        for high in range(low + 1, len(values) + 1)
    ]
    tests = [run * t for run in runs for t in times]
    rates = [r.value for r in view.figures.rates_in(sentence.span)]
    tests += [run * f for run in runs for r in rates for f in (r, 1 + r, 1 - r)]
    tests += [a - b for a in values for b in values]
    return any(
        abs(t - total.value) <= (_ONE if total.unit == "元" else Decimal("0.011")) for t in tests
    )


def _is_year_of_months(items: Sequence[_Number], total: _Number) -> bool:
    return bool(_YEAR.search(total.before[-20:])) and all(
        _MONTHLY.search(i.before[-16:]) for i in items
    )


def _wrong(view: Numbers, items: Sequence[_Number], total: _Number, factor: Decimal) -> Said:
    due = sum((i.value for i in items), Decimal(0)) * factor
    if not due or not (total.value / _FAR < due < total.value * _FAR):
        return
    write = yuan if total.unit == "元" else (lambda v: f"{shown(v)}{total.unit}")
    formula = "＋".join(write(i.value) for i in items)
    if factor != 1:
        formula = f"（{formula}）×{shown(factor)}"
    yield issue(
        "N01",
        total.span,
        f"{view.place(total.span)}合计有误：{formula}＝{write(due)}，合同写{write(total.value)}，"
        f"相差{write(abs(due - total.value))}。",
        "逐项核对后改正分项或者合计，并与合同其他各处的数字核对。",
        confidence=0.9,
    )


def _bracketed(view: Numbers) -> Said:
    """9,500元（岗位工资6,000元＋绩效工资2,500元＋补贴1,000元）."""
    amounts = {a.span.end: a for a in view.figures.amounts if a.words is None}
    for found in re.finditer(r"(?<=元)[（(](?P<in>[^（()）\n]{8,120})[)）]", view.text):
        total = amounts.get(found.start())
        inside = view.figures.amounts_in(Span(found.start("in"), found.end("in")))
        if total is None or len(inside) < 2 or not all(a.is_certain and not a.per for a in inside):
            continue
        joins = [view.text[a.span.end : b.span.start] for a, b in itertools.pairwise(inside)]
        plus = all(re.match(r"\s*[＋+]", j) for j in joins)
        listed = all(re.match(r"\s*[、，＋+和及]", j) for j in joins)
        if re.search(r"含|其中|扣|减|[×*÷]|[－—-]", found["in"]) or not (plus or listed):
            continue
        due = sum((a.value for a in inside), Decimal(0))
        if abs(due - total.value) > _ONE and (plus or total.value / 2 < due < total.value * 2):
            items = [_Number(a.value, "元", a.span, "") for a in inside]
            yield from _wrong(view, items, _Number(total.value, "元", total.span, ""), _ONE)


def _counted(view: Numbers) -> Said:
    """两项每年共1,795,200元: so many sums of the same paragraph, all with 每年."""
    for found in _COUNTED.finditer(view.text):
        number = parse_decimal(found["n"])
        total = next(
            (a for a in view.figures.amounts if 0 <= a.span.start - found.end() <= 3), None
        )
        if not number or total is None or not total.is_certain:
            continue
        line = view.text.rfind("\n", 0, found.start()) + 1
        word = found["every"] or ""
        items = [
            _Number(a.value, "元", a.span, "")
            for a in view.figures.amounts_in(Span(line, found.start()))
            if a.is_certain
            and (
                word in view.text[max(line, a.span.start - 8) : a.span.start] if word else not a.per
            )
        ]
        if len(items) == int(number) and abs(sum(i.value for i in items) - total.value) > _ONE:
            yield from _wrong(view, items, _Number(total.value, "元", total.span, ""), _ONE)
