"""Views (数据视图): records of people as shapes."""

from __future__ import annotations

from service.api.shapes.people import DepartmentShape, KeyShape, UserShape
from service.ledger.records import ApiKey, User


def user_shape(one: User) -> UserShape:
    """用户 of a record."""
    return UserShape(
        id=one.id,
        login=one.login,
        name=one.name,
        roles=sorted(one.roles),
        departments=[DepartmentShape.model_validate(place) for place in one.departments],
        everywhere=one.everywhere,
        disabled=one.disabled,
        must_change=one.must_change,
        created_at=one.created_at,
        last_login_at=one.last_login_at,
        password_changed_at=one.password_changed_at,
    )


def key_shape(one: ApiKey) -> KeyShape:
    """接口密钥 of a record."""
    return KeyShape(
        id=one.id,
        user_id=one.user_id,
        name=one.name,
        scopes=sorted(one.scopes),
        created_at=one.created_at,
        expires_at=one.expires_at,
        used_at=one.used_at,
        revoked_at=one.revoked_at,
    )
