"""Records of people (人员记录): departments, users, and what an account holds."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from service.ledger.words import Role


@dataclass(frozen=True, slots=True)
class Department:
    """部门."""

    id: str
    name: str
    disabled: bool


@dataclass(frozen=True, slots=True)
class User:
    """用户: `login` is the folded account name; `everywhere` means that all departments are seen."""

    id: str
    login: str
    name: str
    roles: frozenset[Role]
    departments: tuple[Department, ...]
    everywhere: bool
    disabled: bool
    must_change: bool
    created_at: datetime
    last_login_at: datetime | None
    password_changed_at: datetime | None


@dataclass(frozen=True, slots=True)
class NewUser:
    """新用户: `password_hash` None lets nobody log in by password; `departments` are ids."""

    login: str
    name: str
    roles: frozenset[Role]
    departments: frozenset[str] = frozenset()
    everywhere: bool = False
    password_hash: str | None = None
    must_change: bool = True


@dataclass(frozen=True, slots=True)
class WebSession:
    """登录会话."""

    user_id: str
    created_at: datetime
    seen_at: datetime
    expires_at: datetime
    address: str


@dataclass(frozen=True, slots=True)
class ApiKey:
    """接口密钥, without its secret."""

    id: str
    user_id: str
    name: str
    scopes: frozenset[str]
    created_at: datetime
    expires_at: datetime
    used_at: datetime | None
    revoked_at: datetime | None
