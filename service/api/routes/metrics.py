"""Metrics route (运行指标): Prometheus' text format."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Response

from service.access.dependencies import needs
from service.api.answers import answers
from service.api.context import Served
from service.api.metrics import MEDIA_TYPE
from service.desk.health import library_age
from service.ledger import Actor

router = APIRouter(tags=["运行"])


@router.get(
    "/metrics",
    summary="运行指标",
    response_class=Response,
    responses={
        **answers(),
        200: {"description": "指标", "content": {"text/plain": {"schema": {"type": "string"}}}},
    },
)
def get(service: Served, actor: Annotated[Actor, Depends(needs("metrics.read"))]) -> Response:
    """Scrape it with an API key of the scope metrics:read."""
    with service.desk.ledger.read() as work:
        jobs = {status.value: number for status, number in work.jobs.counts().items()}
    age = library_age(service.desk.wiring, service.desk.ledger.clock().date())
    return Response(service.metrics.text(jobs, age), media_type=MEDIA_TYPE)
