"""Access (访问控制): log in, come back with a cookie or a key, change a password, log out."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from datetime import datetime

from service.access.errors import BadKey, LoginFailed, LoginLocked, NotLoggedIn, WeakPassword
from service.access.passwords import Passwords, normal
from service.access.principal import Principal
from service.access.rules import AccessRules
from service.access.throttle import Rule, account_key
from service.access.tokens import csrf_token, digest, new_token, read_key, same
from service.ledger import Actor, Ledger, Via, Work
from service.ledger.records import User


@dataclass(frozen=True, slots=True)
class LoggedIn:
    """登录结果: the cookie's secret, the forms' token, the seconds the cookie holds."""

    token: str
    csrf: str
    seconds: int
    principal: Principal


class Access:
    """访问控制 over one ledger and its clock."""

    def __init__(
        self,
        ledger: Ledger,
        *,
        rules: AccessRules | None = None,
        passwords: Passwords | None = None,
    ) -> None:
        self._ledger = ledger
        self._rules = rules or AccessRules()
        self._passwords = passwords or Passwords()
        self._turns = tuple(threading.Lock() for _ in range(64))

    @property
    def rules(self) -> AccessRules:
        """访问规则."""
        return self._rules

    @property
    def passwords(self) -> Passwords:
        """口令摘要."""
        return self._passwords

    @property
    def ledger(self) -> Ledger:
        """台账."""
        return self._ledger

    def log_in(self, login: str, password: str, address: str) -> LoggedIn:
        """登录: a new session each time, whatever cookie came along.

        Raises:
            LoginFailed: no such account, a wrong password, or disabled: all take as long.
            LoginLocked: too many failed attempts, before the password is looked at.
            DatabaseUnavailable: see there.
        """
        account = account_key(login)
        with self._turn(account):
            user, held = self._verified(login, password, account, address)
        return self._open(user, account, address, self._newer_hash(password, held))

    def resume(self, token: str, address: str) -> Principal:
        """会话: who a session cookie belongs to; its use is noted, a minute exactly.

        Raises:
            NotLoggedIn: no such session, it has ended, or the account was disabled.
        """
        moment, key = self._ledger.clock(), digest(token)
        with self._ledger.read() as work:
            session = work.credentials.session(key)
            if session is None or moment >= session.expires_at:
                raise NotLoggedIn
            if moment - session.seen_at >= self._rules.idle:
                raise NotLoggedIn
            user = work.users.get(session.user_id)
        if user.disabled:
            raise NotLoggedIn
        if moment - session.seen_at >= self._rules.touch:
            with self._ledger.write() as work:
                work.credentials.touch_session(key)
        return self._principal(user, Via.WEB, address)

    def log_out(self, token: str) -> None:
        """退出; a session that has ended already is no error."""
        with self._ledger.write() as work:
            session = work.credentials.session(digest(token))
            if session is not None:
                work.credentials.close_session(digest(token))
                actor = Actor(session.user_id, via=Via.WEB)
                work.audit.record(actor, "user.logout", ("user", session.user_id))

    def by_key(self, written: str, address: str) -> Principal:
        """接口密钥: who it belongs to, limited to its scopes.

        Raises:
            BadKey: unknown, expired, revoked, or the account was disabled.
        """
        parts = read_key(written)
        if parts is None:
            raise BadKey
        moment = self._ledger.clock()
        with self._ledger.read() as work:
            found = work.credentials.key(parts[0])
            if found is None or not same(found[1], digest(parts[1])):
                raise BadKey
            key = found[0]
            if key.revoked_at is not None or moment >= key.expires_at:
                raise BadKey
            user = work.users.get(key.user_id)
        if user.disabled:
            raise BadKey
        if key.used_at is None or moment - key.used_at >= self._rules.touch:
            with self._ledger.write() as work:
                work.credentials.use_key(key.id)
        return self._principal(user, Via.API, address, key.scopes)

    def change_password(self, principal: Principal, old: str, new: str) -> LoggedIn:
        """修改口令; all sessions of the account end, and a new one begins.

        Raises:
            LoginFailed, LoginLocked: the old one is wrong, again and again.
            WeakPassword: the new one is refused, or is the old one.
        """
        actor, user = principal.actor("password.own"), principal.user
        account = account_key(user.login)
        with self._turn(account):
            self._verified(user.login, old, account, principal.address)
        checked = self._rules.passwords.check(new, login=user.login, name=user.name)
        if checked == normal(old):
            raise WeakPassword("不能与原口令相同")
        hashed = self._passwords.hash(checked)
        with self._ledger.write() as work:
            work.users.set_password(actor, user.id, hashed, must_change=False)
            changed = work.users.get(user.id)
        return self._open(changed, account, principal.address, None)

    def _turn(self, account: str) -> threading.Lock:
        """One guess at a time for an account, so that many at once do not slip by the limit."""
        return self._turns[int(account[:8], 16) % len(self._turns)]

    def _verified(
        self, login: str, password: str, account: str, address: str
    ) -> tuple[User, str | None]:
        with self._ledger.read() as work:
            self._check_throttle(work, account, address)
            found = work.users.find(login)
        usable = found is not None and not found[0].disabled and not self._stale(found[0])
        held = found[1] if found and usable else None
        if not self._passwords.matches(password, held) or found is None:
            self._note_failure(account, address, found[0] if found else None)
            raise LoginFailed
        return found

    def _open(self, user: User, account: str, address: str, newer: str | None) -> LoggedIn:
        token = new_token()
        with self._ledger.write() as work:
            ends = self._ledger.clock() + self._rules.session
            work.credentials.forget_failures(account, address)
            work.credentials.open_session(digest(token), user.id, ends, address)
            work.users.logged_in(user.id)
            if newer is not None:
                work.users.rehash(user.id, newer)
            actor = Actor(user.id, via=Via.WEB, address=address)
            work.audit.record(actor, "user.login", ("user", user.id))
        seconds = int(self._rules.session.total_seconds())
        principal = self._principal(user, Via.WEB, address)
        return LoggedIn(token, csrf_token(token), seconds, principal)

    def _principal(
        self, user: User, via: Via, address: str, scopes: frozenset[str] | None = None
    ) -> Principal:
        changes = user.must_change or self._outdated(user)
        return Principal(user, via, address, changes, scopes)

    def _outdated(self, user: User) -> bool:
        days, since = self._rules.passwords.days, user.password_changed_at
        return bool(days and since and (self._ledger.clock() - since).days >= days)

    def _stale(self, user: User) -> bool:
        """An initial password that nobody used in time opens nothing any more."""
        since = user.password_changed_at
        return bool(
            user.must_change and since and self._ledger.clock() - since > self._rules.initial
        )

    def _newer_hash(self, password: str, held: str | None) -> str | None:
        if held is None or not self._passwords.outdated(held):
            return None
        return self._passwords.hash(password)

    def _check_throttle(self, work: Work, account: str, address: str) -> None:
        moment, rules = self._ledger.clock(), self._rules.throttle
        for rule, asked in (
            (rules.pair, {"account": account, "address": address}),
            (rules.account, {"account": account}),
            (rules.address, {"address": address}),
        ):
            until = self._locked(work, rule, asked, moment)
            if until is not None:
                raise LoginLocked(int((until - moment).total_seconds()))

    def _locked(
        self, work: Work, rule: Rule, asked: dict[str, str], moment: datetime
    ) -> datetime | None:
        return rule.locked_until(work.credentials.failures(moment - rule.memory, **asked), moment)

    def _note_failure(self, account: str, address: str, user: User | None) -> None:
        with self._ledger.write() as work:
            work.credentials.add_failure(account, address)
            if user is not None:
                actor = Actor(user.id, via=Via.WEB, address=address)
                work.audit.record(actor, "user.login_failed", ("user", user.id))
