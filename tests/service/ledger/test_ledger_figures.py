"""Figures of a year, counted by both databases: each matter and finding once, nobody else's."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from typing import Any

import pytest
from made_up_office import RESULT, Clock, Office
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from models.finding import Severity
from models.submission import Kind
from service.ledger import Actor, Database
from service.ledger.migrate import migrate
from service.ledger.records import Incoming, NewDecision, NewVersion
from service.ledger.records.figures import Period
from service.ledger.words import DeadlineKind, MatterStatus, Verdict

YEAR = Period(
    datetime(2026, 1, 1, tzinfo=UTC),
    datetime(2027, 1, 1, tzinfo=UTC),
    tuple(datetime(2026, month, 1, tzinfo=UTC) for month in range(1, 13)),
)
FINDINGS = [one["id"] for one in json.loads(RESULT)["findings"]]


def body(**changes: Any) -> str:
    return json.dumps({**json.loads(RESULT), **changes}, ensure_ascii=False)


def filing(due: str | None, *, sure: bool = True, expires: str | None = None) -> dict[str, Any]:
    duty = {
        "step_id": "PR-ND-16",
        "issuer": "",
        "recipients": [{"name": "市政府"}, {"name": "市人大常委会"}],
        "days": 15,
        "due": due,
        "sure": sure,
    }
    return {
        "published_sure": True,
        "duties": [duty, {**duty, "recipients": []}],
        "validity": {"expires": expires, "source": "local"} if expires else None,
        "follow_ups": [{"name": "清理", "due": None, "sure": True}],
    }


def reviewed_again(office: Office, matter_id: str, result: str) -> str:
    with office.ledger.write() as work:
        new = NewVersion(Incoming("修改稿.docx", b"second"))
        version = work.versions.add(office.wang, matter_id, new)
        return work.reviews.add(office.wang, version.id, result, author=str(office.wang.user_id)).id


def decide(office: Office, review_id: str, fingerprint: str, verdict: Verdict) -> None:
    with office.ledger.write() as work:
        new = NewDecision(fingerprint, verdict, "上位法另有授权", "改写")
        work.decisions.decide(office.reviewer, review_id, new)


def outcomes(office: Office, actor: Actor | None = None) -> dict[str, int]:
    with office.ledger.read() as work:
        found = work.figures.findings(actor or office.auditor, YEAR, None)
    counted: dict[str, int] = {}
    for one in found:
        counted[one.outcome] = counted.get(one.outcome, 0) + one.findings
    return counted


def test_a_matter_counts_in_the_month_of_its_first_review(office: Office, clock: Clock) -> None:
    clock.moment = datetime(2026, 3, 31, 23, 0, tzinfo=UTC)
    matter, _ = office.reviewed()
    clock.moment = datetime(2026, 4, 1, 1, 0, tzinfo=UTC)
    reviewed_again(office, matter.id, RESULT)
    office.reviewed("另一件")
    with office.ledger.read() as work:
        found = work.figures.months(office.auditor, YEAR, None)
    assert [(one.month, one.kind, one.matters) for one in found] == [
        (3, Kind.NORM_DOC, 1),
        (4, Kind.NORM_DOC, 1),
    ]


def test_a_matter_of_another_year_is_left_out(office: Office, clock: Clock) -> None:
    clock.moment = datetime(2025, 12, 31, 23, 59, tzinfo=UTC)
    office.reviewed()
    clock.moment = datetime(2027, 1, 1, tzinfo=UTC)
    office.reviewed()
    with office.ledger.read() as work:
        assert work.figures.months(office.auditor, YEAR, None) == ()
        assert work.figures.years(office.auditor) == (2025, 2027)
    assert outcomes(office) == {}


def test_years_are_none_without_reviews(office: Office) -> None:
    with office.ledger.read() as work:
        assert work.figures.years(office.auditor) is None


def test_the_same_finding_in_two_versions_counts_once(office: Office) -> None:
    matter, _ = office.reviewed()
    reviewed_again(office, matter.id, RESULT)
    with office.ledger.read() as work:
        found = work.figures.findings(office.auditor, YEAR, None)
    assert sum(one.findings for one in found) == len(FINDINGS) == 3
    assert {(one.category, one.severity) for one in found} == {
        ("sets_fee", Severity.MAJOR),
        ("sets_fee", Severity.CRITICAL),
        ("missing_date", Severity.MAJOR),
    }


def test_a_finding_has_the_gravest_severity_that_any_review_gave_it(office: Office) -> None:
    milder = json.loads(RESULT)["findings"]
    for one in milder:
        one["severity"] = "notice"
    matter, _ = office.reviewed()
    reviewed_again(office, matter.id, body(findings=milder))
    with office.ledger.read() as work:
        found = work.figures.findings(office.auditor, YEAR, None)
    assert {one.severity for one in found} == {Severity.MAJOR, Severity.CRITICAL}


def test_the_last_decision_counts_and_what_went_undecided_is_told_apart(office: Office) -> None:
    first, second, third = FINDINGS
    matter, review_id = office.reviewed()
    decide(office, review_id, first, Verdict.REJECT)
    decide(office, review_id, first, Verdict.ADOPT)
    assert outcomes(office) == {"adopt": 1, "open": 2}
    kept = [one for one in json.loads(RESULT)["findings"] if one["id"] == third]
    newer = reviewed_again(office, matter.id, body(findings=kept))
    assert outcomes(office) == {"adopt": 1, "gone": 1, "open": 1}
    decide(office, newer, third, Verdict.MODIFY)
    decide(office, review_id, second, Verdict.REJECT)
    assert outcomes(office) == {"adopt": 1, "modify": 1, "reject": 1}
    decide(office, newer, third, Verdict.WITHDRAW)
    assert outcomes(office) == {"adopt": 1, "open": 1, "reject": 1}


def test_figures_are_of_the_actor_s_departments_only(office: Office) -> None:
    matter, _ = office.reviewed()
    move(office, matter.id, MatterStatus.APPROVAL, MatterStatus.CONCLUDED)
    with office.ledger.read() as work:
        figures, stranger = work.figures, office.roads_clerk
        assert figures.months(stranger, YEAR, None) == ()
        assert figures.findings(stranger, YEAR, None) == ()
        assert figures.concluded(stranger, YEAR, None) == ()
        assert figures.years(stranger) is None
        assert figures.months(office.auditor, YEAR, office.roads.id) == ()
        assert len(figures.months(office.auditor, YEAR, office.water.id)) == 1
        assert len(figures.concluded(office.wang, YEAR, None)) == 1


def move(office: Office, matter_id: str, *statuses: MatterStatus) -> None:
    with office.ledger.write() as work:
        for status in statuses:
            work.matters.move(office.reviewer, matter_id, status)


def test_what_is_late_is_open_and_past_its_day(office: Office) -> None:
    days = {"早": date(2026, 11, 1), "迟": date(2026, 11, 20), "今天": date(2026, 11, 26)}
    matters = {title: office.matter(title) for title in (*days, "办结", "无期限")}
    with office.ledger.write() as work:
        for title, day in {**days, "办结": date(2026, 11, 1)}.items():
            work.matters.change(office.wang, matters[title].id, title=title, kind=None, due=day)
    move(office, matters["办结"].id, MatterStatus.WITHDRAWN)
    with office.ledger.read() as work:
        late, total = work.figures.late(office.auditor, date(2026, 11, 26), None, 1)
        nobody = work.figures.late(office.roads_clerk, date(2026, 11, 26), None, 9)
    assert ([one.title for one in late], total) == (["早"], 2)
    assert nobody == ((), 0)


def test_deadlines_are_those_of_the_newest_review_that_are_not_done(office: Office) -> None:
    matter, _ = office.reviewed(body=body(filing=filing("2026-12-01")))
    office.reviewed("已报", body=body(filing=filing("2026-12-02"), procedure=[step("satisfied")]))
    office.reviewed("撤回", body=body(filing=filing("2026-12-03")))
    days = (date(2026, 11, 26), date(2026, 12, 26))
    with office.ledger.write() as work:
        found, _ = work.figures.deadlines(office.auditor, days, None, 9)
        withdrawn = next(one for one in found if one.title == "撤回")
        work.matters.move(office.wang, withdrawn.matter_id, MatterStatus.WITHDRAWN)
    with office.ledger.read() as work:
        found, total = work.figures.deadlines(office.auditor, days, None, 9)
    assert total == 1
    assert (found[0].matter_id, found[0].kind) == (matter.id, DeadlineKind.FILING)
    assert (found[0].name, found[0].due) == ("报市政府、市人大常委会备案", date(2026, 12, 1))
    reviewed_again(office, matter.id, body(filing=filing("2027-06-01", expires="2026-12-20")))
    with office.ledger.read() as work:
        found, _ = work.figures.deadlines(office.auditor, days, None, 9)
        assert work.figures.deadlines(office.roads_clerk, days, None, 9) == ((), 0)
    assert [(one.kind, one.sure) for one in found] == [(DeadlineKind.EXPIRY, False)]


def step(status: str) -> dict[str, Any]:
    return {**json.loads(RESULT)["procedure"][0], "step_id": "PR-ND-16", "status": status}


def test_what_is_concluded_unpublished_waits_for_its_publication(office: Office) -> None:
    matter, _ = office.reviewed(body=body(filing=filing(None)))
    with office.ledger.read() as work:
        assert work.figures.unpublished(office.auditor, None, 9) == ((), 0)
    move(office, matter.id, MatterStatus.APPROVAL, MatterStatus.CONCLUDED)
    with office.ledger.read() as work:
        (waiting,), total = work.figures.unpublished(office.auditor, None, 9)
        assert work.figures.unpublished(office.roads_clerk, None, 9) == ((), 0)
    assert (waiting.matter_id, waiting.days, total) == (matter.id, 15, 1)


@pytest.mark.parametrize("revision", ["0006"])
def test_an_older_ledger_learns_its_deadlines_from_the_stored_results(
    office: Office, database: Database, revision: str
) -> None:
    office.reviewed(body=body(filing=filing("2026-12-01", expires="2031-12-01")))
    office.reviewed("没有备案")
    with database.read() as session:
        before = session.execute(text("SELECT * FROM review_deadlines")).all()
    with database.connect() as connection:
        connection.execute(text("DROP TABLE review_deadlines"))
        connection.execute(text(f"UPDATE alembic_version SET version_num = '{revision}'"))
    migrate(database)
    with database.read() as session:
        after = session.execute(text("SELECT * FROM review_deadlines")).all()
    assert len(before) == 2
    assert sorted(map(tuple, after), key=str) == sorted(map(tuple, before), key=str)


@pytest.mark.parametrize("words", ["UPDATE {} SET name = name", "DELETE FROM {}"])
def test_deadlines_that_were_found_are_never_changed(office: Office, words: str) -> None:
    office.reviewed(body=body(filing=filing("2026-12-01")))
    statement = text(words.format("review_deadlines"))
    with (
        pytest.raises(DBAPIError, match="append-only"),
        office.ledger.database.connect() as connection,
    ):
        connection.execute(statement)
