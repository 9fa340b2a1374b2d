"""Dependencies (接口依赖): who asks, for FastAPI routes; the only file here that knows FastAPI.

An application sets `app.state.gatekeeper`; routes then take `Depends(needs("matter.read"))`, which
gives the `Actor` for that action, and refuse forms without their token by themselves.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, cast

from fastapi import Depends, Request

from service.access.access import Access
from service.access.cookies import Cookies
from service.access.errors import BadCsrf, NotLoggedIn
from service.access.principal import Principal
from service.access.setup import local_principal
from service.access.tokens import csrf_matches
from service.ledger import Actor, Via

CSRF_HEADER = "X-Fashen-Token"
CSRF_FIELD = "token"
_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})


@dataclass(frozen=True, slots=True)
class Gatekeeper:
    """门卫 of one application: `open_door` lets everybody in (`--no-auth`, loopback only)."""

    access: Access
    cookies: Cookies
    open_door: bool = False


def gatekeeper(request: Request) -> Gatekeeper:
    """门卫 of the request's application."""
    return cast(Gatekeeper, request.app.state.gatekeeper)


def address_of(request: Request) -> str:
    """来源地址: the peer's; a proxy's header counts only where the server trusts it."""
    return request.client.host if request.client else ""


def principal(request: Request) -> Principal:
    """访问主体 by API key (`Authorization: Bearer fsk_…`) or by session cookie.

    Runs in a worker thread: it asks the ledger.

    Raises:
        BadKey, NotLoggedIn: see there.
    """
    who = _principal(request)
    request.state.user_id = who.user.id  # for the log
    return who


def _principal(request: Request) -> Principal:
    keeper, address = gatekeeper(request), address_of(request)
    if keeper.open_door:
        return local_principal(keeper.access, address)
    scheme, _, written = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() == "bearer":
        return keeper.access.by_key(written, address)
    token = request.cookies.get(keeper.cookies.session, "")
    if not token:
        raise NotLoggedIn
    return keeper.access.resume(token, address)


async def csrf(request: Request, who: Annotated[Principal, Depends(principal)]) -> Principal:
    """防伪标记: changes by a browser carry the token of its cookie, in a header or a form field.

    Raises:
        BadCsrf: they do not. Requests with an API key need none: browsers send no keys.
    """
    keeper = gatekeeper(request)
    if request.method in _SAFE or who.via is Via.API or keeper.open_door:
        return who
    given = request.headers.get(CSRF_HEADER, "") or await _field(request)
    if not csrf_matches(request.cookies.get(keeper.cookies.session, ""), given):
        raise BadCsrf
    return who


async def guest_csrf(request: Request) -> None:
    """防伪标记 of forms before the login: bound to the guest cookie.

    Raises:
        BadCsrf: missing or wrong.
    """
    keeper = gatekeeper(request)
    given = request.headers.get(CSRF_HEADER, "") or await _field(request)
    if not csrf_matches(request.cookies.get(keeper.cookies.guest, ""), given):
        raise BadCsrf


def needs(action: str) -> Callable[[Principal], Actor]:
    """需要权限: a dependency that gives the actor for an action.

    Raises (in the request):
        NotLoggedIn, BadKey, BadCsrf, MustChange, Forbidden: see there.
    """

    def allowed(who: Annotated[Principal, Depends(csrf)]) -> Actor:
        return who.actor(action)

    return allowed


async def _field(request: Request) -> str:
    """The token in a short form; uploads put it into the header, so that none is read here."""
    kind = request.headers.get("content-type", "")
    if not kind.startswith("application/x-www-form-urlencoded"):
        return ""
    found = (await request.form()).get(CSRF_FIELD, "")
    return found if isinstance(found, str) else ""
