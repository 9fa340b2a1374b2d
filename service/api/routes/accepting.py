"""Accepting (受理应答): what the routes that take drafts share."""

from __future__ import annotations

from typing import Annotated

from fastapi import Header, Query, Response
from fastapi.concurrency import run_in_threadpool

from service.api.answers import Answers
from service.api.context import MOST_WAIT_S, WAIT_S, finished
from service.api.office import Service
from service.api.shapes.matters import AcceptedShape, job_shape, matter_shape, version_shape
from service.desk import Accepted, Delivery
from service.ledger import Actor

IdempotencyKey = Annotated[
    str,
    Header(
        alias="Idempotency-Key",
        max_length=200,
        pattern=r"^[\x20-\x7e]*$",
        description="幂等键：同一键的同一请求只受理一次，七天内有效",
    ),
]
Wait = Annotated[
    float | None,
    Query(
        ge=0,
        le=MOST_WAIT_S,
        allow_inf_nan=False,
        description="等候审查完成的秒数；不填时，不带材料的小文件等候，其余不等",
    ),
]

AGAIN: Answers = {
    200: {"model": AcceptedShape, "description": "同一幂等键的同一请求此前已经受理，答复同前"}
}
"""应答说明 of a request that was accepted before."""


async def accepted(
    service: Service,
    response: Response,
    actor: Actor,
    found: Accepted,
    new: Delivery,
    wait: float | None,
) -> AcceptedShape:
    """受理应答: 201, or 200 where the same request had been accepted before."""
    seconds = patience(new, wait)
    job, matter = found.job, found.matter
    if seconds:
        job = await finished(service, actor, job.id, seconds)
        matter = await run_in_threadpool(service.desk.records.matter, actor, matter.id)
    if found.again:
        response.status_code = 200
    response.headers["Location"] = f"/api/v1/matters/{matter.id}"
    return AcceptedShape(
        matter=matter_shape(matter),
        version=version_shape(found.version),
        job=job_shape(job),
        again=found.again,
    )


def patience(new: Delivery, wait: float | None) -> float:
    """等候秒数 that the sender asked for, or that fits the size."""
    if wait is not None:
        return wait
    return WAIT_S if new.is_small else 0.0
