"""Administration (账号管理): accounts with initial passwords, resets, API keys."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from service.access.access import Access
from service.access.errors import Forbidden
from service.access.passwords import initial_password
from service.access.principal import Principal
from service.access.roles import rights
from service.access.throttle import account_key
from service.access.tokens import digest, new_token, written_key
from service.ledger import Actor
from service.ledger.errors import BadRecord, Conflict
from service.ledger.records import ApiKey, NewUser, User
from service.ledger.words import Role


@dataclass(frozen=True, slots=True)
class Issued:
    """新账号 or reset one: `password` is shown once, and must be changed at the first login."""

    user: User
    password: str


class Administration:
    """账号管理: the actor comes from `Principal.actor("user.manage")`, or is the operator."""

    def __init__(self, access: Access) -> None:
        self._access = access
        self._ledger = access.ledger

    def add(
        self,
        actor: Actor,
        *,
        login: str,
        name: str,
        roles: frozenset[Role],
        departments: frozenset[str] = frozenset(),
        everywhere: bool = False,
    ) -> Issued:
        """新建账号.

        Raises:
            BadRecord, NotFound, Conflict: as `Users.add`.
        """
        password = initial_password()
        hashed = self._access.passwords.hash(password)
        new = NewUser(login, name, roles, departments, everywhere, hashed, must_change=True)
        with self._ledger.write() as work:
            return Issued(work.users.add(actor, new), password)

    def all(self) -> tuple[User, ...]:
        """全部账号, by account name."""
        with self._ledger.read() as work:
            return work.users.all()

    def get(self, user_id: str) -> User:
        """一个账号.

        Raises:
            NotFound: no such user.
        """
        with self._ledger.read() as work:
            return work.users.get(user_id)

    def change(
        self,
        actor: Actor,
        user_id: str,
        *,
        name: str,
        roles: frozenset[Role],
        departments: frozenset[str],
        everywhere: bool,
    ) -> User:
        """修改账号: all of it at once.

        Raises:
            NotFound, BadRecord: as `Users.change`.
            Conflict: nobody, or not oneself, would be left to administer.
        """
        if user_id == actor.user_id and Role.ADMINISTRATOR not in roles:
            raise Conflict("不能取消自己的管理员角色，请由其他管理员办理")
        with self._ledger.write() as work:
            return work.users.change(
                actor,
                user_id,
                name=name,
                roles=roles,
                departments=departments,
                everywhere=everywhere,
            )

    def disable(self, actor: Actor, user_id: str, *, disabled: bool) -> User:
        """停用 or use again; a disabled account's sessions end at once.

        Raises:
            NotFound: no such user.
            Conflict: one's own account, or nobody would be left to administer.
        """
        if user_id == actor.user_id and disabled:
            raise Conflict("不能停用自己的账号，请由其他管理员办理")
        with self._ledger.write() as work:
            return work.users.disable(actor, user_id, disabled=disabled)

    def reset(self, actor: Actor, user_id: str) -> Issued:
        """重置口令; sessions end, keys are revoked, failed logins are forgotten.

        Raises:
            NotFound: no such user.
            Conflict: one's own, which is changed with the old one.
        """
        if user_id == actor.user_id:
            raise Conflict("自己的口令请在“修改口令”页面修改")
        password = initial_password()
        hashed = self._access.passwords.hash(password)
        with self._ledger.write() as work:
            work.users.set_password(actor, user_id, hashed, must_change=True)
            for key in work.credentials.keys_of(user_id):
                if key.revoked_at is None:
                    work.credentials.revoke_key(actor, key.id)
            user = work.users.get(user_id)
            work.credentials.forget_failures(account_key(user.login))
        return Issued(user, password)

    def add_key(
        self, principal: Principal, *, name: str, scopes: frozenset[str], days: int
    ) -> tuple[ApiKey, str]:
        """申领密钥 for oneself; the key as written is shown once.

        Raises:
            Forbidden: not allowed, or asked for with a key.
            BadRecord: no name, unknown or no scopes, or too long a life.
        """
        actor = principal.actor("key.own")
        if principal.scopes is not None:
            raise Forbidden("不能用接口密钥申领密钥")
        unknown = scopes - set(rights().scopes)
        if not scopes or unknown:
            raise BadRecord("请选择密钥的权限范围")
        most = self._access.rules.key.days
        if not 1 <= days <= most:
            raise BadRecord(f"密钥有效期为 1 至 {most} 天")
        secret = new_token()
        with self._ledger.write() as work:
            ends = self._ledger.clock() + timedelta(days=days)
            hashed = digest(secret)
            key = work.credentials.add_key(actor, principal.user.id, name, hashed, scopes, ends)
        return key, written_key(key.id, secret)

    def keys(self, principal: Principal) -> tuple[ApiKey, ...]:
        """自己的密钥, newest first, with those that ended.

        Raises:
            Forbidden: not allowed.
        """
        actor = principal.actor("key.own")
        with self._ledger.read() as work:
            return work.credentials.keys_of(str(actor.user_id))

    def revoke_key(self, principal: Principal, key_id: str) -> None:
        """撤销密钥 of one's own.

        Raises:
            Forbidden: not allowed.
            NotFound: no such key, or another's.
        """
        actor = principal.actor("key.own")
        with self._ledger.write() as work:
            work.credentials.revoke_key(actor, key_id, owner=principal.user.id)
