"""Said totals (文字合计, N01): the sum of a table told in the words below it, not in a row."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import permutations

from models.checks.contract.numbers.view import Numbers, Said, issue, yuan
from models.checks.draft import Fine
from models.contracts.figures.numerals import shown
from models.contracts.figures.tables import Cell, Row, Table

_SUMMED = re.compile(
    r"(?:合\s*计|总\s*计|共\s*计|总额|总值|总价值?|总数|之和|总共|加起来|相加|总费用|总金额|总租金|总运费)"
    r"(?:[^，。；\d]{0,4}(?:为|是|：|:|达))?(?:人民币|[￥¥\s])*(?:大写[：:]?)?$"
)
_OTHER = re.compile(
    r"税额|税金|不含税|保证金|押金|定金|违约|赔偿|折后|优惠|下浮|让利|另加|另行|已付|未付|剩余|其中|期内|全年|三年|五年"
)
_HEADS = re.compile(r"^(?:附件|附表|第[一二三四五六七八九十百\d]{1,4}[章节部])")
_PER_HEAD = re.compile(r"每(?:人|名|岗|台|套|辆|户|间|个)")
_COUNT = re.compile(r"^(?:岗位|配备|派遣|用工|派驻)?(?:人数|数量|台数|套数|辆数|户数|间数|名额)")
_REACH = 260
_ONE = Decimal(1)


@dataclass(frozen=True, slots=True)
class SaidTotal:
    """文字合计: the place in the words, and the sum there."""

    cell: Cell
    value: Decimal


def said_total(view: Numbers, table: Table) -> SaidTotal | None:
    """The first 合计 in the few lines below a table, before the next table or chapter."""
    stop = min(table.span.end + _REACH, len(view.text))
    others = [t.span.start for t in view.figures.tables if t.span.start > table.span.end]
    stop = min([stop, *others])
    for line in re.finditer(r"[^\n]+", view.text[table.span.end : stop]):
        if _HEADS.match(line[0].strip()):
            return None
        stop = table.span.end + line.end()
        low = table.span.end + line.start()
        for amount in view.figures.amounts:
            if not low <= amount.span.start < stop or amount.is_range or amount.currency != "CNY":
                continue
            before = re.split("[。；]", view.text[low : amount.span.start])[-1]
            if _SUMMED.search(before) and not _OTHER.search(before):
                cell = Cell(amount.text, amount.span, amount.value, "元")
                return SaidTotal(cell, amount.value)
    return None


def product_column(table: Table) -> int | None:
    """The column that is the product of two others in all rows but one at most, of three rows or more."""
    rows = [r for r in table.items if len(r.cells) == len(table.header.cells)]
    if len(rows) < 3:
        return None
    columns = [i for i in range(len(table.header.cells)) if all(_number(r, i) for r in rows)]
    for one, other, product in permutations(columns, 3):
        if one < other and product > other:
            hits = sum(_number(r, one) * _number(r, other) == _number(r, product) for r in rows)
            if hits >= len(rows) - 1 and any(_number(r, one) > 1 for r in rows):
                return product
    return None


def _number(row: Row, column: int) -> Decimal:
    return row.cells[column].number or Decimal(0)


def check_headcounts(view: Numbers) -> Said:
    """人数 × 每人小计 of all rows against the 合计 in the words below."""
    for table in view.figures.tables:
        head = [re.sub(r"\s", "", cell.text) for cell in table.header.cells]
        counts = [i for i, text in enumerate(head) if _COUNT.search(text)]
        costs = [i for i, text in enumerate(head) if _PER_HEAD.search(text)]
        if len(counts) != 1 or len(costs) != 1 or table.sum_row is not None:
            continue
        said = said_total(view, table)
        if said is not None:
            yield from _headcount(view, table, counts[0], costs[0], said)


def _headcount(view: Numbers, table: Table, count: int, cost: int, said: SaidTotal) -> Said:
    pairs = [*_pairs(table, count, cost)]
    due = sum((a * b for a, b in pairs), Decimal(0))
    if len(pairs) < 2 or len(pairs) != len(table.items) or not due / 2 < said.value < due * 2:
        return
    if abs(due - said.value) <= _ONE:
        yield Fine("文字合计", "人数×每人费用之和与写明的合计相符", said.cell.span)
        return
    formula = "＋".join(f"{shown(a)}×{shown(b)}" for a, b in pairs)
    yield issue(
        "N01",
        said.cell.span,
        f"{view.place(said.cell.span)}合计有误：{formula}＝{yuan(due)}，合同写{yuan(said.value)}，"
        f"相差{yuan(abs(due - said.value))}。",
        "逐项核对数量、单位费用和合计，改为一致。",
        confidence=0.9,
    )


def _pairs(table: Table, count: int, cost: int) -> Iterator[tuple[Decimal, Decimal]]:
    for row in table.items:
        if len(row.cells) == len(table.header.cells):
            a, b = _number(row, count), _number(row, cost)
            if a and b:
                yield a, b
