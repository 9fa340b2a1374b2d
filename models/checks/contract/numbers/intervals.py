"""Sums per interval (分期计费, N01): a year, a quarter and a payment of so many months fit the month."""

from __future__ import annotations

import re
from decimal import Decimal

from models.checks.contract.numbers.view import Numbers, Said, issue, yuan
from models.contracts.figures.amounts import Amount
from models.contracts.figures.numerals import parse_decimal, shown
from models.contracts.figures.sentences import Sentence

_ONE = Decimal(1)
_WIDE = Decimal("2.5")
_MONTH = re.compile(
    r"(?:(?<![个\d一二两三四五六七八九十])月(?:租金?|[一-龥]{0,5}(?:费用?|价|薪|工资|报酬))|[每一]个?月[^，。；\d]{0,8})(?:为|是|计|共|合|：|:|[￥¥\s])*$"
)
_YEAR = re.compile(r"(?:全年|[每一]年|年度?(?:合计|共计|总计|租金|费用))[^，。；\d]{0,8}$")
_EACH = re.compile(r"每(?:回|次|期|笔|季度?|半年)[^，。；\d]{0,10}$")
_EVERY = re.compile(
    r"(?:每|按|逐|以)?(?:(?P<n>[一两二三四五六\d]{1,2})个月|(?P<half>半年)|(?P<quarter>季度?)|(?P<year>年(?!租)))"
    r"[^，。；\d]{0,8}?(?:付|交|缴|结|为一?期|一[付次回期结]|支付)"
)
_MONTHS_OF = re.compile(
    r"(?<![第\d])(?P<n>[一二两三四五六七八九十\d]{1,3})个月(?:的)?(?P<what>(?:月?租金?|房租|工资|月薪|薪酬|服务费|物业费|管理费)|计)"
    r"(?:[，,]?(?:共计?|合计|即|计|为|[（(])*)(?:人民币|[￥¥\s])*(?=[\d￥¥])"
)
_PERS = ("", "季", "季度", "半年", "次", "期")
_ASIDE = re.compile(r"违约|罚|押金|赔偿|不超过|如|若|平均|加班|奖金|预计|最低|最高")


def check_intervals(view: Numbers) -> Said:
    """全年…元 behind 每月…元; 每三个月付一次，每次…元."""
    months = [a for a in view.figures.amounts if a.is_certain and _is_month(view, a)]
    if not months:
        return
    for sentence in view.figures.sentences:
        if sentence.is_row or _ASIDE.search(sentence.text):
            continue
        yield from _year(view, sentence, months)
        yield from _payment(view, sentence, months)
    yield from _months_of(view, months)


def _is_month(view: Numbers, amount: Amount) -> bool:
    low = max(view.text.rfind(mark, 0, amount.span.start) for mark in "。；;\n，,") + 1
    before = view.text[max(low, amount.span.start - 20) : amount.span.start]
    if re.search(r"平方米|㎡|平米|每[人台套间户辆]|免租|个月", before):
        return False
    return amount.per == "月" or (not amount.per and bool(_MONTH.search(before)))


def _year(view: Numbers, sentence: Sentence, months: list[Amount]) -> Said:
    """The year's sum right behind the month's, in the same line."""
    line = view.text.rfind("\n", 0, sentence.span.start) + 1
    for amount in view.figures.amounts_in(sentence.span):
        back = view.text[max(sentence.span.start, amount.span.start - 16) : amount.span.start]
        mine = [m for m in months if line <= m.span.start and m.span.end <= amount.span.start]
        if not amount.is_certain or amount in mine or not _YEAR.search(back) or len(mine) != 1:
            continue
        between = view.text[mine[0].span.end : amount.span.start]
        if len(between) > 30 or re.search(r"\d元", between):
            continue
        yield from _judged(view, months, mine[0], Decimal(12), amount)


def _payment(view: Numbers, sentence: Sentence, months: list[Amount]) -> Said:
    """每三个月付一回，每回…元."""
    found = _EVERY.search(sentence.text)
    if not found:
        return
    times = Decimal(6) if found["half"] else Decimal(3) if found["quarter"] else Decimal(12)
    if found["n"]:
        times = parse_decimal(found["n"]) or times
    for amount in view.figures.amounts_in(sentence.span):
        back = view.text[max(sentence.span.start, amount.span.start - 16) : amount.span.start]
        if amount.is_certain and amount.per in _PERS and _EACH.search(back):
            yield from _judged(view, months, months[0], times, amount)
            return


def _months_of(view: Numbers, months: list[Amount]) -> Said:
    """三个月租金21,336元; 年薪按十三个月计，共…."""
    for found in _MONTHS_OF.finditer(view.text):
        times = parse_decimal(found["n"])
        amount = next(
            (a for a in view.figures.amounts if found.end() - 1 <= a.span.start <= found.end() + 1),
            None,
        )
        if not times or times < 2 or amount is None or not amount.is_certain or amount.per:
            continue
        about = re.search("租", found["what"]) is not None
        mine = [m for m in months if not about or re.search("租", _lead(view, m))]
        if mine:
            yield from _judged(view, mine, mine[0], times, amount)


def _lead(view: Numbers, amount: Amount) -> str:
    return view.text[max(0, amount.span.start - 20) : amount.span.start]


def _judged(
    view: Numbers, months: list[Amount], month: Amount, times: Decimal, amount: Amount
) -> Said:
    due = month.value * times
    if any(abs(m.value * times - amount.value) <= max(_ONE, times) for m in months):
        return
    if not amount.value / _WIDE < due < amount.value * _WIDE:
        return
    yield issue(
        "N01",
        amount.span,
        f"{view.place(amount.span)}按期计算的金额有误：每月{yuan(month.value)}×{shown(times)}＝{yuan(due)}，"
        f"合同写{yuan(amount.value)}，相差{yuan(abs(due - amount.value))}。",
        "核对每月金额、期数和本处金额，改为一致；有免租、递增的，写明计算方法。",
        confidence=0.85,
    )
