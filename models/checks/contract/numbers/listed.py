"""Listed sums (列举合计, N01): 上述三笔合计… is the sum of the items that stand before it."""

from __future__ import annotations

import re
from decimal import Decimal

from corpus.span import Span
from models.checks.contract.numbers.view import Numbers, Said, issue, yuan
from models.checks.draft import Fine
from models.contracts.figures.amounts import Amount
from models.contracts.figures.numerals import parse_decimal, percent
from models.contracts.figures.sentences import Sentence

_ONE = Decimal(1)
_SUMMED = re.compile(
    r"(?:上述|以上|前述)(?:(?P<n>[一二两三四五六七八九十\d]{1,2})(?:项|笔|期|次|款))?[^，。；\d]{0,14}(?:合计|共计|总计|总额|总和)"
)
_ITEM = re.compile(
    r"^\s*(?:[（(]?[一二三四五六七八九十\d]{1,2}[)）.、．]|\d{1,2}[.．]\d{1,2}|[①-⑩])"
)
_CAPITAL = re.compile(r"注册资本(?:总额)?(?:为|：|:)?(?:人民币)?\s*$")


def check_listed(view: Numbers) -> Said:
    """列举合计 of any contract but expropriations; 股权比例 × 注册资本 of equity transfers."""
    if not view.has_kind("expropriation"):
        yield from _lists(view)
    if view.has_kind("equity"):
        yield from _capital(view)


def _lists(view: Numbers) -> Said:
    for index, sentence in enumerate(view.figures.sentences):
        found = _SUMMED.search(sentence.text)
        if not found:
            continue
        start = sentence.span.start + found.end()
        total = next(
            (a for a in view.figures.amounts if start <= a.span.start < sentence.span.end), None
        )
        count = int(parse_decimal(found["n"]) or 0) if found["n"] else 0
        items = _items(view, view.figures.sentences[:index], count)
        if total is None or not total.is_certain or total.span.start - start > 8 or len(items) < 2:
            continue
        due = sum((a.value for a in items), Decimal(0))
        if abs(due - total.value) <= _ONE:
            yield Fine("列举合计", f"{len(items)}项与合计相符", total.span)
            continue
        formula = "＋".join(yuan(a.value) for a in items)
        yield issue(
            "N01",
            total.span,
            f"{view.place(total.span)}合计有误：{formula}＝{yuan(due)}，合同写{yuan(total.value)}，"
            f"相差{yuan(abs(due - total.value))}。",
            "逐项核对后改正分项或者合计，并与合同总价核对。",
            confidence=0.9,
        )


def _items(view: Numbers, before: tuple[Sentence, ...], count: int) -> list[Amount]:
    """The last sums of the numbered sentences right before; none where one is unclear."""
    items: list[Amount] = []
    for sentence in reversed(before[-12:]):
        amounts = [a for a in view.figures.amounts_in(sentence.span) if not a.per]
        if not amounts:
            if items and not count:
                break
            continue
        if len(amounts) != 1 or not amounts[0].is_certain:
            return []
        if not count and not _ITEM.match(sentence.text):
            break
        items.insert(0, amounts[0])
        if count and len(items) == count:
            break
    return items if not count or len(items) == count else []


def _capital(view: Numbers) -> Said:
    """35%股权，对应注册资本…: the share of the registered capital."""
    capital = {
        a.value
        for a in view.figures.amounts
        if a.is_certain
        and _CAPITAL.search(view.text[: a.span.start][-16:])
        and "对应" not in view.text[: a.span.start][-14:]
    }
    if len(capital) != 1:
        return
    whole = capital.pop()
    for rate in view.figures.rates:
        tail = view.text[rate.span.end : rate.span.end + 40]
        found = re.match(
            r"的?股权[^。；\d]{0,14}对应(?:的)?(?:注册资本|出资额?)(?:为|人民币)*", tail
        )
        start = rate.span.end + (found.end() if found else 0)
        amount = next(
            (a for a in view.figures.amounts if found and a.span.start - start in (0, 1)), None
        )
        if amount is None or abs(whole * rate.value - amount.value) <= _ONE:
            continue
        due = whole * rate.value
        yield issue(
            "N05",
            Span(rate.span.start, amount.span.end),
            f"{view.place(amount.span)}股权比例与出资额不符：注册资本{yuan(whole)}×{percent(rate.value)}＝{yuan(due)}，"
            f"合同写{yuan(amount.value)}，相差{yuan(abs(due - amount.value))}。",
            "与公司章程、登记信息核对股权比例和出资额。",
            confidence=0.9,
        )
