"""Passwords (口令): argon2id hashes, and the policy for new ones."""

from __future__ import annotations

import os
import secrets
import threading
import unicodedata
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from service.access.errors import WeakPassword

LONGEST = 128
_COMMON = Path(__file__).with_name("common_passwords.txt")
_LETTERS = "abcdefghjkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789"
"""Without those that look alike."""
_DISGUISES = str.maketrans("@0$3!5", "aosels")
_DIGITS = "0123456789"
_SIGNS = "!@#$%^&*()-_=+.,?~"


@dataclass(frozen=True, slots=True)
class PasswordPolicy:
    """口令规则: `length` characters at least, `classes` of lower, upper, digit, other at least.

    `days` is how long a password may be used, 0 for ever.
    """

    length: int = 10
    classes: int = 3
    days: int = 0

    def check(self, password: str, *, login: str, name: str = "") -> str:
        """核对 a new password; returns it in the one form that is hashed.

        Raises:
            WeakPassword: says what is wrong, never the password.
        """
        found = normal(password)
        for wrong, said in (
            (len(found) < self.length, f"至少 {self.length} 位"),
            (len(found) > LONGEST, f"至多 {LONGEST} 位"),
            (_classes(found) < self.classes, f"须含大写、小写、数字、符号中的 {self.classes} 类"),
            (_holds(found, login) or _holds(found, name), "不能含有账号或者姓名"),
            (_plain(found), "过于常见或者有规律"),
        ):
            if wrong:
                raise WeakPassword(said)
        return found


class Passwords:
    """口令摘要: argon2id; at most as many at once as there are processors (64 MiB each)."""

    def __init__(self, hasher: PasswordHasher | None = None) -> None:
        self._hasher = hasher or PasswordHasher()
        self._room = threading.BoundedSemaphore(os.cpu_count() or 1)
        self._nobody = self._hasher.hash(secrets.token_hex(16))

    def hash(self, password: str) -> str:
        """摘要 of a password."""
        with self._room:
            return self._hasher.hash(normal(password))

    def matches(self, password: str, held: str | None) -> bool:
        """Whether a password is the one held; without one it takes as long, and is not."""
        if len(password) > LONGEST * 4:
            return False
        try:
            with self._room:
                self._hasher.verify(held or self._nobody, normal(password))
        except (VerificationError, InvalidHashError):
            return False
        return held is not None

    def outdated(self, held: str) -> bool:
        """Whether a hash was made with weaker parameters than today's."""
        return self._hasher.check_needs_rehash(held)


def normal(password: str) -> str:
    """One form of a password, however it was typed (full-width, composed)."""
    return unicodedata.normalize("NFKC", password)


def initial_password() -> str:
    """初始口令: 16 characters that can be read out, to be changed at the first login."""
    while True:
        groups = ("".join(secrets.choice(_LETTERS) for _ in range(4)) for _ in range(4))
        made = "-".join(groups)
        if _classes(made) == 4:
            return made


def _classes(password: str) -> int:
    kinds = {
        "lower" if c.islower() else "upper" if c.isupper() else "digit" if c.isdigit() else "other"
        for c in password
    }
    return len(kinds)


def _holds(password: str, word: str) -> bool:
    folded = normal(word).strip().casefold()
    return len(folded) >= 2 and folded in password.casefold()


def _plain(password: str) -> bool:
    """A common word with trimmings, few different characters, or a long run of neighbours."""
    folded = password.casefold()
    letters = "".join(c for c in folded if c.isalnum())
    core = folded.strip(_DIGITS + _SIGNS)
    cores = {folded, letters, letters.strip(_DIGITS), core, core.translate(_DISGUISES)}
    return len(set(folded)) < 5 or _longest_run(folded) > 5 or bool(cores & _common())


def _longest_run(word: str) -> int:
    """Characters of the longest run like 12345, edcba or 1111."""
    longest = run = step = 1
    for a, b in pairwise(map(ord, word)):
        run = run + 1 if run > 1 and b - a == step else 2 if abs(b - a) <= 1 else 1
        step = b - a
        longest = max(longest, run)
    return longest


@cache
def _common() -> frozenset[str]:
    return frozenset(_COMMON.read_text("utf-8").split())
