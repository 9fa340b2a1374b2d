"""Payments (付款比例与金额, N04 N05 N10): shares make 100 %, sums are the shares of the price."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from corpus.span import Span
from models.checks.contract.numbers.payment_tables import check_payment_tables, not_whole
from models.checks.contract.numbers.portions import check_balance, check_portions
from models.checks.contract.numbers.price import Price, annual_values, price_of
from models.checks.contract.numbers.stages import (
    Stage,
    StageList,
    rates_with_sums,
    spread_list,
    stage_lists,
)
from models.checks.contract.numbers.view import Numbers, Said, issue, yuan
from models.checks.draft import Fine, Issue
from models.contracts.figures.amounts import Amount
from models.contracts.figures.numerals import percent

_ONE = Decimal(1)
_SLACK = Decimal("0.0001")
_LISTED = re.compile(
    r"(?:付款|支付|分[一二两三四五六\d]+[期次批])[^。；\n%％]{0,16}?"
    r"(?P<all>\d{1,3}(?:\.\d+)?[%％](?:[、，,和及/]\s*\d{1,3}(?:\.\d+)?[%％])+)"
)
_STAGED = re.compile(
    r"(?P<all>(?:第[一1]|首)[期笔次][款]?[^。；\n%％]{0,10}?(?P<first>\d{1,3}(?:\.\d+)?)[%％]"
    r"(?:[，,、；;]\s*(?:第[二三四五六七八2-8]|末|尾)[期笔次][款]?[^。；\n%％]{0,10}?\d{1,3}(?:\.\d+)?[%％])+)"
)
_HELD = re.compile(r"质量保证金|质保金|保修金|质量保修金")
_TOTALS = ("total", "land_total", "rent_total", "original", "added")
_STAGE_WORDS = (
    r"第[一二三四五六\d][期笔次]|首付款|首期款?|预付款|进度款|尾款|余款|验收款|到货款|剩余"
)


def check_payments(view: Numbers) -> Said:
    """付款比例 in clauses, lists and tables, then the sums that go with them."""
    yield from _listed(view)
    for listed in stage_lists(view):
        yield from _total(view, listed)
    spread = spread_list(view)
    if spread is not None:
        yield from _total(view, spread)
    price = price_of(view)
    yield from check_payment_tables(view, price)
    if price is not None:
        yield from _share_sums(view, price)
        found = [*_sums_of_stages(view, price)]
        yield from found
        if not found:
            yield from check_balance(view, price)
    yield from check_portions(view)


def _listed(view: Numbers) -> Iterator[Issue]:
    """A bare list in one sentence: 分三期支付：30%、40%、30%; 第一期为30%，第二期为70%."""
    for found in [*_LISTED.finditer(view.text), *_STAGED.finditer(view.text)]:
        values = [Decimal(v) / 100 for v in re.findall(r"(\d+(?:\.\d+)?)\s*[%％]", found["all"])]
        if abs(sum(values, Decimal(0)) - 1) > _SLACK:
            yield not_whole(view, "N04", Span(found.start("all"), found.end("all")), values)


def _total(view: Numbers, listed: StageList) -> Said:
    if any(s.mode == "until" for s in listed.stages):
        yield from _cumulative(view, listed)
        return
    stages = listed.stages
    check = "N10" if any(s.mode == "held" for s in stages) else "N04"
    values = [s.share for s in stages]
    possible = _possible(stages, view)
    if any(abs(total - 1) <= _SLACK for total in possible):
        yield Fine("付款比例", "各期付款比例合计为100%", listed.span)
    elif min(possible) > 1 or (max(possible) < 1 and not listed.open):
        yield not_whole(view, check, listed.span, values)


def _possible(stages: Sequence[Stage], view: Numbers) -> list[Decimal]:
    """The sums that may be meant: a deposit counts towards the price or not, retention too."""
    firm = sum((s.share for s in stages if not s.optional), Decimal(0))
    whole = sum((s.share for s in stages), Decimal(0))
    held = {r.value for r in view.figures.rates if r.per is None and _HELD.search(r.before)}
    return [firm, whole, *(whole + share for share in held)]


def _cumulative(view: Numbers, listed: StageList) -> Said:
    """付至 shares rise, end with the retention at 100 %, and what is paid before fits under them."""
    reached, parts = Decimal(0), Decimal(0)
    for stage in listed.stages:
        if stage.mode == "until":
            if stage.share > 1 + _SLACK or stage.share < max(reached, parts) - _SLACK:
                yield _backwards(view, stage, max(reached, parts))
                return
            reached, parts = stage.share, Decimal(0)
        elif stage.mode == "held" or reached == 0:
            parts += stage.share
        else:
            parts += stage.share
    total = reached + parts
    if abs(total - 1) <= _SLACK:
        yield Fine("累计付款比例", "累计付款比例合计为100%", listed.span)
        return
    held = {r.value for r in view.figures.rates if r.per is None and _HELD.search(r.before)}
    if any(abs(reached + share - 1) <= _SLACK for share in held) or abs(reached - 1) <= _SLACK:
        return
    if total > 1 or (not listed.open and len(listed.stages) > 1):
        yield _open_end(view, listed, reached, parts)


def _backwards(view: Numbers, stage: Stage, before: Decimal) -> Issue:
    return issue(
        "N10",
        stage.span,
        f"{view.place(stage.span)}约定累计付至{percent(stage.share)}，而此前各期已付到{percent(before)}，"
        + ("累计比例超过100%。" if stage.share > 1 else "累计比例不升反降。"),
        "按付款先后重新核定各期累计比例，逐期递增，最后与质量保证金合计为100%。",
    )


def _open_end(view: Numbers, listed: StageList, reached: Decimal, parts: Decimal) -> Issue:
    total = reached + parts
    formula = f"累计付至{percent(reached)}" + (f"＋{percent(parts)}" if parts else "")
    how = f"多出{percent(total - 1)}" if total > 1 else f"差{percent(1 - total)}"
    return issue(
        "N10",
        listed.span,
        f"{view.draft.article(listed.span)}{formula}＝{percent(total)}，与100%相比{how}。",
        "核定最后一期比例和质量保证金比例，使累计付款与质量保证金合计为100%。",
        confidence=0.9,
    )


def _share_sums(view: Numbers, price: Price) -> Said:
    """比例 × 总价 = 金额 wherever both stand together."""
    at = {a.span.start: a for a in view.figures.amounts}
    stated = {a.value for a in view.figures.amounts if a.label.summed or a.kind in _TOTALS}
    right = 0
    for rate, start in rates_with_sums(view):
        amount = at[start]
        if not amount.is_certain or amount.per or rate.value >= 2 or _is_other(rate.before):
            continue
        values = annual_values(view) if rate.base == "annual" else price.values
        if not values:
            continue
        wholes = (*values, *(v for v in stated if v > amount.value))
        if any(abs(rate.value * v - amount.value) <= _ONE for v in wholes):
            right += 1
        else:
            yield _share_issue(view, price, values[0], rate.value, amount, rate.span)
    if right:
        yield Fine("比例与金额", f"{right}处比例与金额相符")


def _is_other(before: str) -> bool:
    if re.search("扣除|剔除|不含|暂列", before):
        return True
    return bool(re.search("税|利率|利息|折|下浮|优惠|股权|股份|出资|增长|递增", before[-12:]))


def _share_issue(
    view: Numbers, price: Price, whole: Decimal, share: Decimal, amount: Amount, at: Span
) -> Issue:
    due = share * whole
    span = Span(min(at.start, amount.span.start), max(at.end, amount.span.end))
    return issue(
        "N05",
        span,
        f"{view.place(span)}比例与金额不符：{view.place(price.amount.span)}总价{yuan(whole)}×{percent(share)}＝"
        f"{yuan(due)}，此处写{yuan(amount.value)}，相差{yuan(abs(due - amount.value))}。",
        "按比例重算该期金额，或者更正比例，并与其他各期核对合计。",
    )


def _sums_of_stages(view: Numbers, price: Price) -> Said:
    """分N期: the sums of all stages make the price."""
    for found in re.finditer(
        r"分(?P<n>[二两三四五六2-6])(?:期|次|笔|个阶段)[^\n]{0,12}(?:支付|付款|付清)", view.text
    ):
        count = "一二三四五六".find(found["n"].replace("两", "二")) + 1 or int(found["n"])
        stages = _stage_sums(view, found.end(), count)
        if len(stages) != count:
            continue
        total = sum((a.value for a in stages), Decimal(0))
        if any(abs(total - v) <= _ONE for v in price.values):
            yield Fine("分期金额", f"{count}期付款金额合计与合同总价一致")
            continue
        formula = "＋".join(yuan(a.value) for a in stages)
        yield issue(
            "N05",
            Span(stages[0].span.start, stages[-1].span.end),
            f"{view.place(stages[0].span)}各期金额合计{formula}＝{yuan(total)}，合同总价为{yuan(price.value)}，"
            f"相差{yuan(abs(total - price.value))}。",
            "核对各期金额，使合计等于合同总价。",
        )


def _stage_sums(view: Numbers, start: int, count: int) -> list[Amount]:
    """The sums of the sentences that follow, one in each, up to the number of stages."""
    sums: list[Amount] = []
    for sentence in view.figures.sentences:
        if sentence.span.end <= start or len(sums) == count:
            continue
        if sentence.span.start > start + 600:
            break
        inside = Span(max(sentence.span.start, start), sentence.span.end)
        amounts = [a for a in view.figures.amounts_in(inside) if not a.per]
        if not amounts and sentence.span.start <= start:
            continue
        firm = [a for a in amounts if a.is_certain and a.kind not in ("total", "penalty")]
        if (
            len(firm) != 1
            or len(amounts) != 1
            or not re.search("付|" + _STAGE_WORDS, sentence.text)
        ):
            break
        sums.append(firm[0])
    return sums
