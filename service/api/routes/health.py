"""Health route (运行状况): for whoever watches the service."""

from __future__ import annotations

from fastapi import APIRouter, Response

from service.api.answers import open_answers
from service.api.context import Served
from service.api.shapes.common import Shape
from service.desk.health import health

router = APIRouter(tags=["运行"])


class HealthShape(Shape):
    """运行状况."""

    status: str
    version: str
    library: str | None
    cutoff: str | None
    library_status: str
    ledger: str


@router.get(
    "/health",
    summary="服务、法规库和台账的状态",
    responses={**open_answers(), 503: {"description": "不能工作", "model": HealthShape}},
)
def get(service: Served, response: Response) -> HealthShape:
    """200 while reviews can be made and kept, else 503."""
    found = health(service.desk.wiring, service.desk.ledger)
    if found.status != "ok":
        response.status_code = 503
    return HealthShape.model_validate(found)
