"""Roles as data, API keys with scopes, the first run."""

from __future__ import annotations

import threading

import pytest
from made_up_office import Clock

from corpus.errors import KnowledgeError
from service.access import Access, Administration, Principal, Setup, local_principal, rights
from service.access.errors import BadKey, BadSetupCode, Forbidden, LoginFailed, WeakPassword
from service.access.roles import _FILE, parse_rights
from service.ledger import OPERATOR, Via
from service.ledger.errors import BadRecord, Conflict, NotFound
from service.ledger.records import NewUser
from service.ledger.words import MatterStatus, Role

HERE = "10.0.0.8"
GOOD = "Ding-Dong7 shan"


def person(access: Access, *roles: Role, login: str = "wang", place: str = "水务局") -> Principal:
    with access.ledger.write() as work:
        try:
            department = work.departments.named(place)
        except NotFound:
            department = work.departments.add(OPERATOR, place)
        places = frozenset({department.id})
        new = NewUser(login, login, frozenset(roles), places, must_change=False)
        return Principal(work.users.add(OPERATOR, new), Via.WEB, HERE)


WHO_MAY = {
    "matter.open": {Role.SUBMITTER, Role.REVIEWER},
    "finding.decide": {Role.REVIEWER, Role.APPROVER},
    "matter.conclude": {Role.APPROVER},
    "version.erase": {Role.APPROVER},
    "version.download": {Role.SUBMITTER, Role.REVIEWER, Role.APPROVER},
    "user.manage": {Role.ADMINISTRATOR},
    "retention.purge": {Role.ADMINISTRATOR},
    "audit.read": {Role.AUDITOR},
    "password.own": set(Role),
}


@pytest.mark.parametrize("action", WHO_MAY)
def test_each_role_may_what_the_table_says_and_no_more(access: Access, action: str) -> None:
    may = {role for role in Role if person(access, role, login=role).may(action)}
    assert may == WHO_MAY[action]


def test_every_action_is_granted_to_some_role_and_has_a_chinese_name() -> None:
    table = rights()
    granted = set().union(*(role.may for role in table.roles.values()))
    assert granted == set(table.actions)
    assert all(any("一" <= c <= "龥" for c in name) for name in table.actions.values())


def test_no_key_may_manage_users_or_keys() -> None:
    reach = set().union(*(scope.may for scope in rights().scopes.values()))
    assert not reach & {"user.manage", "key.own", "password.own", "department.manage"}


def test_what_is_not_allowed_says_so_in_chinese(access: Access) -> None:
    with pytest.raises(Forbidden, match=r"E704.*审定"):
        person(access, Role.SUBMITTER).mover(MatterStatus.CONCLUDED)
    with pytest.raises(ValueError, match="no action"):
        person(access, Role.SUBMITTER, login="b").may("matter.opne")


def test_reach_goes_with_the_action_that_a_role_grants(access: Access) -> None:
    both = person(access, Role.AUDITOR, Role.SUBMITTER)
    assert both.actor("matter.read").everywhere
    assert not both.actor("matter.open").everywhere
    assert not person(access, Role.ADMINISTRATOR, login="b").may("matter.read")


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("may: [user.manage,", "may: [user.mange,"),
        ("  auditor:", "  visitor:"),
        ("reach: all", "reach: most"),
        ("  concluded: matter.conclude\n", ""),
        ("actions:", "acts:"),
        ("roles:", "roles: ["),
    ],
)
def test_a_wrong_table_is_a_coded_error(wrong: str, right: str) -> None:
    text = _FILE.read_text("utf-8")
    assert wrong in text
    with pytest.raises(KnowledgeError, match=r"roles\.yaml"):
        parse_rights(text.replace(wrong, right))


def key_for(access: Access, who: Principal, *scopes: str, days: int = 30) -> str:
    _, written = Administration(access).add_key(
        who, name="集成", scopes=frozenset(scopes), days=days
    )
    return written


def test_a_key_may_what_its_scopes_and_its_user_s_roles_both_allow(access: Access) -> None:
    who = person(access, Role.SUBMITTER)
    found = access.by_key(key_for(access, who, "matters:read", "decisions:write"), HERE)
    assert found.via is Via.API
    assert found.may("matter.read")
    assert not found.may("matter.open")
    assert not found.may("finding.decide")
    assert not found.may("password.own")
    with pytest.raises(Forbidden):
        Administration(access).add_key(found, name="x", scopes=frozenset({"library:read"}), days=1)


def test_a_key_ends_by_time_by_hand_and_with_its_user(access: Access, clock: Clock) -> None:
    who = person(access, Role.SUBMITTER)
    short, revoked, orphan = (key_for(access, who, "library:read", days=d) for d in (1, 9, 9))
    Administration(access).revoke_key(who, revoked.split("_")[1])
    assert access.by_key(short, HERE)
    clock.on(days=1)
    for written in (short, revoked):
        with pytest.raises(BadKey):
            access.by_key(written, HERE)
    assert access.by_key(orphan, HERE)
    with access.ledger.write() as work:
        work.users.disable(OPERATOR, who.user.id)
    with pytest.raises(BadKey):
        access.by_key(orphan, HERE)


def test_forged_and_garbled_keys_are_refused(access: Access) -> None:
    written = key_for(access, person(access, Role.SUBMITTER), "library:read")
    swapped = written[:-1] + ("A" if written[-1] != "A" else "B")
    for wrong in ("", "fsk_", swapped, written + "x", f"fsk_{'0' * 32}_{'A' * 43}", "é" * 80):
        with pytest.raises(BadKey):
            access.by_key(wrong, HERE)
    path = access.ledger.database.path
    assert path is not None
    data = path.read_bytes() + path.with_name(f"{path.name}-wal").read_bytes()
    assert written.split("_", 2)[2].encode() not in data


def test_nobody_revokes_another_s_key(access: Access) -> None:
    written = key_for(access, person(access, Role.SUBMITTER), "library:read")
    other = person(access, Role.SUBMITTER, login="other")
    with pytest.raises(NotFound):
        Administration(access).revoke_key(other, written.split("_")[1])
    assert access.by_key(written, HERE)


@pytest.mark.parametrize(
    ("scopes", "days"), [(set(), 1), ({"all"}, 1), ({"library:read"}, 0), ({"library:read"}, 900)]
)
def test_a_key_needs_known_scopes_and_an_end(access: Access, scopes: set[str], days: int) -> None:
    with pytest.raises(BadRecord):
        key_for(access, person(access, Role.SUBMITTER), *scopes, days=days)


def complete(setup: Setup, code: str, password: str = GOOD, login: str = "boss") -> None:
    setup.complete(code, login=login, name="负责人", password=password, department="司法局")


def test_the_first_administrator_needs_the_code_of_the_server(access: Access) -> None:
    setup = Setup(access)
    assert setup.needed
    code = setup.begin()
    assert code is not None
    with pytest.raises(BadSetupCode):
        complete(setup, "AAAAA-AAAAA-AAAAA-AAAAA")
    with pytest.raises(WeakPassword):
        complete(setup, code, password="weak")
    complete(setup, code.lower().replace("-", " "))
    assert not setup.needed
    assert setup.begin() is None
    with pytest.raises(BadSetupCode):
        complete(setup, code, login="second")
    opened = access.log_in("boss", GOOD, HERE)
    assert opened.principal.may("user.manage")
    assert not opened.principal.may("finding.decide")


def test_a_new_code_voids_the_former_and_codes_end(access: Access, clock: Clock) -> None:
    setup = Setup(access)
    first, second = setup.begin(), setup.begin()
    assert first is not None
    assert second is not None
    with pytest.raises(BadSetupCode):
        complete(setup, first)
    clock.on(hours=25)
    with pytest.raises(BadSetupCode):
        complete(setup, second)


def test_a_code_is_not_guessed_for_long(access: Access) -> None:
    setup = Setup(access)
    code = setup.begin()
    assert code is not None
    for _ in range(10):
        with pytest.raises(BadSetupCode):
            complete(setup, "wrong")
    with pytest.raises(BadSetupCode):
        complete(setup, code)


def test_of_two_who_complete_at_once_one_becomes_administrator(access: Access) -> None:
    setup = Setup(access)
    code = setup.begin()
    assert code is not None
    start, outcome = threading.Barrier(4), []

    def run(number: int) -> None:
        start.wait()
        try:
            complete(setup, code, login=f"boss{number}")
            outcome.append("done")
        except BadSetupCode:
            outcome.append("refused")

    threads = [threading.Thread(target=run, args=(n,)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcome) == ["done", "refused", "refused", "refused"]
    with access.ledger.read() as work:
        assert work.users.administrators() == 1


def test_the_local_user_may_everything_and_nobody_logs_in_as_it(access: Access) -> None:
    who = local_principal(access, "127.0.0.1")
    assert who.actions == set(rights().actions)
    assert local_principal(access, "127.0.0.1").user.id == who.user.id
    with pytest.raises(LoginFailed):
        access.log_in("local", "", HERE)
    assert Setup(access).needed


def test_an_account_of_the_same_name_is_not_made_twice(access: Access) -> None:
    person(access, Role.SUBMITTER)
    with pytest.raises(Conflict):
        Administration(access).add(
            OPERATOR, login="WANG", name="x", roles=frozenset({Role.SUBMITTER})
        )
