"""Keys (接口密钥): one's own keys for other systems of the office, shown once and revoked."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any

from fastapi import APIRouter, Form, Request, Response
from fastapi.responses import RedirectResponse

from corpus.errors import FashenError
from service.access import Principal
from service.access.roles import rights
from service.api.context import Served, Who
from service.api.office import Service
from service.api.problems import status_of
from service.ledger.records import ApiKey
from service.web.workbench.ids import KeyId
from service.web.workbench.shell import page

router = APIRouter(include_in_schema=False)
_Word = Annotated[str, Form(max_length=300)]
_DAYS = 90
_MOST_DIGITS = 5


@router.get("/keys")
def keys(request: Request, service: Served, who: Who, done: str = "") -> Response:
    """接口密钥页."""
    who.actor("key.own")
    said = "密钥已经撤销，使用它的系统不能再访问。" if done == "revoked" else ""
    return _page(request, service, who, done=said)


@router.post("/keys")
def add(
    request: Request,
    service: Served,
    who: Who,
    name: _Word = "",
    days: _Word = "",
    scopes: Annotated[list[str] | None, Form()] = None,
) -> Response:
    """申领密钥; the page shows it this once."""
    asked = {"name": name, "days": days, "scopes": scopes or []}
    number = int(days) if days.isascii() and days.isdigit() and len(days) <= _MOST_DIGITS else 0
    try:
        key, written = service.administration.add_key(
            who, name=name, scopes=frozenset(scopes or ()), days=number
        )
    except FashenError as error:
        return _page(request, service, who, status=status_of(error), asked=asked, problem=error)
    return _page(request, service, who, status=201, made=key, written=written)


@router.post("/keys/{key_id}/revocation")
def revoke(key_id: KeyId, service: Served, who: Who) -> Response:
    """撤销密钥 of one's own."""
    service.administration.revoke_key(who, key_id)
    return RedirectResponse("/keys?done=revoked", 303)


def _page(
    request: Request,
    service: Service,
    who: Principal,
    *,
    status: int = 200,
    **values: Any,  # noqa: ANN401
) -> Response:
    found = service.administration.keys(who)
    moment = service.desk.ledger.clock()
    scopes = rights().scopes
    usable = [
        (key, one.name) for key, one in scopes.items() if any(who.may(act) for act in one.may)
    ]
    usual: dict[str, Any] = {
        "done": "",
        "problem": None,
        "made": None,
        "written": "",
        "asked": {"name": "", "days": str(_DAYS), "scopes": []},
    }
    return page(
        request,
        "keys.html",
        who,
        status=status,
        keys=found,
        usable=usable,
        names={key: one.name for key, one in scopes.items()},
        state=lambda key: _state(key, moment),
        most=service.office.access.rules.key.days,
        **(usual | values),
    )


def _state(key: ApiKey, moment: datetime) -> tuple[str, str]:
    """状态 of a key, and its colour."""
    if key.revoked_at is not None:
        return "已撤销", "bad"
    return ("已过期", "") if key.expires_at <= moment else ("有效", "good")
