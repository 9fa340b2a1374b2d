"""Schedules (进度表): payments and deliveries that a contract sets out as a table."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from models.contracts.figures.numerals import plain
from models.contracts.figures.rates import read_rates
from models.contracts.figures.tables import Row as TableRow
from models.contracts.figures.tables import Table, read_tables
from models.contracts.obligations.dues import read_due
from models.contracts.obligations.owing import BOTH, Roles, owing
from models.contracts.obligations.prices import Prices, share_of
from models.contracts.obligations.row import Row
from models.contracts.obligations.types import Due, Duty
from models.contracts.types import Contract

_PRICED = "单价|数量|规格|型号|综合单价"
_WHEN = "条件|时间|期限|日期|节点|时点|里程碑|前提"
_STAGES = ("款项|期次|期数|期别|阶段|批次|笔|名称|项目|内容|成果|事项",)
_THINGS = ("成果|交付物|内容|货物|名称|设备|产品|事项", "项目|阶段|批次|期次")
_DONE = re.compile("(?:运行|上线|安装|调试|施工|验收|培训|开发|测试|部署)$")
_SHARE, _AMOUNT = "比例|占比|百分比", "金额|价款|付款额|应付款|款额|应付|租金"


def schedule_rows(contract: Contract, roles: Roles, prices: Prices) -> Iterator[Row]:
    """进度表 rows: tables with a column of times and one of shares, sums or deliverables."""
    for table in read_tables(contract.text):
        header = "".join(cell.text for cell in table.header.cells)
        when = _column(table, _WHEN)
        if when is None or re.search(_PRICED, header):
            continue
        share, amount = _column(table, _SHARE), _column(table, _AMOUNT)
        pays = (share is not None or amount is not None) and re.search(
            "付|款|租金|比例|金额", header + table.caption
        )
        for row in table.items:
            if len(row.cells) <= when:
                continue
            if pays:
                made = _payment(table, row, when, share, amount, roles, prices)
            else:
                made = _delivery(table, row, when, roles)
            if made is not None:
                yield made


def _column(table: Table, pattern: str) -> int | None:
    """The first column whose header matches."""
    cells = enumerate(table.header.cells)
    return next((i for i, c in cells if re.search(pattern, re.sub(r"\s", "", c.text))), None)


def _payment(
    table: Table, row: TableRow, when: int, share: int | None, amount: int | None,
    roles: Roles, prices: Prices,
) -> Row | None:  # fmt: skip
    due = _due(row.cells[when].text)
    role = _captioned(table, roles) or roles.payer
    if due is None or not role:
        return None
    part = _rate(row, share)
    value = _number(table, row, amount)
    if part is None and value is None:
        return None
    price = prices.price
    if value is None and part is not None and price is not None and price.conflict is None:
        value = share_of(price.value, part)
    words = "".join(cell.text for cell in table.header.cells) + table.caption
    repays = re.search("归还|偿还|还款", words)
    thing = "本金" if repays else ("租金" if "租金" in words else "合同价款")
    name = _stage(table, row, when, _STAGES, thing)
    of = "" if part is None else f"（合同价款的{f'{part * 100:.4f}'.rstrip('0').rstrip('.')}%）"
    verb = "归还" if repays else "支付"
    return Row(role, Duty.PAYMENT, f"{verb}{name}{of}", due, value, part, row.span, "table")


def _delivery(table: Table, row: TableRow, when: int, roles: Roles) -> Row | None:
    due = _due(row.cells[when].text)
    header = "".join(cell.text for cell in table.header.cells) + table.caption
    if due is None or not due.is_definite:
        return None
    found = re.search("交付|交货|供货|提交|完成|到货", header)
    name = _stage(table, row, when, _THINGS, "")
    role = _captioned(table, roles) or roles.performer
    if found is None or not name or not role:
        return None
    word = {"完成": "完成", "提交": "提交"}.get(found[0], "交付")
    word = "完成" if _DONE.search(name) else word
    action = name if name.startswith(word) else f"{word}{name}"
    return Row(role, Duty.DELIVERY, action, due, None, None, row.span, "table")


def _captioned(table: Table, roles: Roles) -> str:
    """The party that the sentence above a table obliges."""
    if not table.caption.rstrip().endswith(("：", ":", "。")):
        return ""
    who = owing(table.caption, len(table.caption), roles)
    return who.role if who.role != BOTH else ""


def _due(words: str) -> Due | None:
    """The cell of times is all due: 验收合格后10日内, 2026年5月1日前, 到货验收合格."""
    bare = plain(words).strip()
    if not bare or re.fullmatch(r"[-—/\\无]+", bare):
        return None
    due = read_due(f"{bare}支付", len(bare)).due
    if due.is_definite:
        return Due(re.sub(r"\s", "", bare), due.trigger, due.period, due.before, due.every, due.day)
    return Due(text=re.sub(r"\s", "", bare), trigger=bare)


def _stage(table: Table, row: TableRow, when: int, columns: tuple[str, ...], fallback: str) -> str:
    """The name of a row, from the first column of a kind that has one."""
    for pattern in columns:
        for i, cell in enumerate(table.header.cells[: len(row.cells)]):
            words = re.sub(r"\s", "", row.cells[i].text)
            if (
                i != when
                and re.search(pattern, cell.text)
                and row.cells[i].number is None
                and words
            ):
                return words
    return fallback


def _rate(row: TableRow, column: int | None) -> Decimal | None:
    if column is None or column >= len(row.cells):
        return None
    found = read_rates(row.cells[column].text)
    return found[0].value if found else None


def _number(table: Table, row: TableRow, column: int | None) -> Decimal | None:
    if column is None or column >= len(row.cells):
        return None
    cell = row.cells[column]
    if cell.number is None or "%" in cell.text or "％" in cell.text:
        return None
    return cell.number * (1 if cell.unit.startswith("万") else table.factor(column))
