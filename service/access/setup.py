"""Set-up (初始设置): the first administrator, with a code that the server prints once."""

from __future__ import annotations

import secrets
from datetime import timedelta

from service.access.access import Access
from service.access.errors import BadSetupCode
from service.access.principal import Principal
from service.access.tokens import digest, same
from service.ledger import OPERATOR, Via, Work
from service.ledger.errors import NotFound
from service.ledger.records import NewUser, User
from service.ledger.words import Role

CODE_HOLDS = timedelta(hours=24)
MOST_TRIES = 10
LOCAL_LOGIN = "local"
_REVIEWS = (Role.REVIEWER, Role.APPROVER)
_DIGITS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"


class Setup:
    """初始设置 of an empty ledger."""

    def __init__(self, access: Access) -> None:
        self._access = access
        self._ledger = access.ledger

    @property
    def needed(self) -> bool:
        """Whether there is nobody yet who may administer."""
        with self._ledger.read() as work:
            return work.users.administrators() == 0

    def begin(self) -> str | None:
        """初始化码 for the server to print, None if it is not needed. A former code is void."""
        code = "-".join("".join(secrets.choice(_DIGITS) for _ in range(5)) for _ in range(4))
        with self._ledger.write() as work:
            if work.users.administrators():
                work.credentials.drop_setup_code()
                return None
            work.credentials.set_setup_code(digest(_bare(code)), self._ledger.clock() + CODE_HOLDS)
        return code

    def complete(
        self,
        code: str,
        *,
        login: str,
        name: str,
        password: str,
        department: str,
        reviews: bool = False,
    ) -> User:
        """完成: make the first department and administrator; of two at once, one does.

        `reviews` makes the same person reviewer and approver, as small offices need.

        Raises:
            BadSetupCode: wrong, ended, used, or tried too often.
            WeakPassword, BadRecord, Conflict: see there; the code stays valid.
        """
        self._check(code)
        checked = self._access.rules.passwords.check(password, login=login, name=name)
        hashed = self._access.passwords.hash(checked)
        roles = {Role.ADMINISTRATOR, *(_REVIEWS if reviews else ())}
        with self._ledger.write() as work:
            if work.users.administrators() or not work.credentials.drop_setup_code():
                raise BadSetupCode
            place = _place(work, department)
            new = NewUser(login, name, frozenset(roles), place, reviews, hashed, must_change=False)
            return work.users.add(OPERATOR, new)

    def _check(self, code: str) -> None:
        good = False
        with self._ledger.write() as work:
            held = work.credentials.setup_code()
            if held is not None:
                work.credentials.try_setup_code()
                right, ends, tries = held
                in_time = self._ledger.clock() < ends and tries < MOST_TRIES
                good = same(right, digest(_bare(code))) and in_time
        if not good:
            raise BadSetupCode


def local_principal(access: Access, address: str) -> Principal:
    """本机用户: everything is allowed to whoever uses this machine (`--no-auth`, loopback only).

    The account has no password, so nobody can log in as it.
    """
    with access.ledger.read() as work:
        found = work.users.find(LOCAL_LOGIN)
    if found is not None:
        return Principal(found[0], Via.WEB, address)
    with access.ledger.write() as work:
        place = _place(work, "本机")
        new = NewUser(LOCAL_LOGIN, "本机用户", frozenset(Role), place, True, must_change=False)
        return Principal(work.users.add(OPERATOR, new), Via.WEB, address)


def _place(work: Work, name: str) -> frozenset[str]:
    """The department of this name, made if there is none."""
    try:
        return frozenset({work.departments.named(name).id})
    except NotFound:
        return frozenset({work.departments.add(OPERATOR, name).id})


def _bare(code: str) -> str:
    return "".join(c for c in code.upper() if c in _DIGITS)
