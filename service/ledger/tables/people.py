"""People (人员): departments, users, their roles and memberships."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from service.ledger.tables.base import Base, Id, Line, words
from service.ledger.words import Role


class DepartmentRow(Base):
    """部门."""

    __tablename__ = "departments"

    id: Mapped[Id]
    name: Mapped[Line] = mapped_column(unique=True)
    created_at: Mapped[datetime]
    disabled_at: Mapped[datetime | None]


class UserRow(Base):
    """用户: never deleted, since the ledger names them; `password_hash` None lets nobody log in.

    `login` is the folded account name, `name` the person's.
    """

    __tablename__ = "users"

    id: Mapped[Id]
    login: Mapped[Line] = mapped_column(unique=True)
    name: Mapped[Line]
    password_hash: Mapped[str | None]
    password_changed_at: Mapped[datetime | None]
    must_change: Mapped[bool]
    every_department: Mapped[bool]
    created_at: Mapped[datetime]
    last_login_at: Mapped[datetime | None]
    disabled_at: Mapped[datetime | None]


class UserRoleRow(Base):
    """用户的角色."""

    __tablename__ = "user_roles"

    user_id: Mapped[Id] = mapped_column(ForeignKey("users.id"))
    role: Mapped[Role] = mapped_column(words(Role, "role"), primary_key=True)


class MembershipRow(Base):
    """用户所属部门."""

    __tablename__ = "memberships"

    user_id: Mapped[Id] = mapped_column(ForeignKey("users.id"))
    department_id: Mapped[Id] = mapped_column(ForeignKey("departments.id"))
