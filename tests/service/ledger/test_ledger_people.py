"""Departments and accounts: unique, never deleted, never without an administrator."""

from __future__ import annotations

import threading

import pytest
from made_up_office import Office

from service.ledger import OPERATOR
from service.ledger.errors import BadRecord, Conflict, NotFound
from service.ledger.records import NewUser
from service.ledger.words import Role

ADMIN = frozenset({Role.ADMINISTRATOR})


def add(office: Office, login: str, roles: frozenset[Role] = ADMIN) -> str:
    with office.ledger.write() as work:
        return work.users.add(OPERATOR, NewUser(login, "某人", roles, password_hash="x")).id


def test_an_account_name_is_the_same_in_any_writing(office: Office) -> None:
    user_id = add(office, "Zhang.San")
    with pytest.raises(Conflict, match=r"zhang\.san"):
        add(office, "ＺＨＡＮＧ.san ")
    with office.ledger.read() as work:
        found = work.users.find("ZHANG.SAN")
        assert found is not None
        assert found[0].id == user_id
        assert work.users.find("张 三") is None


@pytest.mark.parametrize("login", ["", " ", "张 三", "a\x00b", "x" * 41])
def test_a_wrong_account_name_is_refused(office: Office, login: str) -> None:
    with pytest.raises(BadRecord, match="账号"):
        add(office, login)


def test_an_account_needs_a_role_and_known_departments(office: Office) -> None:
    with pytest.raises(BadRecord, match="角色"):
        add(office, "a", frozenset())
    with pytest.raises(NotFound, match="部门"), office.ledger.write() as work:
        work.users.add(OPERATOR, NewUser("a", "a", ADMIN, frozenset({"0" * 32})))
    with office.ledger.read() as work:
        assert work.users.find("a") is None


def test_the_last_administrator_stays(office: Office) -> None:
    first = add(office, "admin1")
    for attempt in (
        lambda work: work.users.disable(OPERATOR, first),
        lambda work: work.users.change(
            OPERATOR,
            first,
            name="x",
            roles=frozenset({Role.AUDITOR}),
            departments=frozenset(),
            everywhere=False,
        ),
    ):
        with pytest.raises(Conflict, match="管理员"), office.ledger.write() as work:
            attempt(work)
    add(office, "admin2")
    with office.ledger.write() as work:
        assert work.users.disable(OPERATOR, first).disabled
        assert work.users.administrators() == 1


def test_two_administrators_cannot_dismiss_each_other_at_once(office: Office) -> None:
    ids = [add(office, "admin1"), add(office, "admin2")]
    start = threading.Barrier(2)
    refused: list[str] = []

    def dismiss(user_id: str) -> None:
        start.wait()
        try:
            with office.ledger.write() as work:
                work.users.disable(OPERATOR, user_id)
        except Conflict:
            refused.append(user_id)

    threads = [threading.Thread(target=dismiss, args=(one,)) for one in ids]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(refused) == 1


def test_a_change_replaces_roles_and_departments(office: Office) -> None:
    user_id = add(office, "b", frozenset({Role.SUBMITTER}))
    with office.ledger.write() as work:
        changed = work.users.change(
            OPERATOR,
            user_id,
            name="新名",
            roles=frozenset({Role.REVIEWER, Role.APPROVER}),
            departments=frozenset({office.water.id, office.roads.id}),
            everywhere=False,
        )
    assert changed.roles == {Role.REVIEWER, Role.APPROVER}
    assert {one.name for one in changed.departments} == {"水务局", "交通局"}


def test_a_department_s_name_is_unique(office: Office) -> None:
    with pytest.raises(Conflict, match="水务局"), office.ledger.write() as work:
        work.departments.add(OPERATOR, " 水务局 ")
    with pytest.raises(Conflict, match="交通局"), office.ledger.write() as work:
        work.departments.rename(OPERATOR, office.water.id, "交通局")
    with office.ledger.read() as work:
        assert [one.name for one in work.departments.all()] == sorted(["水务局", "交通局"])
        assert work.departments.named("水务局") == office.water
