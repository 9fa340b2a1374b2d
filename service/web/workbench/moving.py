"""Moving (流转): what the buttons of a dossier do to its matter."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Response
from fastapi.responses import RedirectResponse

from models.submission import Kind
from service.api.context import Served, Who
from service.ledger.errors import BadRecord
from service.ledger.words import MatterStatus
from service.options import parse_date
from service.web.workbench.ids import MatterId, known

router = APIRouter(include_in_schema=False)
_Word = Annotated[str, Form(max_length=40)]
_Line = Annotated[str, Form(max_length=300)]


@router.post("/matters/{matter_id}/status")
def move(matter_id: MatterId, service: Served, who: Who, status: _Word = "") -> Response:
    """流转 to another status; who may depends on where it goes."""
    if status not in set(MatterStatus):
        raise BadRecord("状态")
    to = MatterStatus(status)
    service.desk.records.move(who.mover(to), matter_id, to)
    return back(matter_id, "moved")


@router.post("/matters/{matter_id}/reviewer")
def assign(matter_id: MatterId, service: Served, who: Who, reviewer: _Word = "") -> Response:
    """分派 to a reviewer, or to nobody."""
    actor = who.actor("matter.assign")
    person = known(reviewer, "承办人") if reviewer else None
    service.desk.records.assign(actor, matter_id, person)
    return back(matter_id, "assigned")


@router.post("/matters/{matter_id}/facts")
def change(
    matter_id: MatterId,
    service: Served,
    who: Who,
    title: _Line = "",
    kind: _Word = "",
    due: _Word = "",
) -> Response:
    """修改事项: title, kind and due day, all at once."""
    actor = who.actor("matter.change")
    if kind and kind not in set(Kind):
        raise BadRecord("文书类型")
    service.desk.records.change(
        actor, matter_id, title=title, kind=Kind(kind) if kind else None, due=parse_date(due)
    )
    return back(matter_id, "changed")


def back(matter_id: str, done: str) -> Response:
    """返回案卷, which says what was done."""
    return RedirectResponse(f"/matters/{matter_id}?done={done}", 303)
