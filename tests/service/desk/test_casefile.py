"""The page of a matter at the desk: what was decided about what, and what became of a review."""

from __future__ import annotations

import pytest
from made_up_office import Office

from service.desk import Desk
from service.ledger.errors import NotFound
from service.ledger.records import NewDecision
from service.ledger.words import JobStatus, Verdict


def test_decisions_are_told_newest_first_with_what_they_are_about(
    desk: Desk, office: Office
) -> None:
    matter, review = office.reviewed()
    with office.ledger.read() as work:
        first, second = work.reviews.items(office.reviewer, review)[:2]
    for item in (first, second):
        new = NewDecision(item.fingerprint, Verdict.ADOPT)
        desk.deciding.decide(office.reviewer, review, new)
    found = desk.casefiles.open(office.wang, matter.id)
    assert [one.item for one in found.decided] == [second, first]
    assert found.names[str(office.reviewer.user_id)] == "赵三"
    with pytest.raises(NotFound):
        desk.casefiles.open(office.roads_clerk, matter.id)


def test_matters_without_a_result_tell_of_their_last_job(desk: Desk, office: Office) -> None:
    done, _ = office.reviewed("有结果的")
    waiting = office.matter("等候的")
    empty = office.matter("没有稿子的")
    version = office.version(waiting)
    with office.ledger.write() as work:
        work.jobs.accept(office.wang, version.id)
    jobs = desk.casefiles.last_jobs(office.wang, (done, waiting, empty))
    assert {key: job.status for key, job in jobs.items()} == {waiting.id: JobStatus.QUEUED}


def test_only_departments_that_one_sees_are_named(desk: Desk, office: Office) -> None:
    assert [one.name for one in desk.names.departments(office.wang)] == ["水务局"]
    assert [one.name for one in desk.names.departments(office.auditor)] == ["交通局", "水务局"]
    with office.ledger.write() as work:
        work.departments.disable(office.auditor, office.roads.id)
    assert [one.name for one in desk.names.departments(office.auditor)] == ["水务局"]
