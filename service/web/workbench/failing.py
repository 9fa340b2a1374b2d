"""Failing (出错页): errors of ours as a page, a fragment for htmx, or the way to the login."""

from __future__ import annotations

from urllib.parse import quote

from fastapi import Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse

from corpus.errors import FashenError
from service.access.errors import BadCsrf, MustChange, NotLoggedIn
from service.api.problems import coded, status_of
from service.web.workbench.shell import page

API = ("/api/", "/health")


def is_page(request: Request) -> bool:
    """Whether a request is for a page rather than for the API."""
    return not request.url.path.startswith(API)


def failed(request: Request, error: Exception) -> Response:
    """出错页 of an error; who is not logged in is led to the login."""
    known = coded(error)
    if isinstance(known, NotLoggedIn):
        return _lead(request, f"/login?next={quote(_back(request))}")
    if isinstance(known, MustChange):
        return _lead(request, "/password")
    name = "notice.html" if _by_htmx(request) else "error.html"
    return page(request, name, status=status_of(known), error=known, retry=_retry(request, known))


def _lead(request: Request, where: str) -> Response:
    if _by_htmx(request):
        return HTMLResponse("", 401, headers={"HX-Redirect": where})
    return RedirectResponse(where, 303)


def _by_htmx(request: Request) -> bool:
    return request.headers.get("HX-Request") == "true"


def _back(request: Request) -> str:
    """Where to go after the login: this page, where it was one that can be looked at again."""
    path = request.url.path
    if request.method != "GET" or _by_htmx(request):
        return "/"
    return f"{path}?{request.url.query}" if request.url.query else path


def _retry(request: Request, error: FashenError) -> str:
    """Where the error's page leads: a form out of date is asked for again."""
    return request.url.path if isinstance(error, BadCsrf) and request.method == "POST" else "/"
