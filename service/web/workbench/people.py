"""People (人员页): accounts with their roles and departments, initial passwords, departments."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

from fastapi import APIRouter, Form, Request, Response
from fastapi.responses import RedirectResponse

from corpus.errors import FashenError
from service.access import Issued, Principal
from service.access.roles import rights
from service.api.context import Served, Who
from service.api.office import Service
from service.api.problems import status_of
from service.ledger.errors import BadRecord
from service.ledger.records import User
from service.ledger.words import Role
from service.web.workbench.ids import DepartmentId, UserId, known
from service.web.workbench.shell import page

router = APIRouter(include_in_schema=False)
_Words = Annotated[str, Form(max_length=300)]
_Ticked = Annotated[list[str], Form(max_length=500)]
_NO_STORE = {"Cache-Control": "no-store"}


@router.get("/people")
def people(request: Request, service: Served, who: Who) -> Response:
    """人员页."""
    who.actor("user.manage")
    return _list(request, service, who)


@router.post("/people")
def add(
    request: Request,
    service: Served,
    who: Who,
    login: _Words = "",
    name: _Words = "",
    role: _Ticked = [],  # noqa: B006 - FastAPI copies it
    department: _Ticked = [],  # noqa: B006
    everywhere: _Words = "",
) -> Response:
    """新建账号: the initial password is shown once."""
    actor = who.actor("user.manage")
    try:
        issued = service.administration.add(
            actor,
            login=login,
            name=name,
            roles=_roles(role),
            departments=_departments(department),
            everywhere=bool(everywhere),
        )
    except FashenError as error:
        asked = {"login": login, "name": name, "role": role, "department": department}
        return _list(request, service, who, problem=error, asked=asked)
    return _issued(request, who, issued, "已新建账号")


@router.get("/people/{user_id}")
def person(request: Request, service: Served, who: Who, user_id: UserId) -> Response:
    """一个账号, to be changed.

    Raises:
        NotFound: no such user.
    """
    who.actor("user.manage")
    return _person(request, service, who, service.administration.get(user_id))


@router.post("/people/{user_id}")
def change(
    request: Request,
    service: Served,
    who: Who,
    user_id: UserId,
    name: _Words = "",
    role: _Ticked = [],  # noqa: B006
    department: _Ticked = [],  # noqa: B006
    everywhere: _Words = "",
) -> Response:
    """修改账号: all of it at once."""
    actor = who.actor("user.manage")
    try:
        service.administration.change(
            actor,
            user_id,
            name=name,
            roles=_roles(role),
            departments=_departments(department),
            everywhere=bool(everywhere),
        )
    except FashenError as error:
        user = service.administration.get(user_id)
        return _person(request, service, who, user, problem=error)
    return RedirectResponse("/people", 303)


@router.post("/people/{user_id}/password")
def reset(request: Request, service: Served, who: Who, user_id: UserId) -> Response:
    """重置口令: the new one is shown once."""
    issued = service.administration.reset(who.actor("user.manage"), user_id)
    return _issued(request, who, issued, "已重置口令")


@router.post("/people/{user_id}/disabled")
def switch(service: Served, who: Who, user_id: UserId, disabled: _Words = "") -> Response:
    """停用或者启用账号."""
    service.administration.disable(who.actor("user.manage"), user_id, disabled=_switch(disabled))
    return RedirectResponse("/people", 303)


@router.post("/departments")
def add_department(service: Served, who: Who, name: _Words = "") -> Response:
    """新建部门."""
    service.desk.departments.add(who.actor("department.manage"), name)
    return RedirectResponse("/people#departments", 303)


@router.post("/departments/{department_id}")
def rename_department(
    service: Served, who: Who, department_id: DepartmentId, name: _Words = ""
) -> Response:
    """部门改名."""
    service.desk.departments.rename(who.actor("department.manage"), department_id, name)
    return RedirectResponse("/people#departments", 303)


@router.post("/departments/{department_id}/disabled")
def switch_department(
    service: Served, who: Who, department_id: DepartmentId, disabled: _Words = ""
) -> Response:
    """停用或者启用部门."""
    service.desk.departments.disable(
        who.actor("department.manage"), department_id, disabled=_switch(disabled)
    )
    return RedirectResponse("/people#departments", 303)


def _list(
    request: Request,
    service: Service,
    who: Principal,
    *,
    problem: FashenError | None = None,
    asked: Mapping[str, object] | None = None,
) -> Response:
    places = service.desk.departments.all()
    blank: dict[str, object] = {"login": "", "name": "", "role": [], "department": []}
    return page(
        request,
        "people.html",
        who,
        status=status_of(problem) if problem else 200,
        problem=problem,
        asked=asked or blank,
        users=service.administration.all(),
        departments=places,
        usable=[(one.id, one.name) for one in places if not one.disabled],
        roles=_role_names(),
    )


def _person(
    request: Request,
    service: Service,
    who: Principal,
    user: User,
    *,
    problem: FashenError | None = None,
) -> Response:
    places = service.desk.departments.all()
    return page(
        request,
        "person.html",
        who,
        status=status_of(problem) if problem else 200,
        problem=problem,
        user=user,
        places=[(one.id, one.name) for one in places],
        gone=[one.id for one in places if one.disabled],
        roles=_role_names(),
    )


def _issued(request: Request, who: Principal, issued: Issued, done: str) -> Response:
    """The only page that ever shows this password; browsers are told not to keep it."""
    shown = page(request, "person_issued.html", who, issued=issued, done=done)
    shown.headers.update(_NO_STORE)
    return shown


def _role_names() -> list[tuple[str, str]]:
    return [(role.value, rights().roles[role].name) for role in Role]


def _roles(ticked: list[str]) -> frozenset[Role]:
    if not set(ticked) <= set(Role):
        raise BadRecord("没有这种角色")
    return frozenset(map(Role, ticked))


def _departments(ticked: list[str]) -> frozenset[str]:
    return frozenset(known(one, "部门") for one in ticked)


def _switch(word: str) -> bool:
    if word not in ("yes", "no"):
        raise BadRecord("请选择停用或者启用")
    return word == "yes"
