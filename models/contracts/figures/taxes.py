"""Tax columns (税价列): the columns of a table that give a price without tax, the tax and both."""

from __future__ import annotations

import re
from dataclasses import dataclass

from models.contracts.figures.tables import Table


@dataclass(frozen=True, slots=True)
class TaxColumns:
    """税价列: the places of the columns, None for those that the table lacks."""

    net: int | None
    rate: int | None
    tax: int | None
    gross: int | None


def tax_columns(table: Table) -> TaxColumns | None:
    """税价列; None unless the table splits prices by tax."""
    net = table.column(r"不含税(?:金额|总?价|合价|合计|小计|价款|报价)|除税", "单价")
    rate = table.column(r"税率")
    tax = table.column(r"税额|税金")
    gross = table.column(r"(?<!不)含税(?:金额|总?价|合价|合计|小计|价款|报价)|价税合计", "单价")
    if gross is None and net is not None:
        gross = _plain_sum(table, net)
    if sum(c is not None for c in (net, tax, gross)) < 2:
        return None
    return TaxColumns(net, rate, tax, gross)


def _plain_sum(table: Table, net: int) -> int | None:
    hits = [
        i
        for i, cell in enumerate(table.header.cells)
        if i != net
        and re.fullmatch(
            r"(?:合计|小计|总价|总金额|合价|金额)(?:[（(].*)?", re.sub(r"\s", "", cell.text)
        )
    ]
    return hits[0] if len(hits) == 1 else None
