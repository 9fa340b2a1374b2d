"""Ledger table (台账表格): the obligations of a contract for the terminal."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from models.contracts.obligations import Obligation

_CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
_HEADINGS = ("序号", "义务方", "义务事项", "类型", "金额（元）", "期限或触发条件", "到期日", "条款")


def render_table(
    title: str, found: Sequence[Obligation], *, width: int = 140, colour: bool = False
) -> str:
    """台账表格: `width` in terminal cells."""
    stream = io.StringIO()
    console = Console(
        file=stream, width=width, force_terminal=colour, highlight=False, emoji=False, markup=False,
        color_system="standard" if colour else None,
    )  # fmt: skip
    console.print(_clean(f"{title}　履约台账（{len(found)} 条）", "bold"))
    console.print(_table(found) if found else Text("没有读出可以登记的履约义务。"))
    return "\n".join(line.rstrip() for line in stream.getvalue().splitlines()) + "\n"


def _table(found: Sequence[Obligation]) -> Table:
    table = Table(box=box.SIMPLE_HEAD, show_lines=False, pad_edge=False)
    for name in _HEADINGS:
        right = name == "金额（元）"
        fixed = name in ("序号", "类型", "金额（元）", "到期日")
        table.add_column(name, justify="right" if right else "left", no_wrap=fixed, overflow="fold")
    for one in found:
        values = (
            str(one.number), one.role, one.action, one.kind.label,
            "" if one.amount is None else f"{one.amount:,.2f}",
            one.due.text, one.due.day.isoformat() if one.due.day else "", one.place,
        )  # fmt: skip
        table.add_row(*(_clean(value) for value in values))
    return table


def _clean(value: str, style: str = "") -> Text:
    """Return text that cannot steer a terminal, whatever the contract holds."""
    return Text(_CONTROL.sub(" ", value), style=style)
