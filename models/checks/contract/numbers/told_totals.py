"""Told totals (表外合计, N01): the whole of a column of years, phases or parts, beside its table."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from models.checks.contract.numbers.view import Numbers, Said, issue, yuan
from models.checks.draft import Fine
from models.contracts.figures.amounts import Amount
from models.contracts.figures.money import in_figures
from models.contracts.figures.numerals import parse_decimal
from models.contracts.figures.tables import Table

_MONEY = re.compile(r"租金?|费用?|投资|金额|价款?|报酬|补助|补贴|款|元")
_NOT_MONEY = re.compile(r"单价|每|月|季|比例|占比|税率|税额|累计|面积|数量|标准|强度")
_SUMMED = re.compile(
    r"合\s*计|总\s*计|共\s*计|总\s*额|总\s*和|之和|总共|相加|总投资|计划总|[^公]共(?=[^同])"
)
_ASIDE = re.compile(
    r"税额|不含税|保证金|押金|定金|违约|赔偿|优惠|下浮|另加|已付|未付|剩余|不超过|不低于"
)
_NARROW = re.compile(r"固定资产|流动资金|设备|土建|注册资本|资本金")
_SPAN_OF_YEARS = re.compile(r"至|到|[-—–~～]|、|起|每|以后|及")
_YEARS = re.compile(r"(?P<n>[一二两三四五六七八九十\d]{1,3})(?:个)?(?:年度?|期|阶段)")
_HEADS = re.compile(r"^(?:附件|附表|第[一二三四五六七八九十百\d]{1,4}[章节部])")
_REACH = 200
_ONE = Decimal(1)


@dataclass(frozen=True, slots=True)
class _Column:
    """列: what it is called, less 年, 全年 and units, with its rows in yuan."""

    name: str
    values: tuple[Decimal, ...]
    slack: Decimal


def check_told_totals(view: Numbers) -> Said:
    """各年、各期、各项 of a table without a row of 合计 against the whole in the words beside it."""
    for table in view.figures.tables:
        if table.sum_row is not None or len(table.items) < 2 or _has_ranges(table):
            continue
        columns = [*_columns(table)]
        for amount in _beside(view, table):
            clause = _clause(view, amount)
            mine = [c for c in columns if _is_of(c, clause, len(columns))]
            if len(mine) == 1 and _counts_fit(clause, table):
                yield from _judged(view, mine[0], amount)
                break


def _has_ranges(table: Table) -> bool:
    """第一年至第三年: a row that stands for several years."""
    first = [row.cells[0].text for row in table.items]
    return any(
        re.search("[年期]", text) and _SPAN_OF_YEARS.search(re.sub(r"[（(].*", "", text))
        for text in first
    )


def _columns(table: Table) -> Iterator[_Column]:
    for i, head in enumerate(table.header.cells):
        name = re.sub(r"\s", "", head.text)
        if not _MONEY.search(name) or _NOT_MONEY.search(name):
            continue
        factor = table.factor(i)
        cells = [row.cells[i] for row in table.items if i < len(row.cells)]
        values = tuple(
            c.number * (1 if c.unit in ("万元", "万", "亿元") else factor)
            for c in cells
            if c.number is not None
        )
        if len(values) == len(table.items):
            slack = max(_ONE, Decimal(factor) * Decimal("0.0051")) if factor > 1 else _ONE
            yield _Column(_bare(name), values, slack)


def _bare(name: str) -> str:
    """全年租金（元） is 租金, 投资额（万元） is 投资."""
    return re.sub(
        r"^(?:全年|年度?|各年|分年)|额$|用$|金额$", "", re.sub(r"[（(].*?[)）]", "", name)
    )


def _beside(view: Numbers, table: Table) -> Iterator[Amount]:
    """Wholes in the few lines below, up to the next table or chapter, then in the line above."""
    others = [t.span.start for t in view.figures.tables if t.span.start > table.span.end]
    stop = min([table.span.end + _REACH, len(view.text), *others])
    for line in re.finditer(r"[^\n]+", view.text[table.span.end : stop]):
        if _HEADS.match(line[0].strip()):
            stop = table.span.end + line.start()
            break
    high = max(table.span.start - 1, 0)
    low = view.text.rfind("\n", 0, high) + 1
    for start, end in ((table.span.end, stop), (low, high)):
        for amount in view.figures.amounts:
            plain = start <= amount.span.start < end and amount.is_certain and not amount.per
            if plain and _SUMMED.search(_clause(view, amount)):
                yield amount


def _clause(view: Numbers, amount: Amount) -> str:
    """The words before the sum, up to the comma: 五年租金合计."""
    low = max(view.text.rfind(mark, 0, amount.span.start) for mark in "。；;，\n\t") + 1
    return view.text[max(low, amount.span.start - 40) : amount.span.start]


def _is_of(column: _Column, clause: str, columns: int) -> bool:
    """Whether a whole is told by the name of the column: 固定资产总投资 of 固定资产投资."""
    if _ASIDE.search(clause):
        return False
    if column.name in ("", "金", "价款", "款", "投资"):
        return columns == 1 and not _NARROW.search(clause)
    return column.name in re.sub(r"总(?=投资|费|租|价|金)", "", clause)


def _counts_fit(clause: str, table: Table) -> bool:
    """五年租金 of a table of five rows."""
    stated = {parse_decimal(found["n"]) for found in _YEARS.finditer(clause)}
    return not stated or Decimal(len(table.items)) in stated


def _judged(view: Numbers, column: _Column, amount: Amount) -> Said:
    due = sum(column.values, Decimal(0))
    if not due / 2 < amount.value < due * 2:
        return
    if abs(due - amount.value) <= column.slack:
        yield Fine("表外合计", "表格各行之和与写明的合计相符", amount.span)
        return
    listed = "＋".join(in_figures(v) for v in column.values)
    yield issue(
        "N01",
        amount.span,
        f"{view.place(amount.span)}合计与表格不符：{listed}＝{yuan(due)}，"
        f"合同写{yuan(amount.value)}，相差{yuan(abs(due - amount.value))}。",
        "逐项核对表中各年、各期、各项金额和合计，改为一致。",
        confidence=0.9,
    )
