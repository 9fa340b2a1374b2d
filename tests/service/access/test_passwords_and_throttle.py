"""The password policy, hashes, and when failures lock."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.access import PasswordPolicy, Passwords
from service.access.errors import WeakPassword
from service.access.passwords import initial_password
from service.access.throttle import Rule

START = datetime(2026, 11, 26, tzinfo=UTC)


@pytest.mark.parametrize(
    ("password", "said"),
    [
        ("Ab1!", "至少 10 位"),
        ("Ab1!" * 40, "至多 128 位"),
        ("abcdefghxyzq", "3 类"),
        ("Wang.Yi-2026x", "账号或者姓名"),
        ("王一王一Abc123!?", "账号或者姓名"),
        ("Password123!", "常见"),
        ("Zhengfu@2026", "常见"),
        ("P@ssw0rd2026", "常见"),
        ("Aa1!Aa1!Aa1!", "常见"),
        ("Abcdefghij1!", "常见"),
        ("Xq!9 654321zW", "常见"),
        ("Ky#7aaaaaaPo", "常见"),
    ],
)
def test_a_weak_password_is_refused_with_the_reason(password: str, said: str) -> None:
    with pytest.raises(WeakPassword, match=said) as caught:
        PasswordPolicy().check(password, login="wang.yi", name="王一")
    assert password not in str(caught.value)


@pytest.mark.parametrize("password", ["Ding-Dong7 shan", "山高水长Q7鱼跃龙门风", "x9$Kq!m2Lp"])
def test_a_good_password_passes(password: str) -> None:
    assert PasswordPolicy().check(password, login="wang.yi", name="王一") == password


def test_a_password_typed_in_full_width_is_the_same(passwords: Passwords) -> None:
    held = passwords.hash("Ding-Dong7 shan")
    assert passwords.matches("Ｄｉｎｇ－Ｄｏｎｇ７ ｓｈａｎ", held)
    assert not passwords.matches("ding-dong7 shan", held)
    assert held.startswith("$argon2id$")


def test_without_a_hash_nothing_matches_and_damaged_ones_are_no_error(passwords: Passwords) -> None:
    assert not passwords.matches("", None)
    assert not passwords.matches("x", "$argon2id$damaged")
    assert not passwords.matches("x" * 100_000, passwords.hash("x"))


def test_initial_passwords_pass_the_policy_and_differ() -> None:
    made = {initial_password() for _ in range(50)}
    assert len(made) == 50
    for one in made:
        PasswordPolicy(length=16, classes=4).check(one, login="wang")


@given(st.lists(st.integers(0, 7200), max_size=30), st.integers(0, 9000))
def test_an_account_is_locked_exactly_when_five_failures_lie_close_before(
    seconds: list[int], at: int
) -> None:
    rule = Rule(5, timedelta(minutes=15), timedelta(minutes=15))
    moments = [START + timedelta(seconds=s) for s in sorted(seconds) if s <= at]
    now = START + timedelta(seconds=at)
    expected = any(
        moments[i] - moments[i - 4] <= rule.window and moments[i] + rule.lock > now
        for i in range(4, len(moments))
    )
    assert (rule.locked_until(moments, now) is not None) == expected
