"""Desk (办案): all use cases of the office over one wiring and one ledger."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from service.desk.comparing import Comparing
from service.desk.deciding import Deciding
from service.desk.exporting import Exporting
from service.desk.intake import Intake
from service.desk.law import Law
from service.desk.records import Records
from service.desk.standing import Standings
from service.desk.views import Views
from service.ledger import Ledger
from service.wiring import Wiring


@dataclass(frozen=True, slots=True)
class Desk:
    """办案.

    intake: 受理, records: 查阅和流转, deciding: 处理发现, comparing: 对照, exporting: 导出,
    law: 法规库.
    """

    wiring: Wiring
    ledger: Ledger
    intake: Intake
    records: Records
    deciding: Deciding
    comparing: Comparing
    exporting: Exporting
    law: Law


def open_desk(wiring: Wiring, ledger: Ledger, wake: Callable[[], None] = lambda: None) -> Desk:
    """办案 over a wiring and a ledger; `wake` tells the runner that a job was accepted."""
    views, standings = Views(ledger), Standings(ledger)
    return Desk(
        wiring=wiring,
        ledger=ledger,
        intake=Intake(ledger, wake),
        records=Records(ledger, views),
        deciding=Deciding(ledger, standings),
        comparing=Comparing(wiring, ledger, views),
        exporting=Exporting(wiring, ledger, standings),
        law=Law(wiring),
    )
