"""Library routes (法规库): what it holds, provisions, search."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Query
from pydantic import Field

from service.access.dependencies import needs
from service.api.answers import answers
from service.api.context import Served
from service.api.routes.finding import Day
from service.api.shapes.common import Shape, Words
from service.api.shapes.provisions import HistoryShape, history_shape
from service.ledger import Actor
from service.mcp.types import ProvisionAnswer, SearchAnswer

router = APIRouter(tags=["法规库"])
_Reader = Annotated[Actor, Depends(needs("library.read"))]


class LibraryShape(Shape):
    """法规库状态."""

    version: str
    cutoff: str | None = Field(description="收录截止日", examples=["2026-10-01"])
    instruments: int = Field(description="部数")
    texts: int = Field(description="文本数，各时期分别计算")
    articles: int = Field(description="条数")


@router.get("/library", summary="法规库状态", responses=answers())
def status(service: Served, actor: _Reader) -> LibraryShape:
    """Version, cutoff and size."""
    return LibraryShape.model_validate(service.desk.law.status())


@router.get("/library/search", summary="检索条文", responses=answers())
def search(
    service: Served,
    actor: _Reader,
    q: Annotated[Words, Query(min_length=1, examples=["行政处罚设定权"])],
    k: Annotated[int, Query(ge=1, le=20, description="条数")] = 10,
    as_of: Day = None,
) -> SearchAnswer:
    """Provisions in force on a day, today without one."""
    return service.desk.law.search(q, k, as_of.isoformat() if as_of else "")


@router.get("/library/provision", summary="查询条文", responses=answers())
def provision(
    service: Served,
    actor: _Reader,
    law: Annotated[Words, Query(min_length=1, examples=["行政处罚法"])],
    article: Annotated[Words, Query(examples=["第十六条"])] = "",
    as_of: Day = None,
) -> ProvisionAnswer:
    """The text of a provision as of a day."""
    return service.desk.law.provision(law, article, as_of.isoformat() if as_of else "")


@router.get("/library/provision/history", summary="条文沿革", responses=answers())
def history(
    service: Served,
    actor: _Reader,
    law: Annotated[Words, Query(min_length=1, examples=["公司法"])],
    article: Annotated[Words, Query(examples=["第二十二条"])] = "",
    as_of: Day = None,
) -> HistoryShape:
    """The whole article as of a day, its neighbours, and every text of its law with differences."""
    day = as_of.isoformat() if as_of else ""
    return history_shape(service.desk.law.history(law, article, day))
