"""Differences and instalments (相减与分次付款, N05): what is left after a part, what the parts make."""

from __future__ import annotations

import re
from decimal import Decimal

from corpus.span import Span
from models.checks.contract.numbers.named import known_values
from models.checks.contract.numbers.slips import is_slip
from models.checks.contract.numbers.view import Numbers, Said, issue, yuan
from models.checks.draft import Issue
from models.contracts.figures.amounts import Amount
from models.contracts.figures.numerals import parse_decimal
from models.contracts.figures.sentences import Sentence

_ONE = Decimal(1)
_LESS = re.compile(
    r"(?:扣除|扣掉|扣减|减去|剔除|抵扣|冲抵|抵减|相抵|折抵|扣回|除去|刨去)[^。；\n\d]{0,24}(?:后|，|,)[^。；\n\d]{0,14}"
    r"(?:融资额|净额|为|余|剩|实付|应付|净额|计|实际|支付|尚需|还需|还应|补交|补缴)[^。；\n\d，]{0,8}$"
)
_LESS_SUM = re.compile(
    r"(?:扣除|扣减|减去|剔除|抵扣|冲抵|抵减|除去)[^。；\n]{0,24}元[^。；\n\d]{0,8}(?:后|，)[^。；\n\d]{0,14}(?:为|是|计|共|余|剩|付|[￥¥（(])[^。；\n\d，]{0,6}$"
)
_SPLIT = re.compile(
    r"分(?P<n>[两二三四五六2-6])(?:次|期|笔|批|个阶段)[^\n。；，：:]{0,10}(?:付|支付|缴|交|拨|结清|到位|出资)[^\n\d]{0,8}"
)
_LAST = re.compile(r"(?:其余|余款|余下|剩余|尾款|余额)[^，。；\d]{0,10}$")
_ASIDE = re.compile(r"违约|罚|赔偿|每[月季年期次]|不超过|以上|如|若|税|押金|利息|递增")
_AFTER_CHANGE = re.compile(r"(?:变更|调整|追加|增加|增补|补充)后的?[^，。；\d]{0,12}$")
_CLOSE = Decimal("0.25")


def check_differences(view: Numbers) -> Said:
    """A 扣除 B 后为 C; 分两次付 A 和 B; A，其余 B."""
    for sentence in view.figures.sentences:
        if sentence.is_row:
            continue
        yield from _left(view, sentence)
        yield from _changed(view, sentence)
        if not _ASIDE.search(sentence.text):
            yield from _rest(view, sentence)
    yield from _split(view)


def _plain(view: Numbers, span: Span) -> list[Amount]:
    return [a for a in view.figures.amounts_in(span) if a.is_certain and not a.per]


def _left(view: Numbers, sentence: Sentence) -> Said:
    """What is left of the sum before once the part named is taken off it."""
    line = view.text.rfind("\n", 0, sentence.span.start) + 1
    for amount in _plain(view, sentence.span):
        before = view.text[max(sentence.span.start, amount.span.start - 60) : amount.span.start]
        earlier = _plain(view, Span(line, amount.span.start))
        if (
            not (_LESS.search(before) or _LESS_SUM.search(before))
            or "%" in before
            or "百分之" in before
        ):
            continue
        if len(earlier) == 1:
            yield from _left_of_any(view, earlier[0], amount)
        if len(earlier) < 2:
            continue
        values = [a.value for a in earlier]
        known = known_values(view)
        if any(abs(a - b - amount.value) <= _ONE for a in known for b in known):
            continue
        whole, part = max(values[-3:]), values[-1]
        if whole == part:
            part = values[-2]
        due = whole - part
        if due > 0 and abs(due - amount.value) <= due * _CLOSE:
            yield _issue(view, amount, f"{yuan(whole)}－{yuan(part)}", due)


def _left_of_any(view: Numbers, part: Amount, amount: Amount) -> Said:
    """扣除首付80万元后，融资额…: a slip away from what is left of one sum of the contract."""
    known = known_values(view)
    if any(abs(k - part.value - amount.value) <= _ONE for k in known):
        return
    near = {k for k in known if k > part.value and is_slip(k - part.value, amount.value)}
    if len(near) == 1:
        whole = near.pop()
        yield _issue(view, amount, f"{yuan(whole)}－{yuan(part.value)}", whole - part.value)


def _changed(view: Numbers, sentence: Sentence) -> Said:
    """变更后合同总金额: the first sum with what was added (or less what was taken off)."""
    firsts = {a.value for a in view.figures.amounts_of("original") if a.is_certain}
    added = {a.value for a in view.figures.amounts_of("added") if a.is_certain and not a.per}
    for amount in _plain(view, sentence.span):
        before = view.text[max(sentence.span.start, amount.span.start - 20) : amount.span.start]
        if not _AFTER_CHANGE.search(before) or len(firsts) != 1 or len(added) != 1:
            continue
        (first,), (more,) = firsts, added
        if any(abs(first + s * more - amount.value) <= _ONE for s in (1, -1)):
            continue
        if abs(first + more - amount.value) <= first * _CLOSE:
            yield _issue(view, amount, f"{yuan(first)}＋{yuan(more)}", first + more)


def _rest(view: Numbers, sentence: Sentence) -> Said:
    """付A，其余B: both together are a sum of the contract."""
    amounts = _plain(view, sentence.span)
    if len(amounts) < 2 or len(amounts) > 4:
        return
    last = amounts[-1]
    before = view.text[max(sentence.span.start, last.span.start - 20) : last.span.start]
    if _LAST.search(before):
        yield from _made(view, amounts)


def _split(view: Numbers) -> Said:
    """分两次付款: the sums that follow make a sum of the contract."""
    for found in _SPLIT.finditer(view.text):
        number = parse_decimal(found["n"].replace("两", "二"))
        line_end = view.text.find("\n", found.end())
        stop = line_end if line_end >= 0 else len(view.text)
        amounts = _plain(view, Span(found.end(), stop))
        if number is None or len(amounts) != int(number):
            continue
        if not _ASIDE.search(view.text[found.end() : amounts[-1].span.end]):
            yield from _made(view, amounts)


def _made(view: Numbers, amounts: list[Amount]) -> Said:
    total = sum((a.value for a in amounts), Decimal(0))
    own = {a.span for a in amounts}
    known = {a.value for a in view.figures.amounts if a.span not in own and not a.per}
    if any(abs(v - total) <= _ONE for v in known | {a.value for a in amounts[:1]}):
        return
    if any(abs(v - total) <= _ONE for v in known_values(view)):
        return
    most = max(a.value for a in amounts)
    near = {v for v in known if v > most and abs(v - total) <= total * _CLOSE}
    if len(near) > 1:
        near &= {
            a.value
            for a in view.figures.amounts
            if a.label.summed or a.kind in ("total", "land_total")
        }
    if len(near) != 1:
        return
    formula = "＋".join(yuan(a.value) for a in amounts)
    due = near.pop()
    yield issue(
        "N05",
        Span(amounts[0].span.start, amounts[-1].span.end),
        f"{view.place(amounts[-1].span)}各笔金额{formula}＝{yuan(total)}，合同另处的总额为{yuan(due)}，"
        f"相差{yuan(abs(due - total))}。",
        "核对各笔金额与总额，使其相等。",
        confidence=0.85,
    )


def _issue(view: Numbers, amount: Amount, formula: str, due: Decimal) -> Issue:
    return issue(
        "N05",
        amount.span,
        f"{view.place(amount.span)}金额有误：{formula}＝{yuan(due)}，合同写{yuan(amount.value)}，"
        f"相差{yuan(abs(due - amount.value))}。",
        "核对各项金额和结果，改为一致。",
        confidence=0.85,
    )
