"""Departments see only their own; what is another's looks as if it were not there."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from made_up_office import RESULT, Office

from service.ledger import Actor, Work
from service.ledger.errors import NotFound
from service.ledger.records import (
    AuditQuery,
    Incoming,
    Matter,
    MatterQuery,
    NewDecision,
    NewMatter,
    NewOpinion,
    NewVersion,
)
from service.ledger.words import MatterStatus, Verdict

FORGED = "0" * 32


class Known:
    """The ids of one department's matter."""

    def __init__(self, office: Office) -> None:
        self.matter: Matter
        self.matter, self.review = office.reviewed("水务局的机密文件")
        with office.ledger.write() as work:
            (version,) = work.versions.of_matter(office.wang, self.matter.id)
            self.version, self.file = version.id, version.draft.id
            self.job = work.jobs.accept(office.wang, version.id).id
        self.fingerprint = json.loads(RESULT)["findings"][0]["id"]


ATTEMPTS: dict[str, Callable[[Work, Actor, Known], Any]] = {
    "matter": lambda w, a, k: w.matters.get(a, k.matter.id),
    "change": lambda w, a, k: w.matters.change(a, k.matter.id, title="x", kind=None, due=None),
    "assign": lambda w, a, k: w.matters.assign(a, k.matter.id, None),
    "move": lambda w, a, k: w.matters.move(a, k.matter.id, MatterStatus.APPROVAL),
    "add version": lambda w, a, k: w.versions.add(
        a, k.matter.id, NewVersion(Incoming("a.txt", b"x"))
    ),
    "version": lambda w, a, k: w.versions.get(a, k.version),
    "versions": lambda w, a, k: w.versions.of_matter(a, k.matter.id),
    "download": lambda w, a, k: w.versions.download(a, k.file),
    "contents": lambda w, a, k: w.versions.contents(a, k.version),
    "erase": lambda w, a, k: w.versions.erase(a, k.version, "x"),
    "add review": lambda w, a, k: w.reviews.add(a, k.version, RESULT, author=str(a.user_id)),
    "review": lambda w, a, k: w.reviews.get(a, k.review),
    "reviews": lambda w, a, k: w.reviews.of_matter(a, k.matter.id),
    "result": lambda w, a, k: w.reviews.result(a, k.review),
    "items": lambda w, a, k: w.reviews.items(a, k.review),
    "decide": lambda w, a, k: w.decisions.decide(
        a, k.review, NewDecision(k.fingerprint, Verdict.ADOPT)
    ),
    "decisions": lambda w, a, k: w.decisions.current(a, k.matter.id),
    "history": lambda w, a, k: w.decisions.history(a, k.matter.id),
    "add opinion": lambda w, a, k: w.opinions.add(a, k.review, NewOpinion("", "docx", "a", b"x")),
    "opinions": lambda w, a, k: w.opinions.of_matter(a, k.matter.id),
    "accept": lambda w, a, k: w.jobs.accept(a, k.version),
    "job": lambda w, a, k: w.jobs.get(a, k.job),
    "retry": lambda w, a, k: w.jobs.retry(a, k.job),
}


def test_another_department_s_things_and_forged_ids_are_not_there(office: Office) -> None:
    known = Known(office)
    said = set()
    for name, attempt in ATTEMPTS.items():
        with pytest.raises(NotFound) as caught, office.ledger.write() as work:
            attempt(work, office.roads_clerk, known)
        strange = Known.__new__(Known)
        strange.__dict__.update(known.__dict__, version=FORGED, file=FORGED, job=FORGED)
        strange.review, strange.matter = FORGED, replace_id(known.matter)
        with pytest.raises(NotFound) as forged, office.ledger.write() as work:
            attempt(work, office.wang, strange)
        assert str(caught.value) == str(forged.value), name
        said.add(str(caught.value))
    assert all("E603" in one for one in said)


def replace_id(matter: Matter) -> Matter:
    from dataclasses import replace

    return replace(matter, id=FORGED)


def test_its_own_department_may_do_all_of_it(office: Office) -> None:
    known = Known(office)
    for name, attempt in ATTEMPTS.items():
        if name in ("erase", "retry", "download", "contents"):
            continue
        with office.ledger.write() as work:
            attempt(work, office.wang, known)


def test_lists_hold_only_the_actor_s_departments(office: Office) -> None:
    known = Known(office)
    office.matter("交通局的文件", office.roads_clerk)

    def titles(actor: Actor, **asked: object) -> set[str]:
        with office.ledger.read() as work:
            found = work.matters.search(actor, MatterQuery(**asked))  # type: ignore[arg-type]
            assert found.total == len(found.items)
            return {one.title for one in found.items}

    assert titles(office.wang) == {"水务局的机密文件"}
    assert titles(office.roads_clerk) == {"交通局的文件"}
    assert titles(office.roads_clerk, department_id=office.water.id) == set()
    assert titles(office.auditor) == {"水务局的机密文件", "交通局的文件"}
    assert titles(Actor(office.wang.user_id)) == set()
    with office.ledger.read() as work:
        assert work.jobs.of_version(office.roads_clerk, known.version) == ()
        seen = work.audit.search(office.roads_clerk, AuditQuery()).items
        assert {one.department_id for one in seen} <= {office.roads.id}
        every = work.audit.search(office.auditor, AuditQuery()).items
    assert {office.roads.id, office.water.id} < {one.department_id for one in every}


def test_nobody_opens_a_matter_for_another_department(office: Office) -> None:
    for place in (office.roads.id, FORGED):
        with pytest.raises(NotFound, match="部门"), office.ledger.write() as work:
            work.matters.open(office.wang, NewMatter("越权", place))


def test_a_disabled_department_takes_no_new_matters(office: Office) -> None:
    from service.ledger import OPERATOR

    with office.ledger.write() as work:
        work.departments.disable(OPERATOR, office.water.id)
    with pytest.raises(NotFound, match="部门"):
        office.matter()
