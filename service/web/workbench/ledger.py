"""Ledger list (台账列表): matters found by words and filters, a page at a time."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Request, Response

from models.submission import Kind
from service.access import Principal
from service.api.context import Served, Who
from service.ledger.words import MatterStatus
from service.web.workbench.due import due_of
from service.web.workbench.ledger_query import CONCLUSIONS, LATE, OPEN, WEEK, read_filter
from service.web.workbench.shell import fragment, page

router = APIRouter(include_in_schema=False)
_STATUSES = ((OPEN, "未办结"), *((one.value, one.label) for one in MatterStatus))
_SEVERITIES = (("critical", "有严重问题"), ("major", "有重要问题"))
_DUE = ((LATE, "已逾期"), (WEEK, "七日内到期"))


@router.get("/matters")
def matters(request: Request, service: Served, who: Who) -> Response:
    """台账; htmx gets the list alone, and the address bar the words that ask for something."""
    actor = who.actor("ledger.search")
    today = service.desk.ledger.clock().astimezone().date()
    asked = read_filter(request.query_params, today)
    found = service.desk.records.search(actor, asked.query)
    values: dict[str, Any] = {
        "found": found,
        "asked": asked,
        "due_of": lambda matter: due_of(matter, today),
        "jobs": service.desk.casefiles.last_jobs(actor, found.items),
        "departments": service.desk.names.departments(actor),
    }
    if _wants_list(request):
        part = fragment(request, "matters_list.html", who, **values)
        part.headers["HX-Push-Url"] = asked.address(page=str(found.paging.page))
        return part
    return page(
        request,
        "matters.html",
        who,
        statuses=_STATUSES,
        kinds=[(one.value, one.label) for one in Kind],
        severities=_SEVERITIES,
        conclusions=[(one, one) for one in CONCLUSIONS],
        dues=_DUE,
        reviewers=_reviewers(service, who),
        **values,
    )


def _wants_list(request: Request) -> bool:
    """Whether only the list is asked for; a page out of the browser's history is whole."""
    asked = request.headers
    return asked.get("HX-Target") == "found" and "HX-History-Restore-Request" not in asked


def _reviewers(service: Served, who: Principal) -> list[tuple[str, str]]:
    """承办人 to choose from, oneself first."""
    people = service.desk.records.reviewers(who.actor("ledger.search"))
    named = [(one.id, one.name) for one in people if one.id != who.user.id]
    mine = [(one.id, "我承办的") for one in people if one.id == who.user.id]
    return mine + sorted(named, key=lambda one: one[1])
