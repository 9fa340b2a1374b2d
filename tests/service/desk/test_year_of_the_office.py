"""The office's year: months, kinds, rates, median days; and the audit trail in words."""

from __future__ import annotations

import json
import re
from datetime import date

import pytest
from made_up_office import RESULT, Office
from support import ROOT

from models.finding import Severity
from models.submission import Kind
from service.desk import Desk
from service.desk.audit_words import audit_words
from service.desk.tallies import Adoption
from service.ledger.errors import BadRecord, NotFound
from service.ledger.records import AuditQuery, NewDecision
from service.ledger.words import MatterStatus, Verdict

CONTRACT = json.dumps(
    {
        **json.loads(RESULT),
        "document": {**json.loads(RESULT)["document"], "kind": "contract"},
    },
    ensure_ascii=False,
)

_RECORDS = re.compile(
    r"(?:audit\.record\(|audit\.seen\(|_told\(|_changed\(|views\.note\(|_note\(database|action =)[^()]*"
    r"(?:\([^()]*\))?[^()]*"
)
"""Calls that write into the trail, and what is chosen between before."""
_ACTION = re.compile(r'"([a-z]+\.[a-z_]+)"')


def concluded_after(office: Office, days: int, due: date | None = None) -> None:
    matter, _ = office.reviewed()
    with office.ledger.write() as work:
        work.matters.change(office.wang, matter.id, title="办法", kind=matter.kind, due=due)
    office.clock.on(days=days)
    with office.ledger.write() as work:
        for status in (MatterStatus.APPROVAL, MatterStatus.CONCLUDED):
            work.matters.move(office.reviewer, matter.id, status)
    office.clock.on(days=-days)


def test_documents_and_contracts_are_counted_by_month(desk: Desk, office: Office) -> None:
    office.reviewed()
    office.reviewed(body=CONTRACT)
    office.clock.on(days=-60)
    office.reviewed()
    figures = desk.figures.year(office.auditor, 2026)
    counted = {one.month: (one.documents, one.contracts) for one in figures.months}
    assert counted == dict.fromkeys(range(1, 13), (0, 0)) | {9: (1, 0), 11: (1, 1)}
    assert (figures.reviewed, figures.documents, figures.contracts) == (3, 2, 1)
    assert figures.kinds == ((Kind.NORM_DOC, 2), (Kind.CONTRACT, 1))
    assert figures.by_department == (("水务局", 3),)


def test_without_a_year_it_is_this_one_and_years_may_be_chosen(desk: Desk, office: Office) -> None:
    office.clock.on(days=-700)
    office.reviewed()
    office.clock.on(days=700)
    figures = desk.figures.year(office.auditor)
    assert (figures.year, figures.reviewed, figures.years) == (2026, 0, (2026, 2025, 2024))
    assert figures.adoption.rate is None
    assert figures.speed.median_days is None


def test_the_rate_is_of_what_was_decided(desk: Desk, office: Office) -> None:
    _, review_id = office.reviewed()
    first, second, _ = (one["id"] for one in json.loads(RESULT)["findings"])
    with office.ledger.write() as work:
        for fingerprint, verdict in ((first, Verdict.ADOPT), (second, Verdict.REJECT)):
            new = NewDecision(fingerprint, verdict, "有授权")
            work.decisions.decide(office.reviewer, review_id, new)
    figures = desk.figures.year(office.reviewer)
    assert figures.adoption == Adoption(adopt=1, reject=1, open=1)
    assert figures.adoption.rate == 0.5
    assert dict(figures.severities)[Severity.CRITICAL] == 1
    assert [(one.total, len(one.severities)) for one in figures.categories] == [(2, 4), (1, 4)]
    assert figures.categories[0].id == "sets_fee"


def test_days_to_the_conclusion_are_a_median_and_dues_are_kept_or_not(
    desk: Desk, office: Office
) -> None:
    concluded_after(office, 2, due=date(2026, 11, 28))
    concluded_after(office, 4, due=date(2026, 11, 29))
    concluded_after(office, 30)
    speed = desk.figures.year(office.auditor).speed
    assert (speed.concluded, speed.median_days) == (3, 4.0)
    assert (speed.with_due, speed.in_time) == (2, 1)


def test_one_department_may_be_looked_at_by_whoever_sees_it(desk: Desk, office: Office) -> None:
    office.reviewed()
    one = desk.figures.year(office.auditor, department_id=office.roads.id)
    assert (one.reviewed, one.department_name) == (0, "交通局")
    assert desk.figures.year(office.auditor).department_name == ""
    assert desk.figures.year(office.wang).department_name == "水务局"
    with pytest.raises(NotFound, match="部门"):
        desk.figures.year(office.wang, department_id=office.roads.id)


@pytest.mark.parametrize("year", [0, 1899, 3000])
def test_a_year_that_cannot_be_is_refused(desk: Desk, office: Office, year: int) -> None:
    with pytest.raises(BadRecord, match="1900"):
        desk.figures.year(office.auditor, year)


def test_the_trail_names_what_was_done_to_what(desk: Desk, office: Office) -> None:
    matter, review_id = office.reviewed()
    with office.ledger.write() as work:
        work.matters.assign(office.reviewer, matter.id, office.reviewer.user_id)
        fingerprint = json.loads(RESULT)["findings"][0]["id"]
        new = NewDecision(fingerprint, Verdict.REJECT, "有授权")
        work.decisions.decide(office.reviewer, review_id, new)
        file = work.versions.of_matter(office.wang, matter.id)[0].draft
        work.versions.download(office.reviewer, file.id)
    newest_first = desk.trail.search(office.auditor, AuditQuery()).items
    found = {one.action: one for one in reversed(newest_first)}
    title = f"{matter.number} 石城市集市管理办法"
    assert found["立项"].subject.name == title
    assert found["分派承办人"].said == "承办人：赵三"
    assert found["处理审查发现"].said == "处理：不采纳"
    assert found["下载文件"].subject.name == f"{title}（第 1 版）：草案.docx"
    assert {one.subject.matter_id for one in found.values() if one.kind != "账号"} >= {matter.id}
    assert (found["新建账号"].said, found["新建账号"].subject.name) == ("角色：审计人员", "周四")
    assert found["登记审查结果"].department == "水务局"


def test_every_action_that_the_program_records_has_a_name_and_no_other() -> None:
    recorded = set()
    for path in (ROOT / "service").rglob("*.py"):
        if "reports" not in path.parts:
            for call in _RECORDS.findall(path.read_text("utf-8")):
                recorded |= set(_ACTION.findall(call))
    assert recorded == set(audit_words().actions)
