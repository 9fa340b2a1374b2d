"""Department routes (部门): for administrators."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends

from service.access.dependencies import needs
from service.api.answers import answers
from service.api.context import Served
from service.api.shapes.common import PathId
from service.api.shapes.people import DepartmentAsked, DepartmentShape, Switch
from service.ledger import Actor

router = APIRouter(tags=["部门"])
_Manager = Annotated[Actor, Depends(needs("department.manage"))]


@router.get("/departments", summary="部门列表", responses=answers())
def list_departments(service: Served, actor: _Manager) -> list[DepartmentShape]:
    """All departments, by name."""
    with service.desk.ledger.read() as work:
        return [DepartmentShape.model_validate(one) for one in work.departments.all()]


@router.post("/departments", summary="新建部门", status_code=201, responses=answers(409))
def add(asked: DepartmentAsked, service: Served, actor: _Manager) -> DepartmentShape:
    """A department of a new name."""
    with service.desk.ledger.write() as work:
        return DepartmentShape.model_validate(work.departments.add(actor, asked.name))


@router.put("/departments/{department_id}", summary="部门改名", responses=answers(404, 409))
def rename(
    department_id: PathId, asked: DepartmentAsked, service: Served, actor: _Manager
) -> DepartmentShape:
    """The number of a department stays."""
    with service.desk.ledger.write() as work:
        return DepartmentShape.model_validate(
            work.departments.rename(actor, department_id, asked.name)
        )


@router.put(
    "/departments/{department_id}/disabled", summary="停用或者启用部门", responses=answers(404)
)
def switch(
    department_id: PathId, asked: Switch, service: Served, actor: _Manager
) -> DepartmentShape:
    """A disabled department takes no new matters."""
    with service.desk.ledger.write() as work:
        return DepartmentShape.model_validate(
            work.departments.disable(actor, department_id, disabled=asked.disabled)
        )
