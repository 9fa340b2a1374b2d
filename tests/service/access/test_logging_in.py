"""Log in and out: right passwords open, wrong ones lock, sessions end when they should."""

from __future__ import annotations

import threading
from datetime import timedelta

import pytest
from argon2 import PasswordHasher
from made_up_office import Clock

from service.access import Access, AccessRules, Administration, PasswordPolicy, Passwords
from service.access.errors import (
    LoginFailed,
    LoginLocked,
    MustChange,
    NotLoggedIn,
    WeakPassword,
)
from service.ledger import OPERATOR
from service.ledger.records import AuditQuery, User
from service.ledger.words import Role

GOOD = "Ding-Dong7 shan"
HERE, THERE = "10.0.0.8", "10.0.0.9"


def account(access: Access, login: str = "wang", password: str = GOOD) -> User:
    issued = Administration(access).add(
        OPERATOR, login=login, name="王一", roles=frozenset({Role.REVIEWER})
    )
    with access.ledger.write() as work:
        hashed = access.passwords.hash(password)
        work.users.set_password(OPERATOR, issued.user.id, hashed, must_change=False)
        return work.users.get(issued.user.id)


def fail(access: Access, times: int, address: str = HERE, login: str = "wang") -> None:
    for _ in range(times):
        with pytest.raises(LoginFailed):
            access.log_in(login, "wrong", address)


def test_a_session_is_known_again_by_its_cookie_until_the_logout(access: Access) -> None:
    account(access)
    opened = access.log_in(" WANG", GOOD, HERE)
    assert access.resume(opened.token, HERE).user.login == "wang"
    access.log_out(opened.token)
    for token in (opened.token, "", "forged"):
        with pytest.raises(NotLoggedIn):
            access.resume(token, HERE)
    access.log_out(opened.token)


def test_neither_tokens_nor_passwords_are_in_the_database(access: Access) -> None:
    account(access)
    opened = access.log_in("wang", GOOD, HERE)
    fail(access, 1, login="MyOtherPassword1!")
    path = access.ledger.database.path
    assert path is not None
    data = path.read_bytes() + path.with_name(f"{path.name}-wal").read_bytes()
    for secret in (opened.token, GOOD, "MyOtherPassword1!", "myotherpassword1!"):
        assert secret.encode() not in data


def test_a_session_ends_after_twelve_hours_and_after_two_idle_ones(
    access: Access, clock: Clock
) -> None:
    account(access)
    idle, busy = access.log_in("wang", GOOD, HERE), access.log_in("wang", GOOD, HERE)
    for _ in range(7):
        clock.on(minutes=100)
        assert access.resume(busy.token, HERE)
    with pytest.raises(NotLoggedIn):
        access.resume(idle.token, HERE)
    clock.on(minutes=21)
    with pytest.raises(NotLoggedIn):
        access.resume(busy.token, HERE)


def test_every_reason_of_failure_looks_the_same(access: Access) -> None:
    account(access)
    disabled = account(access, "gone")
    with access.ledger.write() as work:
        work.users.disable(OPERATOR, disabled.id)
    said = set()
    for login, password in (("wang", "no"), ("nobody", GOOD), ("gone", GOOD), ("a b", GOOD)):
        with pytest.raises(LoginFailed) as caught:
            access.log_in(login, password, HERE)
        said.add(str(caught.value))
    assert len(said) == 1


def test_five_failures_lock_an_account_from_that_address_for_a_quarter_of_an_hour(
    access: Access, clock: Clock
) -> None:
    account(access)
    fail(access, 5)
    with pytest.raises(LoginLocked, match="15 分钟") as caught:
        access.log_in("wang", GOOD, HERE)
    assert caught.value.wait_s == 900
    assert access.log_in("wang", GOOD, THERE)
    clock.on(minutes=16)
    assert access.log_in("wang", GOOD, HERE)


def test_an_unknown_account_is_locked_just_the_same(access: Access) -> None:
    fail(access, 5, login="nobody")
    with pytest.raises(LoginLocked):
        access.log_in("nobody", GOOD, HERE)


def test_guessing_from_many_addresses_locks_the_account_everywhere(access: Access) -> None:
    account(access)
    for number in range(5):
        fail(access, 4, f"10.1.0.{number}")
    with pytest.raises(LoginLocked):
        access.log_in("wang", GOOD, HERE)


def test_an_address_that_tries_many_accounts_is_turned_away(access: Access) -> None:
    account(access)
    for number in range(50):
        fail(access, 1, login=f"guess{number}")
    with pytest.raises(LoginLocked):
        access.log_in("wang", GOOD, HERE)
    assert access.log_in("wang", GOOD, THERE)


def test_a_good_login_forgets_the_failures_before(access: Access) -> None:
    account(access)
    for _ in range(3):
        fail(access, 4)
        assert access.log_in("wang", GOOD, HERE)


def test_many_guesses_at_once_do_not_slip_by_the_limit(access: Access) -> None:
    account(access)
    refused: list[type] = []

    def guess() -> None:
        try:
            access.log_in("wang", "wrong", HERE)
        except (LoginFailed, LoginLocked) as error:
            refused.append(type(error))

    threads = [threading.Thread(target=guess) for _ in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (refused.count(LoginFailed), refused.count(LoginLocked)) == (5, 15)


def test_a_disabled_account_s_sessions_end_at_once(access: Access) -> None:
    user = account(access)
    opened = access.log_in("wang", GOOD, HERE)
    with access.ledger.write() as work:
        work.users.disable(OPERATOR, user.id)
    with pytest.raises(NotLoggedIn):
        access.resume(opened.token, HERE)


def test_an_initial_password_opens_only_the_way_to_a_new_one(access: Access) -> None:
    issued = Administration(access).add(
        OPERATOR, login="li", name="李二", roles=frozenset({Role.REVIEWER})
    )
    opened = access.log_in("li", issued.password, HERE)
    assert opened.principal.must_change
    assert opened.principal.actions == {"password.own"}
    with pytest.raises(MustChange, match="E706"):
        opened.principal.actor("matter.read")
    changed = access.change_password(opened.principal, issued.password, GOOD)
    assert access.resume(changed.token, HERE).actor("matter.read").user_id == issued.user.id
    with pytest.raises(NotLoggedIn):
        access.resume(opened.token, HERE)
    with pytest.raises(LoginFailed):
        access.log_in("li", issued.password, HERE)


def test_an_initial_password_lapses_when_nobody_uses_it(access: Access, clock: Clock) -> None:
    issued = Administration(access).add(
        OPERATOR, login="li", name="李二", roles=frozenset({Role.REVIEWER})
    )
    clock.on(days=15)
    with pytest.raises(LoginFailed):
        access.log_in("li", issued.password, HERE)


def test_a_reset_ends_sessions_and_keys_and_unlocks(access: Access) -> None:
    user = account(access)
    opened = access.log_in("wang", GOOD, HERE)
    administration = Administration(access)
    _, written = administration.add_key(
        opened.principal, name="k", scopes=frozenset({"library:read"}), days=1
    )
    fail(access, 5)
    issued = administration.reset(OPERATOR, user.id)
    with pytest.raises(NotLoggedIn):
        access.resume(opened.token, HERE)
    with pytest.raises(Exception, match="E708"):
        access.by_key(written, HERE)
    assert access.log_in("wang", issued.password, HERE).principal.must_change


def test_a_wrong_old_password_changes_nothing_and_counts(access: Access) -> None:
    account(access)
    principal = access.log_in("wang", GOOD, HERE).principal
    for _ in range(5):
        with pytest.raises(LoginFailed):
            access.change_password(principal, "wrong", "Another-good1")
    with pytest.raises(LoginLocked):
        access.change_password(principal, GOOD, "Another-good1")
    assert access.log_in("wang", GOOD, THERE)


def test_the_new_password_is_another(access: Access) -> None:
    account(access)
    principal = access.log_in("wang", GOOD, HERE).principal
    with pytest.raises(WeakPassword, match="原口令"):
        access.change_password(principal, GOOD, GOOD)


def test_passwords_grow_old_where_the_policy_says_so(
    access: Access, passwords: Passwords, clock: Clock
) -> None:
    account(access)
    aged = AccessRules(passwords=PasswordPolicy(days=90))
    strict = Access(access.ledger, rules=aged, passwords=passwords)
    assert not strict.log_in("wang", GOOD, HERE).principal.must_change
    clock.on(days=90)
    assert strict.log_in("wang", GOOD, HERE).principal.must_change
    assert not access.log_in("wang", GOOD, HERE).principal.must_change


def test_a_hash_of_weaker_parameters_is_renewed_at_the_login(access: Access) -> None:
    user = account(access)
    stronger = Passwords(PasswordHasher(time_cost=2, memory_cost=16, parallelism=1))
    later = Access(access.ledger, passwords=stronger)
    later.log_in("wang", GOOD, HERE)
    with access.ledger.read() as work:
        held = work.users.password_hash(user.id)
    assert held is not None
    assert "t=2" in held
    assert later.log_in("wang", GOOD, HERE)


def test_logins_and_failures_are_in_the_audit_trail(access: Access) -> None:
    user = account(access)
    fail(access, 1)
    opened = access.log_in("wang", GOOD, THERE)
    access.log_out(opened.token)
    with access.ledger.read() as work:
        found = work.audit.search(OPERATOR, AuditQuery(subject="user", subject_id=user.id)).items
    assert [(one.action, one.address) for one in found[:3]] == [
        ("user.logout", ""),
        ("user.login", THERE),
        ("user.login_failed", HERE),
    ]


def test_the_use_of_a_session_is_kept_by_the_minute(access: Access, clock: Clock) -> None:
    account(access)
    opened = access.log_in("wang", GOOD, HERE)
    rules = AccessRules(idle=timedelta(minutes=30))
    short = Access(access.ledger, rules=rules, passwords=access.passwords)
    for _ in range(4):
        clock.on(minutes=29)
        assert short.resume(opened.token, HERE)
    clock.on(minutes=31)
    with pytest.raises(NotLoggedIn):
        short.resume(opened.token, HERE)
