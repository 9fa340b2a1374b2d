"""Audit routes (审计记录): for auditors."""

from __future__ import annotations

from datetime import timedelta
from typing import Annotated

from fastapi import APIRouter, Depends, Query

from service.access.dependencies import needs
from service.api.answers import answers
from service.api.context import Served
from service.api.routes.finding import Day
from service.api.shapes.common import Id, PageOf, Words, page_of, paging
from service.api.shapes.people import AuditShape
from service.ledger import Actor, Paging
from service.ledger.records import AuditQuery
from service.ledger.repositories.matter_search import local_moment

router = APIRouter(tags=["审计"])


@router.get("/audit", summary="检索审计记录", responses=answers())
def search(
    service: Served,
    actor: Annotated[Actor, Depends(needs("audit.read"))],
    paged: Annotated[Paging, Depends(paging)],
    user_id: Annotated[Id | None, Query()] = None,
    action: Annotated[Words, Query(examples=["report.export"])] = "",
    subject: Annotated[Words, Query(examples=["review"])] = "",
    subject_id: Annotated[Words, Query()] = "",
    day_from: Day = None,
    day_to: Day = None,
) -> PageOf[AuditShape]:
    """Newest first; days include both ends."""
    start = local_moment(day_from) if day_from else None
    end = local_moment(day_to + timedelta(days=1)) if day_to else None
    query = AuditQuery(user_id, action, subject, subject_id, at=(start, end), paging=paged)
    with service.desk.ledger.read() as work:
        return page_of(work.audit.search(actor, query), AuditShape.model_validate)
