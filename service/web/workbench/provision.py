"""Provision page (条文页): an article on a day, its neighbours and its former wordings."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from corpus.errors import BadOption
from service.api.context import Served, Who
from service.desk.law import Law, ProvisionHistory
from service.web.workbench.shell import page

router = APIRouter(include_in_schema=False)
_Words = Annotated[str, Query(max_length=300)]


@router.get("/provision")
def provision_page(
    request: Request,
    service: Served,
    who: Who,
    law: _Words,
    article: _Words = "",
    as_of: date | None = None,
) -> Response:
    """条文页; for a drawer only the inside."""
    who.actor("library.read")
    day = as_of.isoformat() if as_of else ""
    found = _asked(service.desk.law, law, article, day)
    name = (
        "provision_body.html" if request.headers.get("HX-Request") == "true" else "provision.html"
    )
    cited = _cited(found.place.text, found.answer.text) if found else ("", "", "")
    return page(request, name, who, found=found, asked=law, place=article, cited=cited)


def _asked(law: Law, name: str, article: str, day: str) -> ProvisionHistory | None:
    """The article; the whole law where the place is no article; None where the name is no law's."""
    for place in dict.fromkeys((article, "")):
        try:
            return law.history(name, place, day)
        except BadOption:
            continue
    return None


def _cited(whole: str, piece: str | None) -> tuple[str, str, str]:
    """The article around the paragraph asked for, which is empty where all of it was."""
    if not piece or piece == whole or piece not in whole:
        return whole, "", ""
    before, _, after = whole.partition(piece)
    return before, piece, after
