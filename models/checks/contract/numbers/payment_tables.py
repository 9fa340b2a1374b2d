"""Payment tables (付款计划表, N04 N05 N10): shares make 100 %, each sum is its share."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from corpus.span import Span
from models.checks.contract.numbers.price import Price
from models.checks.contract.numbers.view import Numbers, Said, issue, yuan
from models.checks.draft import Issue
from models.contracts.figures.numerals import percent
from models.contracts.figures.tables import Row, Table

_ONE = Decimal(1)
_SLACK = Decimal("0.0001")
_PAID = re.compile("付款|支付|期次|期数|批次|分期|节点|阶段|进度|拨付|缴纳|缴款|应付|应缴")
_WHOLE = re.compile(r"(?:下表|如下|以下|为|分期[^，。；\n]{0,6})[：:]?\s*$")
_ADVICE = "重新核定各期比例，使合计等于100%；质量保证金应当包含在内，不得重复计算。"


def check_payment_tables(view: Numbers, price: Price | None) -> Said:
    """付款计划表: shares to 100 %, or rising where they are cumulative; sums by their shares."""
    for table in view.figures.tables:
        header = "".join(c.text for c in table.header.cells) + table.caption
        share = table.column("比例|占比")
        if share is None or not _PAID.search(header):
            continue
        rows = [
            (row, v)
            for row in table.items
            if share < len(row.cells) and (v := _percent(row.cells[share].text))
        ]
        values = [v for _, v in rows]
        if len(values) < 2:
            continue
        span = Span(rows[0][0].span.start, rows[-1][0].span.end)
        if "累计" in table.header.cells[share].text:
            yield from _rising(view, rows, share)
        elif abs(sum(values, Decimal(0)) - 1) > _SLACK and len(values) == len(table.items):
            yield not_whole(view, "N04", span, values)
        whole = _announced(view, table) or price
        if whole:
            yield from _sums(view, table, rows, whole)


def _announced(view: Numbers, table: Table) -> Price | None:
    """使用费共360万元，分期如下：the only sum of the line above, the whole that is paid by the table."""
    if not _WHOLE.search(table.caption.rstrip()):
        return None
    low = view.text.rfind(table.caption, 0, table.span.start)
    known = [
        a
        for a in view.figures.amounts_in(Span(max(low, 0), table.span.start))
        if not a.per and not a.is_range and a.currency == "CNY" and not a.label.bound
    ]
    if low < 0 or len({a.value for a in known}) != 1:
        return None
    return Price(known[0], tuple(v for v in (known[0].value, known[0].words) if v))


def _percent(text: str) -> Decimal | None:
    found = re.fullmatch(r"\s*(\d{1,3}(?:\.\d+)?)\s*[%％]\s*", text)
    return Decimal(found[1]) / 100 if found else None


def _rising(view: Numbers, rows: Sequence[tuple[Row, Decimal]], column: int) -> Said:
    """Cumulative shares rise and end at 100 % at most."""
    reached = Decimal(0)
    for row, share in rows:
        if share < reached or share > 1 + _SLACK:
            yield issue(
                "N10",
                row.cells[column].span,
                f"付款计划表累计比例{percent(share)}，而前一期已累计到{percent(reached)}，"
                + ("累计比例不升反降。" if share < reached else "超过100%。"),
                "按付款先后重新核定各期累计比例，逐期递增，最后与质量保证金合计为100%。",
            )
            return
        reached = share


def _sums(view: Numbers, table: Table, rows: Sequence[tuple[Row, Decimal]], price: Price) -> Said:
    """比例 × 总价 = 金额 of each row."""
    column = table.column(
        "金额|款额|付款额|支付额|应付款|应缴|缴纳额|缴款额|应付", "比例|时间|期限"
    )
    if column is None:
        return
    for row, share in rows:
        cell = row.cells[column] if column < len(row.cells) else None
        if cell is None or cell.number is None:
            return
        factor = 1 if cell.unit in ("万元", "万") else table.factor(column)
        value, slack = cell.number * factor, max(_ONE, Decimal(table.factor(column)) / 100)
        if any(abs(share * v - value) <= slack for v in price.values):
            continue
        due = share * price.value
        yield issue(
            "N05",
            cell.span,
            f"付款计划表：总价{yuan(price.value)}×{percent(share)}＝{yuan(due)}，表中写{yuan(value)}，"
            f"相差{yuan(abs(due - value))}。",
            "按比例重算该期金额，或者更正比例，并核对各期合计与合同总价。",
        )


def not_whole(view: Numbers, check: str, span: Span, values: Sequence[Decimal]) -> Issue:
    """比例合计不等于100%: the finding with its sum."""
    total = sum(values, Decimal(0))
    shown = "＋".join(percent(v) for v in values)
    how = (
        f"超过100%，多出{percent(total - 1)}" if total > 1 else f"不足100%，差{percent(1 - total)}"
    )
    return issue(
        check,
        span,
        f"{view.draft.article(span)}各期付款比例合计为{shown}＝{percent(total)}，{how}。",
        _ADVICE,
    )
