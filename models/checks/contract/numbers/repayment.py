"""Repayment plans (还款计划, N01): the instalments of principal make the sum that was lent."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from corpus.span import Span
from models.checks.contract.numbers.view import Numbers, Said, issue, yuan
from models.checks.draft import Fine

_ONE = Decimal(1)
_COLUMN = r"本金|还款金额|归还金额|偿还金额|还款额"
_PLAN = re.compile("还款|归还|偿还|还本|分期")
_NOT_LENT = re.compile(
    r"每[期次月季年]|第[一二三四五六七八\d]+[期次笔]|剩余|未还|已还|归还|偿还|合计|逾期|预扣|实际"
)


def check_repayment(view: Numbers) -> Said:
    """还款计划表 of loans against the principal."""
    if not view.has_kind("loan_private", "loan_bank"):
        return
    lent = {
        a.value
        for a in view.figures.amounts_of("principal")
        if a.is_certain
        and not a.per
        and not _NOT_LENT.search(view.text[max(0, a.span.start - 14) : a.span.start])
    }
    if len(lent) != 1:
        return
    principal = lent.pop()
    for span, parts in _plans(view):
        total = sum(parts, Decimal(0))
        below = [a for a in view.figures.amounts_in(span) if a.label.summed and a.words is None]
        wrong = next((a for a in below if abs(a.value - total) > _ONE), None)
        if wrong is not None:
            yield issue(
                "N01",
                wrong.span,
                f"{view.place(wrong.span)}还款计划各期本金合计为{yuan(total)}，此处写{yuan(wrong.value)}，"
                f"相差{yuan(abs(total - wrong.value))}。",
                "核对各期应还本金与合计，使其相等并等于借款本金。",
            )
            continue
        if abs(total - principal) <= _ONE:
            yield Fine("还款计划", f"{len(parts)}期归还的本金合计等于借款本金", span)
            continue
        shown = "＋".join(yuan(p) for p in parts) if len(parts) <= 8 else f"{len(parts)}期之和"
        yield issue(
            "N01",
            span,
            f"{view.place(span)}还款计划各期本金合计{shown}＝{yuan(total)}，借款本金为{yuan(principal)}，"
            f"相差{yuan(abs(total - principal))}。",
            "核对各期应还本金，使合计等于借款本金。",
        )


def _plans(view: Numbers) -> Iterator[tuple[Span, list[Decimal]]]:
    """A column of principal repaid, its place with the line of the total right below it."""
    for table in view.figures.tables:
        column = table.column(_COLUMN, "利息|本息|剩余|余额")
        header = "".join(c.text for c in table.header.cells) + table.caption
        if column is None or not _PLAN.search(header):
            continue
        cells = [row.cells[column] if column < len(row.cells) else None for row in table.items]
        parts = [
            c.number * (1 if c.unit in ("万元", "万") else table.factor(column))
            for c in cells
            if c is not None and c.number is not None
        ]
        if len(parts) == len(cells) and len(parts) > 1:
            end = view.text.find("\n", table.span.end + 1)
            line = view.text[table.span.end : end if end > 0 else len(view.text)]
            stop = end if re.search("合计|共计|总计", line) and end > 0 else table.span.end
            start = table.items[0].cells[column].span.start
            yield Span(start, stop), parts
