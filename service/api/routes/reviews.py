"""Review routes (审查): one request from draft to result, and results that were stored."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request, Response
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import JSONResponse

from service.access.dependencies import csrf, needs, principal
from service.api.answers import answers
from service.api.context import MATTER_FIELDS, Served, delivery, finished, uploaded
from service.api.problems import told
from service.api.result_schemas import reference
from service.api.routes.accepting import IdempotencyKey, Wait, patience
from service.api.shapes.common import PathId
from service.api.shapes.matters import Job, job_shape
from service.api.shapes.reviews import ReviewFacts
from service.api.upload import form_schema
from service.desk import Accepted
from service.ledger import Actor
from service.ledger.records import Job as JobRecord
from service.ledger.words import JobStatus
from service.reports.json import to_dict

router = APIRouter(tags=["审查"])
_RESULT: dict[str, Any] = {
    "description": "审查结果",
    "content": {"application/json": {"schema": reference()}},
}


@router.post(
    "/reviews",
    summary="审查一份草案，或一包送审材料",
    response_class=Response,
    responses={
        **answers(404, 409, 413, 415),
        200: _RESULT,
        202: {"description": "已受理，审查尚未完成", "model": Job},
    },
    openapi_extra={"requestBody": form_schema(MATTER_FIELDS)},
)
async def create_review(
    request: Request, service: Served, key: IdempotencyKey = "", wait: Wait = None
) -> Response:
    """Opens a matter, and answers with the result once it is there.

    Before the set-up, on this machine only, nothing is stored.
    """
    reviewer = request.app.state.reviewer
    if not service.office.open_door and await run_in_threadpool(reviewer.allowed):
        review = await reviewer.review(request)
        return JSONResponse(to_dict(review, reviewer.wiring.category_names()))
    who = await csrf(request, await run_in_threadpool(principal, request))
    actor = who.actor("matter.open")
    who.actor("review.request")
    new = delivery(await uploaded(request, MATTER_FIELDS), key)
    found = await run_in_threadpool(service.desk.intake.open, actor, new)
    job = await finished(service, actor, found.job.id, patience(new, wait))
    if job.status is JobStatus.FAILED:
        return told(job.error or "")
    if job.review_id is None:
        shown = job_shape(job).model_dump(mode="json")
        return JSONResponse(shown, 202, headers=_where(found, job))
    reader = who.actor("matter.read") if who.may("matter.read") else actor
    body = await run_in_threadpool(service.desk.records.result, reader, job.review_id)
    return Response(body, media_type="application/json", headers=_where(found, job))


@router.get("/reviews/{review_id}", summary="审查记录", responses=answers(404))
def facts(
    review_id: PathId,
    service: Served,
    actor: Annotated[Actor, Depends(needs("matter.read"))],
) -> ReviewFacts:
    """Facts and counts, without the draft's words."""
    return ReviewFacts.model_validate(service.desk.records.review(actor, review_id))


@router.get(
    "/reviews/{review_id}/result",
    summary="审查结果",
    response_class=Response,
    responses={**answers(404, 410), 200: _RESULT},
)
def result(
    review_id: PathId,
    service: Served,
    actor: Annotated[Actor, Depends(needs("matter.read"))],
) -> Response:
    """The JSON byte for byte as it was stored; the look is noted."""
    return Response(service.desk.records.result(actor, review_id), media_type="application/json")


def _where(found: Accepted, job: JobRecord) -> dict[str, str]:
    """Where in the ledger it is, beside a body that is the result alone."""
    headers = {
        "Location": f"/api/v1/jobs/{job.id}",
        "X-Fashen-Matter": found.matter.id,
        "X-Fashen-Version": found.version.id,
    }
    return headers | ({"X-Fashen-Review": job.review_id} if job.review_id else {})
