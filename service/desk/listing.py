"""Listing (导出台账): the matters of a query as a workbook, noted in the audit trail."""

from __future__ import annotations

from dataclasses import replace

from service.desk.exporting import XLSX, Exported
from service.ledger import Actor, Ledger, Paging
from service.ledger.errors import BadRecord
from service.ledger.paging import MOST
from service.ledger.records import Matter, MatterQuery
from service.ledger.values import sha256
from service.reports.matters_xlsx import NAME, render_matters

MOST_ROWS = 10_000
"""Matters of one workbook."""


class Listing:
    """导出台账 over one ledger."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def export(self, actor: Actor, query: MatterQuery) -> Exported:
        """导出 all matters of a query that the actor sees, whatever its page.

        Raises:
            BadRecord: an unknown order or severity, or more than 10,000 matters.
        """
        moment = self._ledger.clock()
        matters = self._found(actor, query)
        data = render_matters(matters, moment)
        name = f"{NAME}_{moment.astimezone():%Y%m%d}.xlsx"
        made = Exported(name, XLSX, data, sha256(data))
        with self._ledger.write() as work:
            detail: dict[str, str | int] = {
                "format": "xlsx",
                "rows": len(matters),
                "sha256": made.sha256,
            }
            work.audit.record(actor, "ledger.export", ("ledger", ""), detail=detail)
        return made

    def _found(self, actor: Actor, query: MatterQuery) -> tuple[Matter, ...]:
        found: list[Matter] = []
        with self._ledger.read() as work:
            number = 1
            while True:
                page = work.matters.search(actor, replace(query, paging=Paging(number, MOST)))
                if page.total > MOST_ROWS:
                    raise BadRecord(f"一次至多导出 {MOST_ROWS} 件，请增加筛选条件")
                found += page.items
                if number >= page.pages:
                    return tuple(found)
                number += 1
