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
from models.finding import Severity

_ONE = Decimal(1)
_FAR = Decimal(3)
_TOTAL = re.compile(
    r"(?:共计|合计|总计|总共|总和|总额|共|合共|加总|相加|计)(?:为|是|人民币|约|应付|应收|支付|收取|[一-龥]{0,4}款|[一-龥]{0,4}费用?|"
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
_AMONG = re.compile(r"[整正]?\s*(?:[（(][^（()）]*[)）])?[，,：:]?\s*其中(?!的?一)")
_PAIRS = re.compile(
    r"地上.{1,24}地下|上半年.{1,24}下半年|(?:自筹|自有|资本金).{1,30}(?:贷款|融资|借款)|男.{1,12}女|货币.{1,24}(?:实物|非货币)|"
    r"(?:财政|中央|省级).{1,30}(?:自筹|配套|地方)|住宅.{1,24}(?:商业|非住宅|车位|配套)|建筑工程费.{1,30}(?:设备|安装|其他)|人工.{1,24}材料"
)
_IN_BRACKET = re.compile(r"[（(](?:含|其中|包括)[^（()）]*$")
_BRACKET = re.compile(r"[（(][^（()）]{0,40}[)）]")
_COPIES = re.compile(
    r"(?:一式|正副本共|正本(?:一式)?|共)(?P<n>[一二两三四五六七八九十\d]{1,3})份(?P<rest>[^。；\n]{4,70})"
)
_HELD = re.compile(r"(?P<who>[^，。；]*?)(?P<n>[一二两三四五六七八九十\d]{1,2})份")
_COPIES_AFTER = re.compile(
    r"(?P<who>[双两三四各])方各(?:执|持|存)?(?P<n>[一二两三四五六\d])份，(?:合计|总计|总共|一共|共)(?P<all>[一二两三四五六七八九十\d]{1,2})份"
)
_JOINED = re.compile(r"[、和及与]")


@dataclass(frozen=True, slots=True)
class _Number:
    """One number of a sentence with what it counts (元, ㎡, 人)."""

    value: Decimal
    unit: str
    span: Span
    before: str


def check_prose_sums(view: Numbers) -> Said:
    """A元、B元，合计C元; 总额C元由A元、B元组成; 甲a㎡、乙b㎡，共c㎡; 一式六份，甲方三份."""
    right = 0
    for sentence in view.figures.sentences:
        if sentence.is_row or _ASIDE.search(sentence.text):
            continue
        for numbers in _families(view, sentence):
            found = [*_closing(view, sentence, numbers), *_opening(view, sentence, numbers)]
            yield from found[:1]
            right += not found and len(numbers) > 2
    yield from _copies(view)
    yield from _copies_after(view)
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
    if among and not _PAIRS.search(behind) and sum(i.value for i in items) <= total.value:
        return
    if len(items) < 2 or not _is_list(view, items) or _explains(view, sentence, items, total):
        return
    end = items[-1].span.end
    if re.search("等|其余|其他|及", view.text[end : end + 4]):
        return
    yield from _wrong(view, items, total, _ONE)


def _is_list(view: Numbers, numbers: Sequence[_Number]) -> bool:
    """Nothing but names and commas between the items."""
    gaps = [
        _BRACKET.sub("", view.text[a.span.end : b.span.start])
        for a, b in itertools.pairwise(numbers)
    ]
    return all(len(gap) <= 36 and not re.search(r"[×*÷]|占|乘以", gap) for gap in gaps)


def _explains(view: Numbers, sentence: Sentence, items: Sequence[_Number], total: _Number) -> bool:
    """Some run of the items, once or for some months, makes the total."""
    times = {_ONE, Decimal(12), Decimal(3), Decimal(6)}
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


def _copies(view: Numbers) -> Said:
    """一式六份，甲方执三份，乙方执二份: the copies handed out are all of them."""
    parties = max(2, len(view.contract.parties))
    for found in _COPIES.finditer(view.text):
        whole = parse_decimal(found["n"])
        rest = found["rest"]
        if not whole or re.search("其余|剩余|若干|余下|副本|以上", rest):
            continue
        shares = [*_HELD.finditer(rest)]
        given = [_given(share, parties) for share in shares]
        held = sum((g for g in given if g is not None), Decimal(0))
        if None in given or len(rest) > 60 or held == whole or held <= 1 or held == 0:
            continue
        if len(shares) == 1 and "各" not in shares[0]["who"]:
            continue
        span = Span(found.start(), found.start("rest") + shares[-1].end())
        yield issue(
            "N01",
            span,
            f"{view.place(span)}写一式{found['n']}份，各方所持份数合计{shown(held)}份，相差{shown(abs(whole - held))}份。",
            "核对总份数和各方所持份数，改为一致。",
            severity=Severity.MINOR,
            source="comparison",
            confidence=0.85,
        )


def _copies_after(view: Numbers) -> Said:
    """三方各执一份，共四份."""
    for found in _COPIES_AFTER.finditer(view.text):
        each, whole = parse_decimal(found["n"]), parse_decimal(found["all"])
        many = {"双": 2, "两": 2, "三": 3, "四": 4}.get(found["who"], len(view.contract.parties))
        if each and whole and many > 1 and each * many != whole:
            span = Span(found.start(), found.end())
            yield issue(
                "N01",
                span,
                f"{view.place(span)}各方所持份数合计{shown(each * many)}份，与写明的{shown(whole)}份相差"
                f"{shown(abs(whole - each * many))}份。",
                "核对总份数和各方所持份数，改为一致。",
                severity=Severity.MINOR,
                source="comparison",
                confidence=0.85,
            )


def _given(share: re.Match[str], parties: int) -> Decimal | None:
    """How many copies 双方各执三份 or 县政府、县财政局各一份 hands out; None where it is unclear."""
    number, who = parse_decimal(share["n"]), re.sub(r"^[，、；]", "", share["who"])
    if number is None:
        return None
    if "各" not in who:
        return number
    names = who[: who.index("各")]
    if re.search("双方|两方|甲乙", names):
        return number * 2
    if re.search("[一-龥]方$", names) or not names.strip():
        return number * parties
    many = len(_JOINED.findall(names)) + 1
    return number * many if many > 1 else None
