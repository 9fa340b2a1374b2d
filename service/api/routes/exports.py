"""Export routes (导出): a stored review as a report; every export is noted."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Response

from service.access.dependencies import needs
from service.api.answers import answers, file_answer
from service.api.context import Served, attachment
from service.api.shapes.common import PathId, Words
from service.api.shapes.matters import Opinion
from service.api.shapes.reviews import ExportWish
from service.desk import Wish
from service.desk.exporting import MEDIA_TYPES
from service.ledger import Actor
from service.reports.opinion import Particulars

router = APIRouter(tags=["导出"])


@router.post(
    "/reviews/{review_id}/exports",
    summary="导出报告、问题清单或者审查意见书",
    response_class=Response,
    responses={**answers(404, 410), 200: file_answer("报告文件", *MEDIA_TYPES)},
)
def export(
    review_id: PathId,
    asked: ExportWish,
    service: Served,
    actor: Annotated[Actor, Depends(needs("report.export"))],
) -> Response:
    """Formats as those of `fashen review --format`; the hash is kept in the ledger."""
    blanks = Particulars(
        number=asked.number,
        addressee=asked.addressee,
        office=asked.office,
        reviewer=asked.reviewer,
        checker=asked.checker,
        approver=asked.approver,
        day=asked.day,
    )
    made = service.desk.exporting.export(
        actor, review_id, Wish(asked.format, asked.decided, blanks, asked.adopted, asked.changes)
    )
    response = attachment(made.name, made.media_type, made.data)
    response.headers["X-Fashen-Sha256"] = made.sha256
    return response


@router.get("/opinions", summary="按摘要值验证意见书", responses=answers())
def verify(
    sha256: Words,
    service: Served,
    actor: Annotated[Actor, Depends(needs("matter.read"))],
) -> list[Opinion]:
    """Opinions of one's own departments whose file has this SHA-256."""
    with service.desk.ledger.read() as work:
        return [Opinion.model_validate(one) for one in work.opinions.with_hash(actor, sha256)]
