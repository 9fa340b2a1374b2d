"""Desk (办案): all use cases of the office over one wiring and one ledger."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from service.desk.casefile import Casefiles
from service.desk.comparing import Comparing
from service.desk.deciding import Deciding
from service.desk.exporting import Exporting
from service.desk.figures import Counting
from service.desk.intake import Intake
from service.desk.law import Law
from service.desk.lawbook import Lawbook
from service.desk.listing import Listing
from service.desk.names import Names
from service.desk.places import Places
from service.desk.reading import Reading
from service.desk.records import Records
from service.desk.standing import Standings
from service.desk.trail import Trail
from service.desk.views import Views
from service.ledger import Ledger
from service.wiring import Wiring


@dataclass(frozen=True, slots=True)
class Desk:
    """办案.

    intake: 受理, records: 查阅和流转, reading: 阅卷, deciding: 处理发现, comparing: 对照, exporting: 导出,
    law: 法规库, lawbook: 法规目录, figures: 统计, departments: 部门, trail: 审计,
    casefiles: 办案全貌, names: 姓名,
    listing: 导出台账.
    """

    wiring: Wiring
    ledger: Ledger
    intake: Intake
    records: Records
    reading: Reading
    deciding: Deciding
    comparing: Comparing
    exporting: Exporting
    law: Law
    lawbook: Lawbook
    figures: Counting
    departments: Places
    trail: Trail
    casefiles: Casefiles
    names: Names
    listing: Listing


def open_desk(wiring: Wiring, ledger: Ledger, wake: Callable[[], None] = lambda: None) -> Desk:
    """办案 over a wiring and a ledger; `wake` tells the runner that a job was accepted."""
    views, standings = Views(ledger), Standings(ledger)
    reading = Reading(ledger, views, standings)
    records = Records(ledger, views)
    return Desk(
        wiring=wiring,
        ledger=ledger,
        intake=Intake(ledger, wake),
        records=records,
        reading=reading,
        deciding=Deciding(ledger, standings),
        comparing=Comparing(wiring, ledger, reading),
        exporting=Exporting(wiring, ledger, standings),
        law=Law(wiring),
        lawbook=Lawbook(wiring),
        figures=Counting(wiring, ledger),
        departments=Places(ledger),
        trail=Trail(ledger),
        casefiles=Casefiles(ledger, records),
        names=Names(ledger),
        listing=Listing(ledger),
    )
