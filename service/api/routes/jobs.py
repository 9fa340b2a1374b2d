"""Job routes (审查任务): progress, and trying again."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends

from service.access.dependencies import needs
from service.api.answers import answers
from service.api.context import Served, finished
from service.api.routes.accepting import Wait
from service.api.shapes.common import PathId
from service.api.shapes.matters import Job, job_shape
from service.ledger import Actor

router = APIRouter(tags=["任务"])


@router.get("/jobs/{job_id}", summary="任务进度", responses=answers(404))
async def get(
    job_id: PathId,
    service: Served,
    actor: Annotated[Actor, Depends(needs("matter.read"))],
    wait: Wait = None,
) -> Job:
    """How far a review is; with `wait` once it has ended, or the time is up."""
    return job_shape(await finished(service, actor, job_id, wait or 0.0))


@router.post(
    "/jobs/{job_id}/retry",
    summary="重试没有完成的任务",
    status_code=202,
    responses=answers(404, 409),
)
def retry(
    job_id: PathId,
    service: Served,
    actor: Annotated[Actor, Depends(needs("review.request"))],
) -> Job:
    """Only a job that failed."""
    return job_shape(service.desk.intake.retry(actor, job_id))
