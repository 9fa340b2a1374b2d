"""Entry (登录页): first set-up, log in, change the password, log out."""

from __future__ import annotations

from typing import Annotated, Any
from urllib.parse import urlsplit

from fastapi import APIRouter, Depends, Form, Request, Response
from fastapi.responses import RedirectResponse

from corpus.errors import FashenError
from service.access import LoggedIn, Principal
from service.access.dependencies import address_of, csrf, gatekeeper, guest_csrf, principal
from service.access.errors import BadKey, NotLoggedIn
from service.access.tokens import csrf_token, new_token
from service.api.context import Served
from service.api.problems import status_of
from service.web.workbench.shell import page

router = APIRouter(include_in_schema=False)
_Words = Annotated[str, Form(max_length=300)]
_ASKED = ("code", "department", "name", "login")


@router.get("/")
def home(request: Request, service: Served) -> Response:
    """首页: the ledger, or the set-up of a new office."""
    if not gatekeeper(request).open_door and service.setup.needed:
        return RedirectResponse("/setup", 303)
    who = principal(request)
    first = next(
        (
            where
            for action, where in (
                ("ledger.search", "/matters"),
                ("matter.open", "/matters/new"),
                ("user.manage", "/people"),
            )
            if who.may(action)
        ),
        "/password" if who.must_change else "/law",
    )
    return RedirectResponse(first, 303)


@router.get("/setup")
def setup_page(request: Request, service: Served) -> Response:
    """初始设置页."""
    if not service.setup.needed:
        return RedirectResponse("/login", 303)
    trial = request.app.state.reviewer.allowed()
    return _guest(request, "setup.html", asked=dict.fromkeys(_ASKED, ""), trial=trial, problem=None)


@router.post("/setup", dependencies=[Depends(guest_csrf)])
def set_up(
    request: Request,
    service: Served,
    code: _Words = "",
    department: _Words = "",
    name: _Words = "",
    login: _Words = "",
    password: _Words = "",
    again: _Words = "",
    reviews: Annotated[str, Form()] = "",
) -> Response:
    """初始设置: the first administrator is logged in at once."""
    asked = {"code": code, "department": department, "name": name, "login": login}
    trial = request.app.state.reviewer.allowed()
    if password != again:
        said = "两次输入的口令不一致"
        return _guest(request, "setup.html", 422, asked=asked, trial=trial, problem=said)
    try:
        service.setup.complete(
            code,
            login=login,
            name=name,
            password=password,
            department=department,
            reviews=bool(reviews),
        )
    except FashenError as error:
        status = status_of(error)
        return _guest(request, "setup.html", status, asked=asked, trial=trial, problem=str(error))
    opened = service.office.access.log_in(login, password, address_of(request))
    return _let_in(request, opened, "/")


@router.get("/login")
def login_page(request: Request, service: Served, next: str = "/") -> Response:
    """登录页."""
    if service.setup.needed and not gatekeeper(request).open_door:
        return RedirectResponse("/setup", 303)
    try:
        principal(request)
    except (NotLoggedIn, BadKey):
        return _guest(request, "login.html", login="", next=_own(next), problem=None)
    return RedirectResponse(_own(next), 303)


@router.post("/login", dependencies=[Depends(guest_csrf)])
def log_in(
    request: Request,
    service: Served,
    login: _Words = "",
    password: _Words = "",
    next: _Words = "/",
) -> Response:
    """登录."""
    try:
        opened = service.office.access.log_in(login, password, address_of(request))
    except FashenError as error:
        status, where = status_of(error), _own(next)
        return _guest(request, "login.html", status, login=login, next=where, problem=str(error))
    return _let_in(request, opened, "/password" if opened.principal.must_change else _own(next))


@router.get("/password")
def password_page(request: Request, who: Annotated[Principal, Depends(csrf)]) -> Response:
    """修改口令页."""
    return page(request, "password.html", who, problem=None)


@router.post("/password")
def change_password(
    request: Request,
    service: Served,
    who: Annotated[Principal, Depends(csrf)],
    old: _Words = "",
    new: _Words = "",
    again: _Words = "",
) -> Response:
    """修改口令; all other sessions of the account end."""
    if new != again:
        return page(request, "password.html", who, status=422, problem="两次输入的新口令不一致")
    try:
        opened = service.office.access.change_password(who, old, new)
    except FashenError as error:
        said = str(error)
        return page(request, "password.html", who, status=status_of(error), problem=said)
    return _let_in(request, opened, "/")


@router.post("/logout")
def log_out(
    request: Request, service: Served, who: Annotated[Principal, Depends(csrf)]
) -> Response:
    """退出."""
    cookies = gatekeeper(request).cookies
    service.office.access.log_out(request.cookies.get(cookies.session, ""))
    response = RedirectResponse("/login", 303)
    response.delete_cookie(cookies.session, path="/", secure=cookies.secure, httponly=True)
    return response


def _guest(
    request: Request,
    name: str,
    status: int = 200,
    **values: Any,  # noqa: ANN401
) -> Response:
    """A page before the login, its form bound to the guest cookie."""
    cookies = gatekeeper(request).cookies
    held = request.cookies.get(cookies.guest, "") or new_token()
    response = page(request, name, status=status, token=csrf_token(held), **values)
    response.set_cookie(value=held, **cookies.guest_flags())
    return response


def _let_in(request: Request, opened: LoggedIn, where: str) -> Response:
    cookies = gatekeeper(request).cookies
    response = RedirectResponse(where, 303)
    response.set_cookie(value=opened.token, **cookies.session_flags(opened.seconds))
    response.delete_cookie(cookies.guest, path="/", secure=cookies.secure, httponly=True)
    return response


def _own(where: str) -> str:
    """An address of ours, "/" for any other: nobody is led away after the login."""
    found = urlsplit(where)
    safe = where.startswith("/") and not where.startswith(("//", "/\\"))
    return where if safe and not found.scheme and not found.netloc else "/"
