"""Dashboard (统计页): the office's year in figures and charts, and what is due now."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response

from corpus.errors import BadOption
from service.api.context import Served, Who
from service.web.workbench.charts import charts
from service.web.workbench.ids import known
from service.web.workbench.shell import page

router = APIRouter(include_in_schema=False)


@router.get("/dashboard")
def dashboard(
    request: Request, service: Served, who: Who, year: str = "", department: str = ""
) -> Response:
    """统计; who sees several departments may look at one.

    Raises:
        BadOption: no such year.
        NotFound: no such department.
    """
    actor = who.actor("figures.read")
    place = known(department, "部门") if department else None
    figures = service.desk.figures.year(actor, _year(year), place)
    return page(request, "dashboard.html", who, figures=figures, charts=charts(figures))


def _year(word: str) -> int | None:
    if word and not (word.isascii() and word.isdecimal() and len(word) == 4):
        raise BadOption("年份应为四位数字")
    return int(word) if word else None
