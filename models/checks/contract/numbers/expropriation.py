"""Expropriation (征收补偿, N32 N33 N34): items add up, the exchange difference, land by area."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from corpus.span import Span
from models.checks.contract.numbers.view import Numbers, Said, issue, yuan
from models.checks.draft import Fine, Issue
from models.contracts.figures.amounts import Amount
from models.contracts.figures.labelling import label_of
from models.contracts.figures.numerals import shown

_ONE = Decimal(1)
_MOST_PASSED = 6
_ITEM = re.compile(
    r"(?P<name>[一-龥]{0,6}(?:奖励|奖金|奖励金|奖励费)|(?:被征收)?(?:房屋|主房|附属房|装修|装饰|附属物|附着物|地上附着物|构筑物|青苗|搬迁|搬家|临时安置|过渡|停产停业|奖励|搬迁奖励|签约奖励|"
    r"设备|土地|安置|社会保障|社保|社会保险|迁坟|树木|补助|区片|耕地|林木)[^，。；：\d\n]{0,16}?(?:补偿|补助|价值|费用|费|款|奖励|损失|奖|金)+(?:费用|费|款|金|额)?)"
    r"[^，。；\n\d一-龥]{0,4}(?:为|计|共计|合计|人民币|：|:|￥|¥|\s)*$"
)
_RATED = re.compile(
    r"(?P<name>临时安置(?:补助)?费|过渡费|[一-龥]{2,8}(?:补偿|补助|费))[^，。；]{0,14}(?:每月|每平方米|每亩|按)?[^，。；\d]{0,8}$"
)
_SUMMED = re.compile(
    r"(?:合计|共计|总计|总额|总金额)[^，。；\n一-龥]{0,4}(?:为|人民币|：|:|\s|￥|¥)*$"
)


@dataclass(frozen=True, slots=True)
class _Item:
    name: str
    amount: Amount


def check_expropriation(view: Numbers) -> Said:
    """征收补偿 of houses and land."""
    if not view.has_kind("expropriation"):
        return
    yield from _items(view)
    yield from _monthly(view)
    yield from _difference(view)
    yield from _by_area(view)


def _items(view: Numbers) -> Said:
    """Σ items = the stated total, within one clause and with at least two items before it."""
    for start, stop in _blocks(view):
        inside = [a for a in view.figures.amounts_in(Span(start, stop)) if not a.is_range]
        items: list[_Item] = []
        passed: list[Decimal] = []
        carried = ""
        for amount in inside:
            before = _before(view, amount)
            if amount.per:
                rated = _ITEM.search(before) or _RATED.search(before)
                carried = rated["name"] if rated else ""
                continue
            if _is_total(before) and len(items) > 1 and not carried:
                yield from _compare(view, items, amount, passed)
                break
            found = _ITEM.search(before)
            name = found["name"] if found else carried
            carried = ""
            if name and amount.is_certain and (found or re.search("计|为|共", before[-4:])):
                items.append(_Item(name, amount))
            elif items:
                passed.append(amount.value)
        yield from _paid(view, start, stop)


def _paid(view: Numbers, start: int, stop: int) -> Said:
    """A，扣除B后，实付C within one sentence: A − B = C."""
    for sentence in view.figures.sentences:
        if not (start <= sentence.span.start < stop):
            continue
        amounts = view.figures.amounts_in(sentence.span)
        if len(amounts) != 3 or not all(a.is_certain and not a.per for a in amounts):
            continue
        whole, less, rest = amounts
        first = view.text[whole.span.end : less.span.start]
        second = view.text[less.span.end : rest.span.start]
        if not re.search("扣除|扣减|减去|抵扣|抵减", first) or not re.search(
            "实付|应付|实际|支付|余额|尚需|还需|应得", second
        ):
            continue
        due = whole.value - less.value
        if abs(due - rest.value) > _ONE:
            formula = f"{yuan(whole.value)}－{yuan(less.value)}＝{yuan(due)}"
            yield _issue("N32", view, rest.span, formula, rest.value, due)


def _blocks(view: Numbers) -> Iterator[tuple[int, int]]:
    articles = view.draft.articles
    if articles:
        yield from ((a.span.start, a.span.end) for a in articles)
        return
    levels = [p.span for p in view.draft.document.root.children if p.children or p.number]
    yield from ((s.start, s.end) for s in levels) if levels else iter([(0, len(view.text))])


def _before(view: Numbers, amount: Amount) -> str:
    low = max(view.text.rfind(mark, 0, amount.span.start) for mark in "。；;\n，\t") + 1
    before = view.text[max(low, amount.span.start - 50) : amount.span.start]
    if not re.search("[一-龥]", before):
        low = max(view.text.rfind(mark, 0, max(low - 1, 0)) for mark in "。；;\n\t") + 1
        before = view.text[max(low, amount.span.start - 50) : amount.span.start]
    return re.sub(r"[（(][^（()）]{0,20}[)）]", "", before)


def _is_total(before: str) -> bool:
    return bool(_SUMMED.search(before))


def _compare(view: Numbers, items: list[_Item], total: Amount, passed: list[Decimal]) -> Said:
    """The sum of the items, less what is deducted, against the total."""
    due = sum((i.amount.value for i in items), Decimal(0))
    if total.words is not None or not total.is_certain:
        return
    low, high = items[0].amount.span.start, total.span.start
    between = view.text[low:high]
    if re.search("扣减|扣除|减去|不含|除外|抵扣|差价", between):
        return
    if any(abs(due + more - total.value) <= _ONE for more in _sums(passed)):
        yield Fine("补偿合计", f"{len(items)}项补偿与合计相符", total.span)
        return
    formula = "＋".join(f"{i.name}{yuan(i.amount.value)}" for i in items)
    check = "N34" if any(re.search("土地|青苗|社会?保|区片", i.name) for i in items) else "N32"
    yield _issue(check, view, total.span, f"补偿合计有误：{formula}＝{yuan(due)}", total.value, due)


def _sums(passed: list[Decimal]) -> set[Decimal]:
    """What sums whose name tells nothing may add to the items."""
    sums = {Decimal(0)}
    for value in passed[:_MOST_PASSED]:
        sums |= {s + value for s in sums}
    return sums


def _issue(
    check: str, view: Numbers, span: Span, formula: str, stated: Decimal, due: Decimal
) -> Issue:
    return issue(
        check,
        span,
        f"{view.place(span)}{formula}，合同写{yuan(stated)}，相差{yuan(abs(due - stated))}。",
        "与评估报告、补偿方案和面积确认书核对各分项后改正，大写金额同步修改。",
    )


def _monthly(view: Numbers) -> Said:
    """临时安置费 = 月额 × 过渡月数, all in one sentence."""
    for sentence in view.figures.sentences:
        if not re.search("临时安置|过渡", sentence.text):
            continue
        amounts = view.figures.amounts_in(sentence.span)
        month = [a for a in amounts if a.per == "月" and a.is_certain]
        whole = [a for a in amounts if not a.per and a.is_certain]
        months = [p.months for p in view.figures.periods_in(sentence.span) if p.months]
        if (
            len(month) != 1
            or len(whole) != 1
            or len(set(months)) != 1
            or "㎡" in sentence.text
            or "平方米" in sentence.text
        ):
            continue
        due = month[0].value * (months[0] or 0)
        if abs(due - whole[0].value) > _ONE:
            formula = f"临时安置费{yuan(month[0].value)}×{shown(months[0] or Decimal(0))}个月＝{yuan(due)}"
            yield _issue("N32", view, whole[0].span, formula, whole[0].value, due)


def _difference(view: Numbers) -> Said:
    """产权调换: 差价 = 调换房价值 − 被征收房屋价值, and who pays it."""
    old = _named(
        view,
        r"被征收(?:房屋|房产)[^，。；\n]{0,14}(?:价值|评估价|价格|补偿(?:价值|额|金额|款)?|评估(?:值|总额))|原房(?:屋)?[^，。；\n]{0,8}价值",
    )
    new = _named(
        view,
        r"(?:产权调换|调换|安置|回迁)(?:房屋|房产|房|用房)[^，。；\n]{0,14}(?:价值|评估价|价格|总价|价款|评估(?:值|总额))",
    )
    old = old or _house_total(view) or _tabled(view, r"被征收(?:房屋|房产)|原房屋")
    new = new or _exchanged(view) or _tabled(view, r"(?:产权)?调换房屋|安置房|回迁房")
    gaps = _all_named(view, r"差价(?:款)?|差额")
    if old is None or new is None or not gaps:
        return
    due = new.value - old.value
    wrong = next((g for g in gaps if abs(abs(due) - g.value) > _ONE), None)
    if wrong:
        formula = (
            f"产权调换差价有误：调换房屋{yuan(new.value)}－被征收房屋{yuan(old.value)}＝{yuan(due)}"
        )
        yield _issue("N33", view, wrong.span, formula, wrong.value, abs(due))
        return
    gap = gaps[0]
    payer = _gap_payer(view, gap)
    if (payer == "owner" and due < 0) or (payer == "state" and due > 0):
        right = "征收部门" if due < 0 else "被征收人"
        yield issue(
            "N33",
            gap.span,
            f"{view.place(gap.span)}差价支付方向相反：调换房屋{yuan(new.value)}－被征收房屋{yuan(old.value)}＝{yuan(due)}，应当由{right}支付。",
            "改正差价的支付方。",
            source="comparison",
        )
        return
    yield Fine("产权调换差价", "差价与两处房屋价值相符", gap.span)


def _house_total(view: Numbers) -> Amount | None:
    """被征收房屋价值 where it is only called 房屋价值: not that of the house given for it."""
    words = re.compile(
        r"(?:房屋|房产|主房)(?:的)?(?:总|评估|市场)?(?:价值|价格|评估价)(?:补偿(?:款|金|费)?)?(?:总额|合计|共计|总计)?(?:为|是|共|计|：|:|[￥¥\s])*$"
    )
    found = [
        a
        for a in view.figures.amounts
        if a.is_certain
        and not a.per
        and words.search(before := _before(view, a))
        and not re.search("调换|安置|回迁|新房", before)
    ]
    return found[0] if len({a.value for a in found}) == 1 else None


def _exchanged(view: Numbers) -> Amount | None:
    """The value of the only house given in exchange: the sum called 价值 in its sentence."""
    worth = re.compile("(?:价值|总价|房价|价款|作价|计价)(?:为|计|共|共计|合计|[：:])*$")
    found = [
        a
        for sentence in view.figures.sentences
        if re.search("产权调换房|调换房|安置房|回迁房", sentence.text)
        for a in view.figures.amounts_in(sentence.span)
        if a.is_certain
        and not a.per
        and worth.search(before := _before(view, a))
        and not re.search("被征收|原房", before)
    ]
    return found[0] if len({a.value for a in found}) == 1 else None


def _tabled(view: Numbers, words: str) -> Amount | None:
    """The value in the row of 合计 (or the only row) of the table that is about such a house."""
    found = []
    for table in view.figures.tables:
        column = table.column(r"价值|评估价|总价|金额", "单价")
        about = re.search(words, table.header.cells[0].text) or re.search(
            rf"(?:{words})[^。；]{{0,12}}(?:价值|价款|如下|下表)", table.caption
        )
        rows = [table.sum_row] if table.sum_row else list(table.items)
        if column is None or not about or len(rows) != 1 or column >= len(rows[0].cells):
            continue
        cell = rows[0].cells[column]
        if cell.number is not None:
            value = cell.number * table.factor(column)
            label = label_of(view.text, cell.span)
            found.append(Amount(value, cell.span, cell.text, "CNY", label))
    return found[0] if len(found) == 1 else None


def _named(view: Numbers, pattern: str) -> Amount | None:
    """The only amount behind these words."""
    found = _all_named(view, pattern)
    return found[0] if len({a.value for a in found}) == 1 else None


def _all_named(view: Numbers, pattern: str) -> list[Amount]:
    words = re.compile(
        rf"(?:{pattern})(?:\s|为|是|共|计|合计|人民币|：|:|￥|¥|[（(][^（()）]*[)）])*$"
    )
    return [
        a
        for a in view.figures.amounts
        if a.is_certain and not a.per and words.search(_before(view, a))
    ]


def _gap_payer(view: Numbers, gap: Amount) -> str:
    sentence = view.figures.sentence_at(gap.span.start)
    text = sentence.text if sentence else ""
    found = re.search(
        r"由(?P<who>[^，。；]{1,24}?)(?:向[^，。；]{1,12}?)?(?:交清|付清|缴清|付给|交给|补给|补交|补缴|支付|补足|给付|结清|承担|交纳|付)",
        text,
    )
    if not found:
        found = re.search(
            r"(?P<who>甲方|乙方|被征收人|征收部门|征收人|产权人|房屋所有权人)(?:还|再|另)?(?:应|需|须)?当?(?:向[^，。；]{1,10}?)?(?:另行|再)?"
            r"(?:交清|付清|缴清|付给|补给|补交|补缴|补付|支付|补足|给付|结清|交纳|缴纳|退还|返还)",
            text,
        )
    if not found:
        return ""
    who = found["who"]
    party = view.party_of(who)
    titles = re.sub("被(?:征收|拆迁)[人方户]", "", "".join(party.titles) if party else who)
    is_public = bool(party and party.nature.is_public) or (
        bool(re.search("征收部门|征收人|实施单位", titles)) and "被" not in who
    )
    return "state" if is_public else "owner" if party or "被征收" in who else ""


def _by_area(view: Numbers) -> Said:
    """征地: 面积 × 区片价 in one sentence with its product."""
    for sentence in view.figures.sentences:
        if not re.search("区片|土地补偿|征地|青苗|补偿标准|亩", sentence.text) or sentence.is_row:
            continue
        amounts = view.figures.amounts_in(sentence.span)
        unit = [a for a in amounts if a.per in ("亩", "平方米", "㎡") and a.is_certain]
        whole = [a for a in amounts if not a.per and a.is_certain]
        areas = [
            q
            for q in view.figures.quantities_in(sentence.span)
            if q.unit in ("亩", "平方米", "㎡", "公顷")
        ]
        if len(unit) != 1 or len(whole) != 1 or len(areas) != 1 or areas[0].unit != unit[0].per:
            continue
        due = areas[0].number * unit[0].value
        if abs(due - whole[0].value) > _ONE:
            check = "N34" if re.search("征地|区片|土地补偿|青苗|亩", sentence.text) else "N32"
            formula = f"土地补偿计算有误：{areas[0].text}×{yuan(unit[0].value)}／{unit[0].per}＝{yuan(due)}"
            yield _issue(check, view, whole[0].span, formula, whole[0].value, due)
