"""Decision routes (处理意见): adopt, reject or modify what was found."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Query

from service.access.dependencies import needs
from service.api.answers import answers
from service.api.context import Served
from service.api.shapes.common import PathId, Words
from service.api.shapes.reviews import DecisionShape, ItemShape, NewDecisionShape, item_shape
from service.ledger import Actor
from service.ledger.records import NewDecision

router = APIRouter(tags=["处理意见"])


@router.get("/reviews/{review_id}/items", summary="审查条目和现行处理意见", responses=answers(404))
def items(
    review_id: PathId,
    service: Served,
    actor: Annotated[Actor, Depends(needs("matter.read"))],
) -> list[ItemShape]:
    """In the order of the result, with what was carried over from earlier versions."""
    return [item_shape(one) for one in service.desk.deciding.items(actor, review_id)]


@router.post(
    "/reviews/{review_id}/decisions",
    summary="处理一条",
    status_code=201,
    responses=answers(404, 409),
)
def decide(
    review_id: PathId,
    asked: NewDecisionShape,
    service: Served,
    actor: Annotated[Actor, Depends(needs("finding.decide"))],
) -> DecisionShape:
    """The last decision counts; all are kept."""
    new = NewDecision(asked.fingerprint, asked.verdict, asked.reason, asked.wording, asked.after)
    return DecisionShape.model_validate(service.desk.deciding.decide(actor, review_id, new))


@router.get("/matters/{matter_id}/decisions", summary="处理经过", responses=answers(404))
def history(
    matter_id: PathId,
    service: Served,
    actor: Annotated[Actor, Depends(needs("matter.read"))],
    fingerprint: Annotated[Words | None, Query(description="只看这一条")] = None,
) -> list[DecisionShape]:
    """All decisions of a matter, oldest first."""
    found = service.desk.deciding.history(actor, matter_id, fingerprint)
    return [DecisionShape.model_validate(one) for one in found]
