"""User routes (用户): for administrators; and who may take a matter."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends

from service.access import Issued
from service.access.dependencies import needs
from service.api.answers import answers
from service.api.context import Served
from service.api.shapes.common import PathId
from service.api.shapes.people import IssuedShape, NewUserShape, Switch, UserChange, UserShape
from service.api.shapes.views import user_shape
from service.ledger import Actor

router = APIRouter(tags=["用户"])
_Manager = Annotated[Actor, Depends(needs("user.manage"))]


@router.get("/users", summary="用户列表", responses=answers())
def list_users(service: Served, actor: _Manager) -> list[UserShape]:
    """All accounts, by account name."""
    return [user_shape(one) for one in service.administration.all()]


@router.post("/users", summary="新建用户", status_code=201, responses=answers(404, 409))
def add(asked: NewUserShape, service: Served, actor: _Manager) -> IssuedShape:
    """The initial password is shown once."""
    issued = service.administration.add(
        actor,
        login=asked.login,
        name=asked.name,
        roles=frozenset(asked.roles),
        departments=frozenset(asked.departments),
        everywhere=asked.everywhere,
    )
    return _issued(issued)


@router.get("/users/{user_id}", summary="用户", responses=answers(404))
def get(user_id: PathId, service: Served, actor: _Manager) -> UserShape:
    """One account."""
    return user_shape(service.administration.get(user_id))


@router.put("/users/{user_id}", summary="修改用户", responses=answers(404, 409))
def change(user_id: PathId, asked: UserChange, service: Served, actor: _Manager) -> UserShape:
    """Name, roles and departments, all at once."""
    changed = service.administration.change(
        actor,
        user_id,
        name=asked.name,
        roles=frozenset(asked.roles),
        departments=frozenset(asked.departments),
        everywhere=asked.everywhere,
    )
    return user_shape(changed)


@router.put("/users/{user_id}/disabled", summary="停用或者启用", responses=answers(404, 409))
def switch(user_id: PathId, asked: Switch, service: Served, actor: _Manager) -> UserShape:
    """A disabled account's sessions end at once; nobody disables his own."""
    return user_shape(service.administration.disable(actor, user_id, disabled=asked.disabled))


@router.post("/users/{user_id}/password", summary="重置口令", responses=answers(404, 409))
def reset(user_id: PathId, service: Served, actor: _Manager) -> IssuedShape:
    """Sessions end and keys are revoked; the new password, of others only, is shown once."""
    return _issued(service.administration.reset(actor, user_id))


@router.get("/reviewers", summary="可以承办事项的人员", responses=answers())
def reviewers(
    service: Served, actor: Annotated[Actor, Depends(needs("matter.assign"))]
) -> list[UserShape]:
    """Reviewers of one's own departments."""
    return [user_shape(one) for one in service.desk.records.reviewers(actor)]


def _issued(issued: Issued) -> IssuedShape:
    return IssuedShape(user=user_shape(issued.user), password=issued.password)
