"""Sums (分项合计, N01): rows, columns and sentences of prices add up, body and annex agree."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import combinations
from math import prod

from models.checks.contract.numbers.price import price_of, price_places
from models.checks.contract.numbers.said_totals import product_column, said_total
from models.checks.contract.numbers.view import Numbers, Said, issue, yuan
from models.checks.draft import Fine, Issue
from models.contracts.figures.amounts import Amount
from models.contracts.figures.money import in_figures
from models.contracts.figures.numerals import shown
from models.contracts.figures.tables import Cell, Row, Table
from models.contracts.figures.taxes import tax_columns

_COUNT = (
    r"^(?:月|年|日|工程|采购|服务|供货|计划|预计|暂定|建筑|租赁|使用|计租|套内)?(?:数量|工程量|件数|"
    r"台数|套数|台班数?|用量|面积|人数|岗位数|岗位人数|配备人数)"
)
_PRICE = r"单价|综合单价|月单价|人月单价|每[月人台]"
_AMOUNT = r"金额|合价|小计|总价|总额|合计|费用|报价|价款|补偿额|补偿款|补偿费|租金|价值|评估价|评估值|货值"
_NOT_AMOUNT = (
    r"每人|人均|单价|单台|单套|每台|税额|税金|税率|不含税|比例|备注|累计|月租金|年租金|每月|单位"
)
_SUMMED = r"小计|合计|合价|总价|金额"
_PERIODIC = r"月租金|年租金|每月|季租金|月费"
_TIMES = r"月数|期数|期限|年限|年数|次数|天数|人数|频次|时长|服务期|周期|班次|份数|数量|面积"
_COUNTED = r"面积|数量|人数|长度|工程量|功能点|户数|株数|座数"
_ONE = Decimal(1)


def check_sums(view: Numbers) -> Said:
    """分项合计: every price table, then the table against the price in the body."""
    totals: list[tuple[Table, Cell, Decimal]] = []
    for table in view.figures.tables:
        column = amount_column(table)
        yield from _counts(view, table, column)
        if column is None:
            continue
        rows_wrong = list(_rows(view, table, column))
        yield from rows_wrong
        found = _sum_cell(view, table, column)
        if found is None:
            continue
        cell, stated = found
        wrong = _column(view, table, column, cell, stated)
        if wrong:
            yield wrong
        elif not rows_wrong:
            yield Fine("分项合计", f"{view.place(cell.span)}表格各行与合计相符", cell.span)
        if _is_price_table(table, column) and not (wrong and _is_priced_right(view, table, column)):
            totals.append((table, cell, stated))
    if len(totals) == 1:
        yield from _against_body(view, totals[0][1], totals[0][2])
    yield from _drifting_price(view)


def amount_column(table: Table) -> int | None:
    """The column of sums: the last of those that are called so, taxes and unit prices left out."""
    taxes = tax_columns(table)
    if taxes is not None and taxes.gross is not None:
        return taxes.gross
    hits = [
        i
        for i, cell in enumerate(table.header.cells)
        if re.search(_AMOUNT, bare := re.sub(r"\s", "", cell.text))
        and not re.search(_NOT_AMOUNT, bare)
    ]
    numeric = [i for i in hits if any(_cell(row, i) is not None for row in table.items)]
    if len(numeric) > 1:
        numeric = [i for i in numeric if re.search(_SUMMED, table.header.cells[i].text)]
    if hits:
        return numeric[0] if len(numeric) == 1 else None
    column = _periodic_column(table)
    return column if column is not None else product_column(table)


def _periodic_column(table: Table) -> int | None:
    """A column of monthly or yearly sums beside areas or numbers and prices, where no other is."""
    return table.column(_PERIODIC) if table.column(_COUNT) is not None else None


def _cell(row: Row, column: int) -> Cell | None:
    cell = row.cells[column] if column < len(row.cells) else None
    return cell if cell is not None and cell.number is not None else None


def _value(row: Row, column: int, table: Table) -> Decimal | None:
    cell = _cell(row, column)
    if cell is None or cell.number is None:
        return None
    factor = 1 if cell.unit in ("万元", "万") else table.factor(column)
    return cell.number * factor


def _rows(view: Numbers, table: Table, column: int) -> Iterator[Issue]:
    """数量 × 单价 (× 月数 …) of each row."""
    count, price = (
        table.column(_COUNT),
        table.column(_PRICE, "不含税" if "不含税" not in table.header.cells[column].text else ""),
    )
    if count is None or price is None:
        return
    others = [
        i
        for i, cell in enumerate(table.header.cells)
        if i not in (count, price, column) and re.search(_TIMES, re.sub(r"\s", "", cell.text))
    ]
    for row in table.items:
        if len(row.cells) != len(table.header.cells):
            continue
        parts = [_value(row, i, table) for i in (count, price)]
        total, cell = _value(row, column, table), _cell(row, column)
        if None in parts or total is None or cell is None:
            continue
        factors = [v for v in parts if v is not None]
        more = [v for i in others if (v := _value(row, i, table)) is not None]
        slack = _slack(table, price, column, factors[0])
        products = [
            (chosen, prod(chosen, start=_ONE))
            for n in range(len(more) + 1)
            for extra in combinations(more, n)
            for chosen in [[*factors, *extra]]
        ]
        if any(abs(product - total) <= slack for _, product in products):
            continue
        factors, product = products[0] if not more else products[-1]
        formula = "×".join(shown(f) for f in factors)
        name = next((c.text for c in row.cells if c.number is None and len(c.text) > 1), "该行")
        yield issue(
            "N01",
            cell.span,
            f"{view.place(cell.span)}表格“{name}”一行：{formula}＝{yuan(product)}，"
            f"表中写{yuan(total)}，相差{yuan(abs(product - total))}。",
            "核对该行的数量、单价和金额，改正后同步核对合计和合同总价。",
        )


def _counts(view: Numbers, table: Table, column: int | None) -> Iterator[Issue]:
    """Columns of areas, lengths and numbers whose sum is stated in the row of 合计."""
    last = table.sum_row
    if last is None or len(last.cells) != len(table.header.cells):
        return
    for i, head in enumerate(table.header.cells):
        cell = _cell(last, i)
        if i == column or cell is None or cell.number is None or not re.search(_COUNTED, head.text):
            continue
        values = [
            c.number
            for row in table.items
            if (c := _cell(row, i)) is not None and c.number is not None
        ]
        total = sum(values, Decimal(0))
        if len(values) == len(table.items) > 1 and abs(total - cell.number) > Decimal("0.05"):
            listed = (
                "＋".join(shown(v) for v in values) if len(values) <= 8 else f"{len(values)}行之和"
            )
            yield issue(
                "N01",
                cell.span,
                f"{view.place(cell.span)}表格“{head.text}”一列合计有误：{listed}＝{shown(total)}，合计写{shown(cell.number)}，"
                f"相差{shown(abs(total - cell.number))}。",
                "逐行核对后改正合计，并与正文中的数量核对。",
            )


def _slack(table: Table, price: int, column: int, count: Decimal) -> Decimal:
    """One yuan, and what rounding in 万元 may hide."""
    widest = max(table.factor(price) * count, Decimal(table.factor(column)))
    return max(_ONE, widest * Decimal("0.005")) if widest > count else _ONE


def _sum_cell(view: Numbers, table: Table, column: int) -> tuple[Cell, Decimal] | None:
    row = table.sum_row
    if row is None:
        said = None if any(r.is_sum for r in table.rows) else said_total(view, table)
        return (said.cell, said.value) if said else None
    cell = _cell(row, column)
    value = _value(row, column, table)
    if len(row.cells) == len(table.header.cells) and cell is not None and value is not None:
        return cell, value
    numbers = [c for c in row.cells if c.number is not None]
    values = {c.number for c in numbers}
    if len(values) == 1 and numbers[0].number is not None:
        factor = 1 if numbers[0].unit in ("万元", "万", "元") else table.factor(column)
        return numbers[0], numbers[0].number * factor
    amounts = view.figures.amounts_in(row.span)
    if not numbers and len(amounts) == 1 and amounts[0].words is None:
        return Cell(amounts[0].text, amounts[0].span, amounts[0].value, "元"), amounts[0].value
    return None


def _column(view: Numbers, table: Table, column: int, cell: Cell, stated: Decimal) -> Issue | None:
    """The column of sums against 合计; a table with rows that hold no sum is left alone."""
    values = [_value(row, column, table) for row in table.items]
    known = [v for v in values if v is not None]
    if len(known) != len(values) or len(known) < 2:
        return None
    total = sum(known, Decimal(0))
    if cell.span.start > table.span.end and not total / 2 < stated < total * 2:
        return None  # words below the table that speak of something else
    slack = max(
        _ONE,
        Decimal(table.factor(column)) * Decimal("0.0051") if table.factor(column) > 1 else _ONE,
    )
    if abs(total - stated) <= slack:
        return None
    listed = "＋".join(in_figures(v) for v in known) if len(known) <= 8 else f"{len(known)}行之和"
    return issue(
        "N01",
        cell.span,
        f"{view.place(cell.span)}表格分项合计有误：{listed}＝{yuan(total)}，合计写{yuan(stated)}，"
        f"相差{yuan(abs(total - stated))}。",
        "逐项核对分项金额和合计，改正后与合同总价、大写金额一并核对。",
    )


def _is_priced_right(view: Numbers, table: Table, column: int) -> bool:
    """The rows make the price of the body: only the row of 合计 is wrong."""
    price = price_of(view)
    total = sum((_value(row, column, table) or Decimal(0) for row in table.items), Decimal(0))
    return price is not None and any(abs(v - total) <= _ONE for v in price.values)


def _is_price_table(table: Table, column: int) -> bool:
    """A table of what is bought, not of payments, guarantees or people."""
    header = "".join(cell.text for cell in table.header.cells)
    last = table.sum_row.cells[0].text if table.sum_row else ""
    if re.search("[月年季日]", table.header.cells[column].text + last):
        return False
    if re.search(
        "付款|支付|期次|节点|补偿|培训|违约|保证金|出资|借款|还款", header + table.caption
    ):
        return False
    return (
        bool(re.search("单价|报价|合价|价格|费用|金额|小计", header))
        and "不含税" not in table.header.cells[column].text
    )


def _against_body(view: Numbers, cell: Cell, stated: Decimal) -> Said:
    price = price_of(view)
    if price is None or any(abs(v - stated) <= _ONE for v in price.values):
        if price is not None:
            yield Fine("合同总价与清单", "合同总价与价格表合计一致", cell.span)
        return
    if _is_reduced(view, price.amount, price.value, stated):
        return
    where = view.place(price.amount.span)
    yield issue(
        "N01",
        price.amount.span,
        f"{where}的合同总价为{yuan(price.value)}，价格表（{view.place(cell.span)}）合计为{yuan(stated)}，"
        f"相差{yuan(abs(stated - price.value))}。",
        "以经核对的分项合计为准，统一正文总价、大写金额和价格表；有优惠或者暂列金额的，写明计算过程。",
        confidence=0.9,
    )


def _is_reduced(view: Numbers, amount: Amount, price: Decimal, stated: Decimal) -> bool:
    """The price is the list less a discount or with something more: 九七折, 下浮, 暂列金额, 税."""
    sentence = view.figures.sentence_at(amount.span.start)
    words = sentence.text if sentence else ""
    if re.search("折|优惠|下浮|让利|抹零|暂列|预备费|另加|加上", words):
        return True
    factors = {f for r in view.figures.rates for f in (r.value, 1 - r.value, 1 + r.value)}
    return any(abs(stated * f - price) <= _ONE for f in factors)


def _drifting_price(view: Numbers) -> Said:
    """The price of the body stated twice, differently, under the very same words."""
    seen: dict[tuple[str, str], Amount] = {}
    for amount in price_places(view):
        key = (amount.label.words, amount.tax or "")
        first = seen.setdefault(key, amount)
        if first.value == amount.value or amount.words is not None or first.words is not None:
            continue
        yield issue(
            "N01",
            amount.span,
            f"{view.place(amount.span)}写“{amount.label.words}”为{yuan(amount.value)}，"
            f"{view.place(first.span)}写为{yuan(first.value)}，相差{yuan(abs(first.value - amount.value))}。",
            "核定合同金额，全文改为一致。",
            source="comparison",
            confidence=0.85,
        )
        return
