"""The audit trail and the reviews can be added to, and not changed: the database refuses."""

from __future__ import annotations

import json
import sqlite3

import pytest
from made_up_office import RESULT, Clock, Office
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from service.ledger import Paging
from service.ledger.records import AuditQuery, NewDecision, NewOpinion
from service.ledger.words import Verdict

KEPT = ("audit", "decisions", "reviews", "review_items", "opinions")
KEYS = {"review_items": "place", "review_results": "review_id"}


@pytest.fixture
def full_office(office: Office) -> Office:
    _, review_id = office.reviewed()
    with office.ledger.write() as work:
        fingerprint = json.loads(RESULT)["findings"][0]["id"]
        work.decisions.decide(office.wang, review_id, NewDecision(fingerprint, Verdict.ADOPT))
        work.opinions.add(office.wang, review_id, NewOpinion("", "docx", "a.docx", b"x"))
    return office


def statement(office: Office, words: str) -> None:
    with office.ledger.database.connect() as connection:
        connection.execute(text(words))


def rows(office: Office, table: str) -> list[tuple[object, ...]]:
    with office.ledger.database.read() as session:
        return sorted(map(tuple, session.execute(text(f"SELECT * FROM {table}"))), key=str)


@pytest.mark.parametrize("table", KEPT)
def test_the_database_refuses_to_change_or_delete(full_office: Office, table: str) -> None:
    before, key = rows(full_office, table), KEYS.get(table, "id")
    assert before
    for words in (
        f"UPDATE {table} SET {key} = {key}",
        f"DELETE FROM {table}",
    ):
        with pytest.raises(DBAPIError, match="append-only"):
            statement(full_office, words)
    assert rows(full_office, table) == before


def test_a_result_is_never_changed_though_policy_may_delete_it(full_office: Office) -> None:
    with pytest.raises(DBAPIError, match="append-only"):
        statement(full_office, "UPDATE review_results SET body = '{}'")
    statement(full_office, "DELETE FROM review_results")
    assert rows(full_office, "review_results") == []


@pytest.mark.parametrize("kind", ["sqlite"], indirect=True)
@pytest.mark.parametrize("table", [*KEPT, "review_results"])
def test_replacing_a_row_is_refused_even_by_another_program(
    full_office: Office, table: str
) -> None:
    path = full_office.ledger.database.path
    assert path is not None
    before = rows(full_office, table)
    with sqlite3.connect(path) as shell, pytest.raises(sqlite3.IntegrityError, match="append-only"):
        shell.execute(f"INSERT OR REPLACE INTO {table} SELECT * FROM {table}")
    shell.close()
    assert rows(full_office, table) == before


@pytest.mark.parametrize("kind", ["postgres"], indirect=True)
@pytest.mark.parametrize("table", KEPT)
def test_a_table_is_not_emptied_at_once(full_office: Office, table: str) -> None:
    with pytest.raises(DBAPIError, match="append-only"):
        statement(full_office, f"TRUNCATE {table} CASCADE")


def test_the_trail_says_who_did_what_from_where(full_office: Office) -> None:
    with full_office.ledger.read() as work:
        found = work.audit.search(full_office.auditor, AuditQuery(user_id=full_office.wang.user_id))
    assert [one.action for one in reversed(found.items)] == [
        "matter.open",
        "version.add",
        "review.add",
        "finding.decide",
        "opinion.export",
    ]
    last = found.items[0]
    assert (last.user, last.via, last.address) == ("王一", "web", "10.0.0.8")
    assert last.department_id == full_office.water.id
    assert last.detail["format"] == "docx"


def test_looking_again_within_ten_minutes_is_one_entry(office: Office, clock: Clock) -> None:
    matter = office.matter()
    for minutes in (0, 5, 6):
        clock.on(minutes=minutes)
        with office.ledger.write() as work:
            subject = ("matter", matter.id)
            work.audit.seen(office.wang, "matter.view", subject, matter.department_id)
            work.audit.seen(office.reviewer, "matter.view", subject, matter.department_id)
    with office.ledger.read() as work:
        query = AuditQuery(action="matter.view", subject="matter", subject_id=matter.id)
        found = work.audit.search(office.auditor, query)
    assert sorted(one.user for one in found.items) == ["王一", "王一", "赵三", "赵三"]


def test_a_download_is_noted(office: Office) -> None:
    version = office.version(office.matter())
    with office.ledger.write() as work:
        _, data = work.versions.download(office.reviewer, version.draft.id)
        found = work.audit.search(office.auditor, AuditQuery(action="file.download"))
    assert data == b"draft"
    assert [(one.user, one.subject_id) for one in found.items] == [("赵三", version.draft.id)]


def test_the_trail_is_paged_and_filtered_by_time(office: Office, clock: Clock) -> None:
    start = clock()
    for _ in range(3):
        office.matter()
        clock.on(hours=1)
    with office.ledger.read() as work:
        query = AuditQuery(action="matter.open", paging=Paging(1, 2))
        page = work.audit.search(office.auditor, query)
        within = AuditQuery(action="matter.open", at=(start, clock.moment.replace(hour=8)))
        early = work.audit.search(office.auditor, within)
    assert (len(page.items), page.total) == (2, 3)
    assert early.total == 2
    assert page.items[0].number > page.items[1].number


def test_no_entry_holds_words_of_a_draft(full_office: Office) -> None:
    quotes = [one["quote"] for one in json.loads(RESULT)["findings"] if one["quote"]]
    trail = str(rows(full_office, "audit"))
    assert quotes
    assert not any(quote in trail for quote in quotes)
