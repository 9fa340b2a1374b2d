"""Problems (问题应答): our errors as problem+json (RFC 9457) with the right status."""

from __future__ import annotations

import logging
import re
from functools import cache
from http import HTTPStatus
from typing import Any

from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Match

from corpus.errors import (
    BadTemplate,
    CrossSite,
    DecompressionBomb,
    FashenError,
    FileTooLarge,
    KnowledgeError,
    LibraryError,
    ReadError,
    RequestError,
    ServiceBusy,
    ServiceError,
    TooManyFiles,
    UnsupportedFormat,
)
from service.access.errors import (
    AccessError,
    BadKey,
    LoginFailed,
    LoginLocked,
    NotLoggedIn,
    WeakPassword,
)
from service.batch.worker import where
from service.ledger.errors import (
    BadRecord,
    Conflict,
    ContentDeleted,
    LeaseLost,
    LedgerError,
    NotFound,
)
from service.logs import event

MEDIA_TYPE = "application/problem+json"
_STATUS: tuple[tuple[type[FashenError], int], ...] = (
    (CrossSite, 403),
    (FileTooLarge, 413),
    (DecompressionBomb, 413),
    (TooManyFiles, 413),
    (UnsupportedFormat, 415),
    (ReadError, 422),
    (BadTemplate, 500),
    (RequestError, 400),
    (LibraryError, 503),
    (KnowledgeError, 503),
    (ServiceBusy, 503),
    (ServiceError, 500),
    (NotLoggedIn, 401),
    (LoginFailed, 401),
    (BadKey, 401),
    (LoginLocked, 429),
    (WeakPassword, 422),
    (AccessError, 403),
    (BadRecord, 422),
    (NotFound, 404),
    (Conflict, 409),
    (LeaseLost, 409),
    (ContentDeleted, 410),
    (LedgerError, 503),
)
"""The first row that fits counts."""
_HTTP = {404: "没有这个地址", 405: "这个地址不接受这种请求"}
_METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")
_SAID = re.compile(r"\[(E\d{3})\]")


def status_of(error: FashenError) -> int:
    """状态码 of an error."""
    return next((status for kind, status in _STATUS if isinstance(error, kind)), 500)


def coded(error: Exception) -> FashenError:
    """编码错误: our own error as it is; any other is logged by type and place, never by message."""
    if isinstance(error, FashenError):
        return error
    event("request.failed", level=logging.ERROR, error=where(error))
    return ServiceError(where(error))


def problem(_: Request, error: Exception) -> JSONResponse:
    """问题应答 for an error of ours."""
    known = coded(error)
    status = status_of(known)
    body = _body(known.code, known.summary, status, str(known))
    return JSONResponse(body, status, headers=_advice(known, status), media_type=MEDIA_TYPE)


def told(said: str) -> JSONResponse:
    """问题应答 for a sentence that begins with a code, as a job keeps it: "[E103] …"."""
    found = _SAID.match(said)
    kind = _by_code().get(found[1] if found else "", ServiceError)
    status = next((status for one, status in _STATUS if issubclass(kind, one)), 500)
    body = _body(kind.code, kind.summary, status, said)
    return JSONResponse(body, status, media_type=MEDIA_TYPE)


def invalid(_: Request, error: Exception) -> JSONResponse:
    """问题应答 for parameters and bodies of a wrong shape: which, never what they held."""
    found = error.errors() if isinstance(error, RequestValidationError) else []
    names = ["".join(f".{part}" for part in one["loc"][1:])[1:] or "请求内容" for one in found]
    wrong = "、".join(dict.fromkeys(name[:60] for name in names[:5]))
    detail = f"[{BadRecord.code}] {BadRecord.summary}：{wrong}。{BadRecord.remedy}"
    body = _body(BadRecord.code, BadRecord.summary, 422, detail)
    return JSONResponse(body, 422, media_type=MEDIA_TYPE)


def http_problem(request: Request, error: Exception) -> JSONResponse:
    """问题应答 for what the framework refuses (no such address, wrong method)."""
    status = error.status_code if isinstance(error, HTTPException) else 500
    title = _HTTP.get(status, "请求无法处理")
    headers = error.headers if isinstance(error, HTTPException) else None
    if status == HTTPStatus.METHOD_NOT_ALLOWED:
        headers = {"Allow": ", ".join(_allowed(request))}
    return JSONResponse(
        _body("E400", title, status, f"[E400] {title}。"),
        status,
        headers=headers,
        media_type=MEDIA_TYPE,
    )


def _allowed(request: Request) -> list[str]:
    """The methods of all routes of an address; each route by itself names only its own."""
    routes, scope = request.app.router.routes, request.scope
    return [
        method
        for method in _METHODS
        if any(one.matches({**scope, "method": method})[0] is Match.FULL for one in routes)
    ]


def _advice(error: FashenError, status: int) -> dict[str, str] | None:
    if isinstance(error, ServiceBusy):
        return {"Retry-After": "5"}
    if isinstance(error, LoginLocked):
        return {"Retry-After": str(max(1, error.wait_s))}
    return {"WWW-Authenticate": "Bearer"} if status == 401 else None


@cache
def _by_code() -> dict[str, type[FashenError]]:
    found: dict[str, type[FashenError]] = {}
    left = [FashenError]
    while left:
        kind = left.pop()
        found.setdefault(kind.code, kind)
        left += kind.__subclasses__()
    return found


def _body(code: str, title: str, status: int, detail: str) -> dict[str, Any]:
    return {
        "type": "about:blank",
        "title": title,
        "status": status,
        "code": code,
        "detail": detail,
    }
