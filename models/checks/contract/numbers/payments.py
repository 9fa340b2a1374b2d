"""Payments (付款比例与金额, N04 N05 N10): shares make 100 %, sums are the shares of the price."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from corpus.span import Span
from models.checks.contract.numbers.price import Price, price_of
from models.checks.contract.numbers.stages import Stage, StageList, rates_with_sums, stage_lists
from models.checks.contract.numbers.view import Numbers, Said, issue, yuan
from models.checks.draft import Fine, Issue
from models.contracts.figures.amounts import Amount
from models.contracts.figures.numerals import percent
from models.contracts.figures.tables import Table

_ONE = Decimal(1)
_SLACK = Decimal("0.0001")
_LISTED = re.compile(
    r"(?:付款|支付|分[一二两三四五六\d]+[期次批])[^。；\n%％]{0,16}?"
    r"(?P<all>\d{1,3}(?:\.\d+)?[%％](?:[、，,和及/]\s*\d{1,3}(?:\.\d+)?[%％])+)"
)
_HELD = re.compile(r"质量保证金|质保金|保修金|质量保修金")
_STAGE_WORDS = r"第[一二三四五六\d][期笔次]|首付款|首期款?|预付款|进度款|尾款|余款|验收款|到货款|剩余"
_ADVICE = "重新核定各期比例，使合计等于100%；质量保证金应当包含在内，不得重复计算。"


def check_payments(view: Numbers) -> Said:
    """付款比例 in clauses, lists and tables, then the sums that go with them."""
    yield from _listed(view)
    for listed in stage_lists(view):
        yield from _total(view, listed)
    price = price_of(view)
    yield from _payment_tables(view, price)
    if price is not None:
        yield from _share_sums(view, price)
        yield from _sums_of_stages(view, price)


def _listed(view: Numbers) -> Iterator[Issue]:
    """A bare list in one sentence: 分三期支付：30%、40%、30%."""
    for found in _LISTED.finditer(view.text):
        values = [Decimal(v) / 100 for v in re.findall(r"\d+(?:\.\d+)?", found["all"])]
        if abs(sum(values, Decimal(0)) - 1) > _SLACK:
            yield _not_whole(view, "N04", Span(found.start("all"), found.end("all")), values)


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
        yield _not_whole(view, check, listed.span, values)


def _possible(stages: Sequence[Stage], view: Numbers) -> list[Decimal]:
    """The sums that may be meant: a deposit counts towards the price or not, retention too."""
    firm = sum((s.share for s in stages if not s.optional), Decimal(0))
    whole = sum((s.share for s in stages), Decimal(0))
    held = {r.value for r in view.figures.rates if r.per is None and _HELD.search(r.before)}
    return [firm, whole, *(whole + share for share in held)]


def _not_whole(view: Numbers, check: str, span: Span, values: Sequence[Decimal]) -> Issue:
    total = sum(values, Decimal(0))
    shown = "＋".join(percent(v) for v in values)
    how = f"超过100%，多出{percent(total - 1)}" if total > 1 else f"不足100%，差{percent(1 - total)}"
    return issue(
        check,
        span,
        f"{view.draft.article(span)}各期付款比例合计为{shown}＝{percent(total)}，{how}。",
        _ADVICE,
    )


def _cumulative(view: Numbers, listed: StageList) -> Said:
    """付至 shares rise, end with the retention at 100 %, and what is paid before fits under them."""
    reached, parts = Decimal(0), Decimal(0)
    for stage in listed.stages:
        if stage.mode == "until":
            if stage.share > 1 + _SLACK or stage.share < max(reached, parts) - _SLACK:
                yield _backwards(view, stage, max(reached, parts))
                return
            reached, parts = stage.share, Decimal(0)
        elif stage.mode == "held":
            parts += stage.share
        elif reached == 0:
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
    right = 0
    for rate, start in rates_with_sums(view):
        amount = at[start]
        if not amount.is_certain or amount.per or rate.value >= 2 or _is_other(rate.before):
            continue
        if any(abs(rate.value * v - amount.value) <= _ONE for v in price.values):
            right += 1
        else:
            yield _share_issue(view, price, rate.value, amount, Span(rate.span.start, amount.span.end))
    if right:
        yield Fine("比例与金额", f"{right}处比例与金额相符")


def _is_other(before: str) -> bool:
    return bool(re.search("税|利率|利息|折|下浮|优惠|股权|股份|出资|增长|递增", before[-12:]))


def _share_issue(view: Numbers, price: Price, share: Decimal, amount: Amount, span: Span) -> Issue:
    due = share * price.value
    return issue(
        "N05",
        span,
        f"{view.place(span)}比例与金额不符：{view.place(price.amount.span)}总价{yuan(price.value)}×{percent(share)}＝"
        f"{yuan(due)}，此处写{yuan(amount.value)}，相差{yuan(abs(due - amount.value))}。",
        "按比例重算该期金额，或者更正比例，并与其他各期核对合计。",
    )


def _payment_tables(view: Numbers, price: Price | None) -> Said:
    """A payment plan as a table: shares to 100 %, sums to the price, each sum its share."""
    for table in view.figures.tables:
        header = "".join(c.text for c in table.header.cells) + table.caption
        share = table.column("比例|占比")
        if share is None or not re.search("付款|支付|期次|节点|阶段|进度|拨付", header):
            continue
        rows = [(row, v) for row in table.items if (v := _percent(row.cells[share].text if share < len(row.cells) else ""))]
        values = [v for _, v in rows]
        if len(values) < 2 or re.search("累计", table.header.cells[share].text):
            continue
        span = Span(rows[0][0].span.start, rows[-1][0].span.end)
        if abs(sum(values, Decimal(0)) - 1) > _SLACK and len(values) == len(table.items):
            yield _not_whole(view, "N04", span, values)
        yield from _table_sums(view, table, rows, price)


def _percent(text: str) -> Decimal | None:
    found = re.fullmatch(r"\s*(\d{1,3}(?:\.\d+)?)\s*[%％]\s*", text)
    return Decimal(found[1]) / 100 if found else None


def _table_sums(view: Numbers, table: Table, rows: Sequence[tuple], price: Price | None) -> Said:  # type: ignore[type-arg]
    column = table.column("金额|款额|付款额|支付额", "累计")
    if column is None:
        return
    total = Decimal(0)
    for row, share in rows:
        cell = row.cells[column] if column < len(row.cells) else None
        if cell is None or cell.number is None:
            return
        value = cell.number * (1 if cell.unit in ("万元", "万") else table.factor(column))
        total += value
        if price and not any(abs(share * v - value) <= max(_ONE, Decimal(table.factor(column)) / 100) for v in price.values):
            due = share * price.value
            yield issue(
                "N05",
                cell.span,
                f"付款计划表：总价{yuan(price.value)}×{percent(share)}＝{yuan(due)}，表中写{yuan(value)}，"
                f"相差{yuan(abs(due - value))}。",
                "按比例重算该期金额，或者更正比例，并核对各期合计与合同总价。",
            )


def _sums_of_stages(view: Numbers, price: Price) -> Said:
    """分N期: the sums of all stages make the price."""
    for found in re.finditer(r"分(?P<n>[二两三四五六2-6])(?:期|次|笔|个阶段)[^\n]{0,12}(?:支付|付款|付清)", view.text):
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
        if len(firm) != 1 or len(amounts) != 1 or not re.search("付|" + _STAGE_WORDS, sentence.text):
            break
        sums.append(firm[0])
    return sums
