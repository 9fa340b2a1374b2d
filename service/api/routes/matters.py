"""Matter routes (事项): hand in, find, move on."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response
from fastapi.concurrency import run_in_threadpool

from service.access.dependencies import needs
from service.api.answers import answers
from service.api.context import MATTER_FIELDS, Served, Who, delivery, uploaded
from service.api.routes.accepting import AGAIN, IdempotencyKey, Wait, accepted
from service.api.routes.finding import matter_query
from service.api.shapes.common import PageOf, PathId, page_of
from service.api.shapes.matters import (
    AcceptedShape,
    Assignment,
    DossierShape,
    Matter,
    MatterChange,
    Move,
    dossier_shape,
    matter_shape,
)
from service.api.upload import form_schema
from service.ledger import Actor
from service.ledger.records import MatterQuery

router = APIRouter(tags=["事项"])


@router.get("/matters", summary="检索台账", responses=answers())
def search(
    service: Served,
    actor: Annotated[Actor, Depends(needs("ledger.search"))],
    query: Annotated[MatterQuery, Depends(matter_query)],
) -> PageOf[Matter]:
    """Matters of one's own departments."""
    return page_of(service.desk.records.search(actor, query), matter_shape)


@router.post(
    "/matters",
    summary="送审：新建事项，提交第一版并审查",
    status_code=201,
    responses={**answers(404, 409, 413, 415), **AGAIN},
    openapi_extra={"requestBody": form_schema(MATTER_FIELDS)},
)
async def hand_in(
    request: Request,
    response: Response,
    service: Served,
    who: Who,
    key: IdempotencyKey = "",
    wait: Wait = None,
) -> AcceptedShape:
    """A small draft is reviewed at once; else `job` tells how far the review is."""
    actor = who.actor("matter.open")
    who.actor("review.request")
    new = delivery(await uploaded(request, MATTER_FIELDS), key)
    found = await run_in_threadpool(service.desk.intake.open, actor, new)
    return await accepted(service, response, actor, found, new, wait)


@router.get("/matters/{matter_id}", summary="案卷", responses=answers(404))
def dossier(
    matter_id: PathId,
    service: Served,
    actor: Annotated[Actor, Depends(needs("matter.read"))],
) -> DossierShape:
    """A matter with its versions, reviews, jobs and opinions."""
    return dossier_shape(service.desk.records.dossier(actor, matter_id))


@router.put("/matters/{matter_id}", summary="修改事项", responses=answers(404, 409))
def change(
    matter_id: PathId,
    asked: MatterChange,
    service: Served,
    actor: Annotated[Actor, Depends(needs("matter.change"))],
) -> Matter:
    """Title, kind and due date, all at once."""
    changed = service.desk.records.change(
        actor, matter_id, title=asked.title, kind=asked.kind, due=asked.due
    )
    return matter_shape(changed)


@router.put("/matters/{matter_id}/status", summary="流转", responses=answers(404, 409))
def move(matter_id: PathId, asked: Move, service: Served, who: Who) -> Matter:
    """Who may depends on where it goes."""
    moved = service.desk.records.move(who.mover(asked.status), matter_id, asked.status)
    return matter_shape(moved)


@router.put("/matters/{matter_id}/reviewer", summary="分派", responses=answers(404, 409))
def assign(
    matter_id: PathId,
    asked: Assignment,
    service: Served,
    actor: Annotated[Actor, Depends(needs("matter.assign"))],
) -> Matter:
    """To somebody of `GET /reviewers`."""
    return matter_shape(service.desk.records.assign(actor, matter_id, asked.reviewer_id))
