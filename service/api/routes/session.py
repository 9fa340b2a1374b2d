"""Session routes (登录会话): log in, who am I, change the password, log out."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response

from service.access import LoggedIn, Principal
from service.access.dependencies import address_of, csrf, gatekeeper, guest_csrf, principal
from service.access.errors import BadKey, NotLoggedIn
from service.access.tokens import csrf_token, new_token
from service.api.answers import answers, open_answers
from service.api.context import Served
from service.api.shapes.people import LoginAsked, PasswordChange, SessionShape
from service.api.shapes.views import user_shape

router = APIRouter(tags=["会话"])


@router.get("/session", summary="当前会话和防伪标记", responses=open_answers())
def current(request: Request, response: Response, service: Served) -> SessionShape:
    """Without a session: a token for the login, bound to a cookie."""
    cookies = gatekeeper(request).cookies
    try:
        who = principal(request)
    except (NotLoggedIn, BadKey):
        held = request.cookies.get(cookies.guest, "") or new_token()
        response.set_cookie(value=held, **cookies.guest_flags())
        needed = service.setup.needed
        return SessionShape(
            user=None, actions=[], must_change=False, token=csrf_token(held), setup_needed=needed
        )
    held = request.cookies.get(cookies.session, "")
    return _session(who, csrf_token(held) if held else "")


@router.post(
    "/session",
    summary="登录",
    dependencies=[Depends(guest_csrf)],
    responses=answers(429),
)
def log_in(
    request: Request, response: Response, asked: LoginAsked, service: Served
) -> SessionShape:
    """The token of `GET /session` goes into the header X-Fashen-Token."""
    access = service.office.access
    opened = access.log_in(asked.login, asked.password, address_of(request))
    return _opened(request, response, opened)


@router.put("/session/password", summary="修改自己的口令", responses=answers(429))
def change_password(
    request: Request,
    response: Response,
    asked: PasswordChange,
    service: Served,
    who: Annotated[Principal, Depends(csrf)],
) -> SessionShape:
    """All other sessions of the account end."""
    opened = service.office.access.change_password(who, asked.old, asked.new)
    return _opened(request, response, opened)


@router.delete("/session", summary="退出", status_code=204, responses=answers())
def log_out(
    request: Request,
    response: Response,
    service: Served,
    who: Annotated[Principal, Depends(csrf)],
) -> None:
    """The session ends at once."""
    cookies = gatekeeper(request).cookies
    held = request.cookies.get(cookies.session, "")
    if held:
        service.office.access.log_out(held)
    response.delete_cookie(cookies.session, path="/", secure=cookies.secure, httponly=True)


def _opened(request: Request, response: Response, opened: LoggedIn) -> SessionShape:
    cookies = gatekeeper(request).cookies
    response.set_cookie(value=opened.token, **cookies.session_flags(opened.seconds))
    response.delete_cookie(cookies.guest, path="/", secure=cookies.secure, httponly=True)
    return _session(opened.principal, opened.csrf)


def _session(who: Principal, token: str) -> SessionShape:
    return SessionShape(
        user=user_shape(who.user),
        actions=sorted(who.actions),
        must_change=who.must_change,
        token=token,
        setup_needed=False,
    )
