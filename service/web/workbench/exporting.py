"""Exporting page (导出页): reports of a review, and the blanks of its opinion."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Request, Response

from service.api.context import Served, Who, attachment
from service.desk import Wish
from service.reports.opinion import Particulars
from service.web.workbench import review_view as view
from service.web.workbench.ids import ReviewId
from service.web.workbench.shell import page
from service.wiring import today

router = APIRouter(include_in_schema=False)
_Words = Annotated[str, Form(max_length=300)]
_ONLY = {"all": (False, False), "adopted": (True, False), "changes": (True, True)}


@router.get("/reviews/{review_id}/opinion")
def opinion_page(request: Request, review_id: ReviewId, service: Served, who: Who) -> Response:
    """出具意见书: what only the office knows, and how much is decided."""
    who.actor("report.export")
    desk = service.desk
    one = desk.reading.open(who.actor("matter.read"), review_id)
    labels = desk.wiring.category_names()
    entries = [*view.finding_entries(one, labels), *view.undecided_entries(one, labels)]
    day = today()
    return page(
        request,
        "opinion.html",
        who,
        one=one,
        verdicts={name: sum(e.verdict == name for e in entries) for name in _VERDICTS},
        waiting=sum(entry.is_open for entry in entries),
        total=len(entries),
        settled=view.settled_conclusion(one),
        day=f"{day.year}年{day.month}月{day.day}日",
    )


_VERDICTS = ("adopt", "modify", "reject")


@router.post("/reviews/{review_id}/exports")
def export(
    review_id: ReviewId,
    service: Served,
    who: Who,
    format: _Words,
    scope: Annotated[str, Form(pattern="^(all|decided)$")] = "decided",
    comments: Annotated[str, Form(pattern="^(all|adopted|changes)$")] = "all",
    number: _Words = "",
    addressee: _Words = "",
    office: _Words = "",
    reviewer: _Words = "",
    checker: _Words = "",
    approver: _Words = "",
    day: _Words = "",
) -> Response:
    """导出: a file; who took it is noted."""
    blanks = Particulars(number, addressee, office, reviewer, checker, approver, day)
    adopted, changes = _ONLY[comments]
    wish = Wish(format, scope == "decided", blanks, adopted, changes)
    made = service.desk.exporting.export(who.actor("report.export"), review_id, wish)
    return attachment(made.name, made.media_type, made.data)
