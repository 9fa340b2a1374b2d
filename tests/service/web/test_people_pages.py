"""Accounts and departments: made, changed, disabled; passwords shown once; nobody locked out."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from served_office import ServedOffice
from workbench_support import Desk, office_on

from service.wiring import Wiring

OTHERS = ["submitter", "reviewer", "approver", "auditor"]


@pytest.fixture(scope="module")
def own_office(
    web_house: Wiring, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[ServedOffice]:
    """An office whose people these tests change."""
    with office_on(web_house, tmp_path_factory.mktemp("people"), live=True) as made:
        yield made


@pytest.fixture(scope="module")
def chief(own_office: ServedOffice) -> Desk:
    return Desk(own_office.app, "administrator")


def user_id(office: ServedOffice, login: str) -> str:
    with office.ledger.read() as work:
        found = work.users.find(login)
    assert found
    return found[0].id


def new_account(chief: Desk, office: ServedOffice, login: str, name: str = "陈新") -> str:
    """The password of a new reviewer."""
    said = chief.send(
        "/people",
        login=login,
        name=name,
        role="reviewer",
        department=office.departments["water"],
    )
    assert said.status_code == 200, said.text
    assert said.headers["cache-control"] == "no-store"
    found = re.search(r"<code>(.+?)</code>", said.text)
    assert found
    return found[1]


@pytest.mark.parametrize("who", OTHERS)
def test_only_administrators_see_people(who: str, at: dict[str, Desk]) -> None:
    for path in ("/people", f"/people/{'0' * 32}"):
        said = at[who].get(path)
        assert (said.status_code, "E704" in said.text) == (403, True)
    assert at[who].send("/people", login="x", name="x", role="reviewer").status_code == 403
    assert at[who].send("/departments", name="新部门").status_code == 403


def test_a_form_without_its_token_changes_nothing(chief: Desk, own_office: ServedOffice) -> None:
    person = user_id(own_office, "approver")
    for path, fields in {
        "/people": {"login": "forged", "name": "假", "role": "administrator"},
        f"/people/{person}": {"name": "假", "role": "administrator"},
        f"/people/{person}/password": {},
        f"/people/{person}/disabled": {"disabled": "yes"},
        "/departments": {"name": "假部门"},
        f"/departments/{own_office.departments['water']}": {"name": "假部门"},
        f"/departments/{own_office.departments['water']}/disabled": {"disabled": "yes"},
    }.items():
        said = chief.send(path, token="", **fields)
        assert (said.status_code, "E705" in said.text) == (403, True), path
    assert "假" not in chief.get("/people").text


def test_a_new_account_logs_in_with_the_password_that_is_shown_once(
    chief: Desk, own_office: ServedOffice
) -> None:
    password = new_account(chief, own_office, "chen")
    assert password not in chief.get("/people").text
    newcomer = Desk(own_office.app, "chen", password)
    assert newcomer.get("/matters").headers["location"] == "/password"


def test_what_was_typed_stays_when_an_account_is_refused(chief: Desk) -> None:
    said = chief.send("/people", login="Administrator", name="<b>重名</b>", role="auditor")
    assert said.status_code == 409
    assert "已经存在" in said.text
    assert 'value="&lt;b&gt;重名&lt;/b&gt;"' in said.text
    assert 'value="auditor" checked' in said.text
    nobody = chief.send("/people", login="x1", name="无角色")
    assert (nobody.status_code, "至少选择一个角色" in nobody.text) == (422, True)
    forged = chief.send("/people", login="x2", name="假", role="root")
    assert (forged.status_code, "没有这种角色" in forged.text) == (422, True)


def test_an_account_is_changed_and_its_roles_count_at_once(
    chief: Desk, own_office: ServedOffice
) -> None:
    person, roads = user_id(own_office, "submitter"), own_office.departments["roads"]
    fields = {"name": "王改", "role": "auditor", "department": roads}
    said = chief.send(f"/people/{person}", **fields)
    assert (said.status_code, said.headers["location"]) == (303, "/people")
    page = chief.get(f"/people/{person}").text
    assert 'value="王改"' in page
    assert 'value="auditor" checked' in page
    assert f'value="{roads}" checked' in page


def test_a_reset_password_replaces_the_old_one(chief: Desk, own_office: ServedOffice) -> None:
    old = new_account(chief, own_office, "reset-me")
    said = chief.send(f"/people/{user_id(own_office, 'reset-me')}/password")
    found = re.search(r"<code>(.+?)</code>", said.text)
    assert found
    assert found[1] != old
    assert Desk(own_office.app, "reset-me", found[1]).get("/password").status_code == 200


def test_a_disabled_account_is_out_at_once_and_comes_back(
    chief: Desk, own_office: ServedOffice
) -> None:
    person, them = user_id(own_office, "reviewer"), Desk(own_office.app, "reviewer")
    assert them.get("/matters").status_code == 200
    chief.send(f"/people/{person}/disabled", disabled="yes")
    assert them.get("/matters").headers["location"].startswith("/login")
    assert "已停用" in chief.get("/people").text
    chief.send(f"/people/{person}/disabled", disabled="no")
    assert Desk(own_office.app, "reviewer").get("/matters").status_code == 200
    assert chief.send(f"/people/{person}/disabled", disabled="maybe").status_code == 422


def test_an_administrator_cannot_lock_himself_out(chief: Desk, own_office: ServedOffice) -> None:
    me = user_id(own_office, "administrator")
    new_account(chief, own_office, "second")
    second = user_id(own_office, "second")
    chief.send(f"/people/{second}", name="副手", role="administrator")
    for path, fields in {
        f"/people/{me}": {"name": "管一", "role": "reviewer"},
        f"/people/{me}/disabled": {"disabled": "yes"},
        f"/people/{me}/password": {},
    }.items():
        said = chief.send(path, **fields)
        assert (said.status_code, "E604" in said.text or "其他管理员" in said.text) == (409, True)
    own = chief.get(f"/people/{me}").text
    assert "您自己的账号" in own
    assert "/disabled" not in own
    assert chief.get("/people").status_code == 200


def test_the_interface_keeps_administrators_in_too(chief: Desk, own_office: ServedOffice) -> None:
    me = user_id(own_office, "administrator")
    disabled = chief.api.put(f"/users/{me}/disabled", {"disabled": True})
    reduced = chief.api.put(f"/users/{me}", {"name": "管一", "roles": ["reviewer"]})
    reset = chief.api.post(f"/users/{me}/password")
    assert [said.json()["code"] for said in (disabled, reduced, reset)] == ["E604"] * 3


def test_departments_are_added_renamed_and_disabled(chief: Desk, own_office: ServedOffice) -> None:
    assert chief.send("/departments", name="<i>农业局</i>").status_code == 303
    page = chief.get("/people").text
    assert 'value="&lt;i&gt;农业局&lt;/i&gt;"' in page
    with own_office.ledger.read() as work:
        made = work.departments.named("<i>农业局</i>").id
    assert chief.send(f"/departments/{made}", name="农业农村局").status_code == 303
    assert chief.send(f"/departments/{made}", name="水务局").status_code == 409
    chief.send(f"/departments/{made}/disabled", disabled="yes")
    page = chief.get("/people").text
    assert "农业农村局" in page
    assert f'name="department" value="{made}"' not in page
    assert chief.send(f"/departments/{'0' * 32}", name="x").status_code == 404
    assert chief.get("/people/nobody").status_code == 404
