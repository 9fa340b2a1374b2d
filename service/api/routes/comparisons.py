"""Comparison routes (修改稿对照): two reviews of one matter."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Query, Response

from service.access.dependencies import needs
from service.api.answers import answers
from service.api.context import Served, attachment
from service.api.result_schemas import reference
from service.api.shapes.common import Id, PathId
from service.api.shapes.reviews import ComparisonFormat
from service.desk.comparing import COMPARISON_TYPES
from service.ledger import Actor

router = APIRouter(tags=["对照"])
_CONTENT = {
    "application/json": {"schema": reference("comparison")},
    "text/html": {"schema": {"type": "string"}},
    "text/plain": {"schema": {"type": "string"}},
}


@router.get(
    "/reviews/{review_id}/comparison",
    summary="与另一次审查对照",
    response_class=Response,
    responses={
        **answers(404, 410),
        200: {"description": "对照结果", "content": _CONTENT},
    },
)
def compare(
    review_id: PathId,
    service: Served,
    actor: Annotated[Actor, Depends(needs("matter.read"))],
    against: Annotated[Id | None, Query(description="原稿的审查编号；不填为上一版的")] = None,
    format: Annotated[ComparisonFormat, Query(description="格式")] = "json",
) -> Response:
    """Findings that are new, resolved or still there; articles that changed."""
    comparing = service.desk.comparing
    old = against or comparing.newest_before(actor, review_id)
    said = comparing.rendered(comparing.compare(actor, old, review_id), format)
    media = COMPARISON_TYPES[format]
    if format == "html":
        return attachment("修改稿对照.html", media, said.encode())
    return Response(said, media_type=media)
