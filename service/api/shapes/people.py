"""Shapes of people (人员数据): sessions, users, departments, keys, set-up, audit."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from pydantic import Field, StrictBool, StrictInt, StringConstraints

from service.api.shapes.common import Asked, Id, Line, Shape
from service.ledger.words import Role

Login = Annotated[str, StringConstraints(max_length=100)]
Password = Annotated[str, StringConstraints(min_length=1, max_length=512)]


class DepartmentShape(Shape):
    """部门."""

    id: Id
    name: str = Field(examples=["交通运输局"])
    disabled: bool


class UserShape(Shape):
    """用户."""

    id: Id
    login: str = Field(examples=["wang"])
    name: str = Field(examples=["王一"])
    roles: list[Role]
    departments: list[DepartmentShape]
    everywhere: bool = Field(description="可以办理所有部门的事项")
    disabled: bool
    must_change: bool = Field(description="须先修改口令")
    created_at: datetime
    last_login_at: datetime | None
    password_changed_at: datetime | None


class SessionShape(Shape):
    """会话: who is logged in, and the token that changes must carry."""

    user: UserShape | None = Field(description="null 为尚未登录")
    actions: list[str] = Field(description="可以进行的操作", examples=[["matter.read"]])
    must_change: bool = Field(description="须先修改口令，此前其他操作都不允许")
    token: str = Field(description="防伪标记，修改数据的请求以 X-Fashen-Token 头发送")
    setup_needed: bool = Field(description="尚未初始设置")


class LoginAsked(Asked):
    """登录."""

    login: Login = Field(examples=["wang"])
    password: Password = Field(examples=["Ding-Dong7 shan"])


class PasswordChange(Asked):
    """修改口令."""

    old: Password
    new: Password = Field(examples=["Ding-Dong7 shan"])


class SetupShape(Shape):
    """初始设置的状态."""

    needed: bool


class SetupAsked(Asked):
    """初始设置: the first department and administrator."""

    code: Line = Field(description="服务启动时终端显示的初始化码", examples=["7KQ2M-..."])
    login: Login = Field(examples=["guanli"])
    name: Line = Field(examples=["王一"])
    password: Password = Field(examples=["Ding-Dong7 shan"])
    department: Line = Field(examples=["法制科"])
    reviews: StrictBool = Field(default=False, description="同一人兼任审查和审定")


class NewUserShape(Asked):
    """新用户."""

    login: Login = Field(examples=["wang"])
    name: Line = Field(examples=["王一"])
    roles: list[Role] = Field(min_length=1, max_length=5)
    departments: list[Id] = Field(default=[], max_length=500, description="部门编号")
    everywhere: StrictBool = False


class UserChange(Asked):
    """修改用户: all of it at once."""

    name: Line
    roles: list[Role] = Field(min_length=1, max_length=5)
    departments: list[Id] = Field(default=[], max_length=500)
    everywhere: StrictBool = False


class Switch(Asked):
    """停用或者启用."""

    disabled: StrictBool


class IssuedShape(Shape):
    """新账号或者重置结果; the password is shown once."""

    user: UserShape
    password: str = Field(description="初始口令，只显示一次，首次登录须修改")


class DepartmentAsked(Asked):
    """部门名称."""

    name: Line = Field(examples=["交通运输局"])


class KeyShape(Shape):
    """接口密钥, without its secret."""

    id: Id
    user_id: Id
    name: str
    scopes: list[str] = Field(examples=[["matters:read"]])
    created_at: datetime
    expires_at: datetime
    used_at: datetime | None
    revoked_at: datetime | None


class NewKey(Asked):
    """申领密钥."""

    name: Line = Field(examples=["办公系统"])
    scopes: list[Annotated[str, StringConstraints(max_length=40)]] = Field(
        min_length=1, max_length=20, examples=[["matters:read", "matters:write"]]
    )
    days: StrictInt = Field(ge=1, le=3660, description="有效期，天", examples=[90])


class IssuedKey(Shape):
    """新密钥; the key as written is shown once."""

    key: KeyShape
    written: str = Field(description="密钥，只显示一次，以 Authorization: Bearer 发送")


class AuditShape(Shape):
    """审计记录."""

    number: int
    at: datetime
    user_id: Id | None
    user: str
    via: str
    address: str
    action: str = Field(examples=["review.read"])
    subject: str = Field(examples=["review"])
    subject_id: str
    department_id: Id | None
    detail: dict[str, str | int]
