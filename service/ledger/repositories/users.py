"""Users (用户): accounts with roles and departments; disabled, never deleted."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

from sqlalchemy import delete, select

from service.ledger.actor import Actor
from service.ledger.errors import BadRecord, Conflict, NotFound
from service.ledger.records import NewUser, User
from service.ledger.repositories.base import Repository
from service.ledger.repositories.departments import department_of
from service.ledger.tables import DepartmentRow, MembershipRow, SessionRow, UserRoleRow, UserRow
from service.ledger.values import line, new_id
from service.ledger.words import Role

LONGEST_LOGIN = 40
_ADMINISTRATORS = (
    select(UserRoleRow.user_id)
    .join(UserRow, UserRow.id == UserRoleRow.user_id)
    .where(
        UserRoleRow.role == Role.ADMINISTRATOR,
        UserRow.disabled_at.is_(None),
        UserRow.password_hash.is_not(None),
    )
    .order_by(UserRoleRow.user_id)
)


class Users(Repository):
    """用户仓储."""

    def add(self, actor: Actor, new: NewUser) -> User:
        """新建用户.

        Raises:
            BadRecord: no name, no role, or an account name with blanks.
            NotFound: no such department.
            Conflict: the account name is taken.
        """
        login = fold(new.login)
        if not new.roles:
            raise BadRecord("至少选择一个角色")
        moment = self._clock()
        row = UserRow(
            id=new_id(),
            login=login,
            name=line(new.name, "姓名"),
            password_hash=new.password_hash,
            password_changed_at=moment if new.password_hash else None,
            must_change=new.must_change,
            every_department=new.everywhere,
            created_at=moment,
            last_login_at=None,
            disabled_at=None,
        )
        with self._first(f"账号“{login}”已经存在"):
            self._session.add(row)
        self._assign(row.id, new.roles, new.departments)
        self._told(actor, "user.add", row.id, roles="、".join(sorted(new.roles)))
        return self.get(row.id)

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
        """修改用户: all of it at once.

        Raises:
            NotFound, BadRecord: as `add`.
            Conflict: nobody would be left to administer.
        """
        row = self._row(user_id)
        if not roles:
            raise BadRecord("至少选择一个角色")
        if Role.ADMINISTRATOR not in roles:
            self._keep_an_administrator(user_id)
        row.name, row.every_department = line(name, "姓名"), everywhere
        self._assign(user_id, roles, departments)
        self._told(actor, "user.change", user_id, roles="、".join(sorted(roles)))
        return self.get(user_id)

    def disable(self, actor: Actor, user_id: str, *, disabled: bool = True) -> User:
        """停用 or use again; a disabled account's sessions end at once.

        Raises:
            NotFound: no such user.
            Conflict: nobody would be left to administer.
        """
        row = self._row(user_id)
        if disabled:
            self._keep_an_administrator(user_id)
            self._end_sessions(user_id)
        row.disabled_at = self._clock() if disabled else None
        self._told(actor, "user.disable" if disabled else "user.enable", user_id)
        return self.get(user_id)

    def set_password(
        self, actor: Actor, user_id: str, password_hash: str, *, must_change: bool
    ) -> None:
        """设置口令; all sessions of the account end.

        Raises:
            NotFound: no such user.
        """
        row = self._row(user_id)
        row.password_hash, row.must_change = password_hash, must_change
        row.password_changed_at = self._clock()
        self._end_sessions(user_id)
        self._told(actor, "user.password", user_id)

    def rehash(self, user_id: str, password_hash: str) -> None:
        """重算摘要: the same password under newer parameters.

        Raises:
            NotFound: no such user.
        """
        self._row(user_id).password_hash = password_hash

    def logged_in(self, user_id: str) -> None:
        """登录时间.

        Raises:
            NotFound: no such user.
        """
        self._row(user_id).last_login_at = self._clock()

    def get(self, user_id: str) -> User:
        """Return one.

        Raises:
            NotFound: no such user.
        """
        return self._users([self._row(user_id)])[0]

    def find(self, login: str) -> tuple[User, str | None] | None:
        """Return the account of this name and its password hash, None if there is none."""
        try:
            folded = fold(login)
        except BadRecord:
            return None
        row = self._session.scalars(select(UserRow).where(UserRow.login == folded)).one_or_none()
        return (self._users([row])[0], row.password_hash) if row else None

    def password_hash(self, user_id: str) -> str | None:
        """Return the hash of a user's password.

        Raises:
            NotFound: no such user.
        """
        return self._row(user_id).password_hash

    def all(self) -> tuple[User, ...]:
        """Return all, by account name."""
        return self._users(self._session.scalars(select(UserRow).order_by(UserRow.login)))

    def administrators(self) -> int:
        """How many accounts in use may administer, and can log in."""
        return len(self._session.scalars(_ADMINISTRATORS).all())

    def _row(self, user_id: str) -> UserRow:
        row = self._session.get(UserRow, user_id)
        if row is None:
            raise NotFound("用户")
        return row

    def _assign(self, user_id: str, roles: frozenset[Role], departments: frozenset[str]) -> None:
        known = set(
            self._session.scalars(
                select(DepartmentRow.id).where(DepartmentRow.id.in_(sorted(departments)))
            )
        )
        if known != set(departments):
            raise NotFound("部门")
        for table in (UserRoleRow, MembershipRow):
            self._session.execute(delete(table).where(table.user_id == user_id))
        self._session.add_all(UserRoleRow(user_id=user_id, role=role) for role in sorted(roles))
        self._session.add_all(
            MembershipRow(user_id=user_id, department_id=one) for one in sorted(departments)
        )
        self._session.flush()

    def _keep_an_administrator(self, leaving: str) -> None:
        """Locked, so that two administrators cannot dismiss each other at once."""
        held = self._session.scalars(_ADMINISTRATORS.with_for_update()).all()
        if leaving in held and len(held) == 1:
            raise Conflict("至少要有一名在用的管理员")

    def _end_sessions(self, user_id: str) -> None:
        self._session.execute(delete(SessionRow).where(SessionRow.user_id == user_id))

    def _told(self, actor: Actor, action: str, user_id: str, **detail: str) -> None:
        self._audit.record(actor, action, ("user", user_id), detail=detail)

    def _users(self, rows: Iterable[UserRow]) -> tuple[User, ...]:
        found = list(rows)
        ids = [row.id for row in found]
        roles: dict[str, set[Role]] = {one: set() for one in ids}
        for held in self._session.scalars(select(UserRoleRow).where(UserRoleRow.user_id.in_(ids))):
            roles[held.user_id].add(held.role)
        places: dict[str, list[DepartmentRow]] = {one: [] for one in ids}
        statement = (
            select(MembershipRow.user_id, DepartmentRow)
            .join(DepartmentRow, DepartmentRow.id == MembershipRow.department_id)
            .where(MembershipRow.user_id.in_(ids))
            .order_by(DepartmentRow.name)
        )
        for user_id, department in self._session.execute(statement):
            places[user_id].append(department)
        return tuple(_user(row, roles[row.id], places[row.id]) for row in found)


def fold(login: str) -> str:
    """规范账号: one way of writing an account name.

    Raises:
        BadRecord: empty, longer than 40 characters, or with blanks or control characters.
    """
    folded = unicodedata.normalize("NFKC", login).strip().casefold()
    bad = any(c.isspace() or unicodedata.category(c)[0] == "C" for c in folded)
    if not folded or bad or len(folded) > LONGEST_LOGIN:
        raise BadRecord(f"账号不能为空或含空格，不超过 {LONGEST_LOGIN} 字")
    return folded


def _user(row: UserRow, roles: set[Role], places: list[DepartmentRow]) -> User:
    return User(
        id=row.id,
        login=row.login,
        name=row.name,
        roles=frozenset(roles),
        departments=tuple(map(department_of, places)),
        everywhere=row.every_department,
        disabled=row.disabled_at is not None,
        must_change=row.must_change,
        created_at=row.created_at,
        last_login_at=row.last_login_at,
        password_changed_at=row.password_changed_at,
    )
