"""Grids (表格规律, N01): what most rows of a table do, the others do too; 合计 is the sum of its column."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations

from models.checks.contract.numbers.view import Numbers, Said, issue
from models.checks.draft import Issue
from models.contracts.figures.numerals import shown
from models.contracts.figures.tables import Cell, Row, Table

_NO_SUM = re.compile(
    r"单价|比例|占比|序号|编号|年限|税率|折扣|费率|利率|标准|均价|累计|剩余|余额|时间|日期|账号|电话|期次|年度$|"
    r"人均|户均|每[一-龥㎡]|[/／](?:人|月|年|㎡|平方米|亩|台|套|件|吨|度)|层数|楼层|功率|规格|型号|参数|温度|评分|分值|得分"
)
_FEWEST = 2
_NEAR = Decimal("0.5")


@dataclass(frozen=True, slots=True)
class _Rule:
    """One relation of columns: `left` multiplied (or added) make `right`."""

    left: tuple[int, ...]
    right: int
    sign: str


def check_grids(view: Numbers) -> Said:
    """合计 of every column of numbers, then the rows that break what the others keep."""
    for table in view.figures.tables:
        yield from _columns(view, table)
        yield from _rows(view, table)


def _number(row: Row, column: int, table: Table) -> Decimal | None:
    if len(row.cells) != len(table.header.cells):
        return None
    cell = row.cells[column]
    if cell.number is None or re.match(r"^\d{1,2}[.．、]$", cell.text):
        return None
    return cell.number


def _columns(view: Numbers, table: Table) -> Iterator[Issue]:
    """The row of 合计, column by column; a column with a gap in it is left alone."""
    last = table.sum_row
    if last is None or len(last.cells) != len(table.header.cells):
        return
    if any(row.is_subtotal for row in table.rows):
        return
    for column, head in enumerate(table.header.cells):
        stated = _number(last, column, table)
        if stated is None or column == 0 or _NO_SUM.search(re.sub(r"\s", "", head.text)):
            continue
        parts = [_number(row, column, table) for row in table.items]
        values = [v for v in parts if v is not None]
        if len(values) != len(parts) or len(values) < _FEWEST:
            continue
        due = sum(values, Decimal(0))
        if abs(due - stated) <= _slack(due) or not _alike(due, stated):
            continue
        listed = "＋".join(shown(v) for v in values) if len(values) <= 8 else f"{len(values)}行之和"
        yield issue(
            "N01",
            last.cells[column].span,
            f"{view.place(last.cells[column].span)}表格“{head.text}”一列合计有误：{listed}＝{shown(due)}，"
            f"合计写{shown(stated)}，相差{shown(abs(due - stated))}。",
            "逐行核对后改正分项或者合计，并与正文中的数字核对。",
        )


def _rows(view: Numbers, table: Table) -> Iterator[Issue]:
    """The one row (or two of many) in which three columns do not fit as they do in the others."""
    rows = [row for row in table.items if len(row.cells) == len(table.header.cells)]
    if len(rows) < 3:
        return
    seen: set[int] = set()
    for rule in _relations(table, rows):
        wrong = [(row, due) for row in rows if (due := _broken(row, rule, table)) is not None]
        if not wrong or len(wrong) * 3 > len(rows):
            continue
        for row, due in wrong:
            cell = row.cells[rule.right]
            if cell.span.start in seen or cell.number is None or not _alike(due, cell.number):
                continue
            seen.add(cell.span.start)
            yield _row_issue(view, table, row, rule, due)


def _relations(table: Table, rows: Sequence[Row]) -> Iterator[_Rule]:
    """Products and sums of columns that two thirds of the rows keep, at least two of them."""
    columns = [
        i
        for i in range(1, len(table.header.cells))
        if sum(_number(row, i, table) is not None for row in rows) == len(rows)
        and not re.search("序号|编号|电话|账号", table.header.cells[i].text)
    ]
    for right in columns:
        others = [i for i in columns if i != right]
        for size in (2, 3):
            for left in combinations(others, size):
                for sign in "×＋":
                    rule = _Rule(left, right, sign)
                    kept = sum(_broken(row, rule, table) is None for row in rows)
                    if kept >= _FEWEST and kept * 3 >= len(rows) * 2 and kept < len(rows):
                        yield rule


def _broken(row: Row, rule: _Rule, table: Table) -> Decimal | None:
    """What the row should have, None where it has it."""
    values = [v for i in rule.left if (v := _number(row, i, table)) is not None]
    stated = _number(row, rule.right, table)
    if stated is None or len(values) != len(rule.left):
        return None
    due = Decimal(1) if rule.sign == "×" else Decimal(0)
    for value in values:
        due = due * value if rule.sign == "×" else due + value
    return None if abs(due - stated) <= _slack(due) else due


def _row_issue(view: Numbers, table: Table, row: Row, rule: _Rule, due: Decimal) -> Issue:
    cell = row.cells[rule.right]
    formula = rule.sign.join(row.cells[i].text for i in rule.left)
    name = _name(row.cells)
    return issue(
        "N01",
        cell.span,
        f"{view.place(cell.span)}表格“{name}”一行：{formula}＝{shown(due)}，表中写{cell.text}，"
        f"相差{shown(abs(due - (cell.number or due)))}；其余各行均按此计算。",
        "核对该行各项数字，改正后同步核对合计和正文。",
        confidence=0.9,
    )


def _name(cells: Sequence[Cell]) -> str:
    return next((c.text for c in cells if c.number is None and len(c.text) > 1), "该行")


def _slack(due: Decimal) -> Decimal:
    return Decimal(1) if due > 1000 else Decimal("0.011")


def _alike(due: Decimal, stated: Decimal) -> bool:
    return bool(due) and due * _NEAR < stated < due / _NEAR
