"""Listing route (导出台账): the ledger's list as a workbook; who took it is noted."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Response

from service.access.dependencies import needs
from service.api.answers import answers, file_answer
from service.api.context import Served, attachment
from service.api.routes.finding import matter_filter
from service.desk.exporting import XLSX
from service.ledger import Actor
from service.ledger.records import MatterQuery

router = APIRouter(tags=["导出"])


@router.get(
    "/matters.xlsx",
    summary="导出台账",
    response_class=Response,
    responses={**answers(), 200: file_answer("台账表格，至多 10000 件", XLSX)},
)
def export(
    service: Served,
    actor: Annotated[Actor, Depends(needs("ledger.export"))],
    query: Annotated[MatterQuery, Depends(matter_filter)],
) -> Response:
    """All matters that `GET /matters` finds with the same words, without its pages."""
    made = service.desk.listing.export(actor, query)
    response = attachment(made.name, made.media_type, made.data)
    response.headers["X-Fashen-Sha256"] = made.sha256
    return response
