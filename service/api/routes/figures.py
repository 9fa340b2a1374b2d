"""Figures routes (统计): the office's year."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Query

from service.access.dependencies import needs
from service.api.answers import answers
from service.api.context import Served
from service.api.shapes.common import Id
from service.api.shapes.figures import FiguresShape, figures_shape
from service.desk.figures import FIRST_YEAR, LAST_YEAR
from service.ledger import Actor

router = APIRouter(tags=["统计"])


@router.get("/figures", summary="年度统计", responses=answers(404))
def year(
    service: Served,
    actor: Annotated[Actor, Depends(needs("figures.read"))],
    year: Annotated[
        int | None, Query(ge=FIRST_YEAR, le=LAST_YEAR, description="不填为今年", examples=[2026])
    ] = None,
    department_id: Annotated[Id | None, Query(description="只统计一个部门")] = None,
) -> FiguresShape:
    """Of one's own departments; auditors count all."""
    return figures_shape(service.desk.figures.year(actor, year, department_id))
