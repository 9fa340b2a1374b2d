"""Law (法规页): what the library holds, provisions found by words, a whole law on a day."""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from corpus.errors import BadOption
from service.api.context import Served, Who
from service.desk import Desk
from service.mcp.types import ProvisionAnswer
from service.web.workbench.days import read_day
from service.web.workbench.shell import page

router = APIRouter(include_in_schema=False)
_HITS = 20
_CITED = re.compile(
    r"《?(?P<law>[^《》]{2,80}?)》?\s*"
    r"(?P<article>第?[零〇一二三四五六七八九十百千\d]{1,9}条.{0,20})"
)
_Words = Annotated[str, Query(max_length=300)]


@router.get("/law")
def law(
    request: Request, service: Served, who: Who, q: _Words = "", as_of: _Words = ""
) -> Response:
    """法规检索; without words what the library holds.

    Raises:
        BadOption: no such day.
    """
    who.actor("library.read")
    day, asked = read_day(as_of, "日期"), q.strip()
    desk = service.desk
    found = desk.law.search(asked, _HITS, day.isoformat() if day else "") if asked else None
    return page(
        request,
        "law.html",
        who,
        asked=asked,
        as_of=day,
        found=found,
        direct=_cited(desk, asked, day),
        named=desk.lawbook.named(asked, day) if asked else (),
        holdings=desk.lawbook.holdings(),
    )


@router.get("/law/text")
def law_text(
    request: Request, service: Served, who: Who, law: _Words, as_of: _Words = ""
) -> Response:
    """一部法规的全文.

    Raises:
        BadOption: no such day.
        NotFound: the library does not know it.
    """
    who.actor("library.read")
    text = service.desk.lawbook.text(law, read_day(as_of, "日期"))
    return page(request, "law_text.html", who, text=text)


def _cited(desk: Desk, words: str, day: date | None) -> ProvisionAnswer | None:
    """The article that the words name ("行政处罚法第十六条"), None if they name none."""
    found = _CITED.fullmatch(words)
    if found is None:
        return None
    try:
        as_of = day.isoformat() if day else ""
        answer = desk.law.provision(found["law"], _written(found["article"]), as_of)
    except BadOption:
        return None
    return answer if answer.law else None


def _written(article: str) -> str:
    return article if article.startswith("第") else f"第{article}"
