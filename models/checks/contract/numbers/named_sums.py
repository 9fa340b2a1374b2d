"""Named sums (点名合计, N01): 加盟费、保证金、设备款三项一共… is the sum of what these names stand for."""

from __future__ import annotations

import re
from decimal import Decimal

from models.checks.contract.numbers.view import Numbers, Said, issue, yuan
from models.checks.draft import Fine
from models.contracts.figures.amounts import Amount

_ONE = Decimal(1)
_JOIN = r"(?:[、，,＋+]|以及|和|及|与|加上)"
_NAMED = re.compile(
    rf"(?P<names>[一-龥]{{2,10}}(?:{_JOIN}[一-龥]{{2,12}}?){{1,6}})(?:等)?[（(]?(?:[两二三四五六七八]|上述)?"
    r"(?:项|者|笔|部分|样|类|块)?[)）]?(?:费用|款项|金额|价款)?(?:全部|各项)?(?:加起来|加在一起|相加|之和|一起|一共|总共|合计|共计|总计|合共|共|计)"
    r"(?:应[付交缴收]|支付|交|付|收|缴)?(?:总额|金额)?(?:为|是|人民币|约|[:：￥¥\s])*$"
)
_HEAD = re.compile(
    r"^(?:以上|上述|前述|本条|其中|即|由|将|把|乙方|甲方|丙方|应|支付|缴纳|交纳|包括|含|含有|前款|第[一-龥\d]+条|的|约定|所列|所述|载明)+"
)
_BEHIND = r"(?:总额|金额|款|费)?(?:为|是|共|计|共计|合计|收取|收|交|：|:|人民币|[\s￥¥（(])*$"


def check_named_sums(view: Numbers) -> Said:
    """X、Y、Z三项一共N元, each of them called by its name elsewhere."""
    for total in view.figures.amounts:
        sentence = view.figures.sentence_at(total.span.start)
        if sentence is None or sentence.is_row or total.per or total.is_range:
            continue
        before = view.text[max(sentence.span.start, total.span.start - 80) : total.span.start]
        found = _NAMED.search(before)
        if not found or re.search(r"\d", found["names"]):
            continue
        names = [_HEAD.sub("", n) for n in re.split(_JOIN, found["names"])]
        items = [_called(view, n, total) for n in names]
        known = [i for i in items if i is not None]
        if len(known) != len(items) or len({i.span.start for i in known}) != len(known):
            continue
        due = sum((i.value for i in known), Decimal(0))
        if abs(due - total.value) <= _ONE:
            yield Fine("点名合计", f"{'、'.join(names)}与合计相符", total.span)
            continue
        if not due / 2 < total.value < due * 2:
            continue
        formula = "＋".join(f"{n}{yuan(i.value)}" for n, i in zip(names, known, strict=True))
        yield issue(
            "N01",
            total.span,
            f"{view.place(total.span)}合计有误：{formula}＝{yuan(due)}，合同写{yuan(total.value)}，"
            f"相差{yuan(abs(due - total.value))}。",
            "与各分项约定处核对，改正分项或者合计。",
            confidence=0.9,
        )


def _called(view: Numbers, name: str, total: Amount) -> Amount | None:
    """The only sum that stands behind this name (or its end) elsewhere."""
    if len(name) < 2:
        return None
    for cut in range(len(name) - 2):
        found = _behind(view, name[cut:], total)
        if found:
            return found[0] if len({a.value for a in found}) == 1 else None
    found = _behind(view, name, total)
    return found[0] if len({a.value for a in found}) == 1 and found else None


def _behind(view: Numbers, name: str, total: Amount) -> list[Amount]:
    """Sums right behind a name, or behind 名：…打包价 in the same short clause."""
    right = re.compile(rf"{re.escape(name)}{_BEHIND}")
    loose = re.compile(rf"{re.escape(name)}[：:，,][^。；\n\d]{{0,14}}(?:价|费|款|金)?{_BEHIND}")
    close, far = [], []
    for amount in view.figures.amounts:
        if amount.span == total.span or amount.per or not amount.is_certain:
            continue
        before = view.text[max(0, amount.span.start - 34) : amount.span.start]
        clause = re.split(r"[。；;\n]", before)[-1]
        if right.search(clause):
            close.append(amount)
        elif loose.search(clause):
            far.append(amount)
    return close or far
