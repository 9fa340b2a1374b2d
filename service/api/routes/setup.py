"""Set-up routes (初始设置): the first administrator, with the code that the server printed."""

from __future__ import annotations

from fastapi import APIRouter

from service.api.answers import open_answers
from service.api.context import Served
from service.api.shapes.people import SetupAsked, SetupShape, UserShape
from service.api.shapes.views import user_shape

router = APIRouter(tags=["初始设置"])


@router.get("/setup", summary="是否需要初始设置", responses=open_answers())
def needed(service: Served) -> SetupShape:
    """Needed until there is an administrator."""
    return SetupShape(needed=service.setup.needed)


@router.post("/setup", summary="初始设置", status_code=201, responses=open_answers(409))
def complete(asked: SetupAsked, service: Served) -> UserShape:
    """Make the first department and administrator; the code is used up."""
    made = service.setup.complete(
        asked.code,
        login=asked.login,
        name=asked.name,
        password=asked.password,
        department=asked.department,
        reviews=asked.reviews,
    )
    return user_shape(made)
