"""Problems (问题应答): our errors as problem+json (RFC 9457) with the right status."""

from __future__ import annotations

import logging
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse

from corpus.errors import (
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
from service.batch.worker import where

MEDIA_TYPE = "application/problem+json"
_STATUS: tuple[tuple[type[FashenError], int], ...] = (
    (CrossSite, 403),
    (FileTooLarge, 413),
    (DecompressionBomb, 413),
    (TooManyFiles, 413),
    (UnsupportedFormat, 415),
    (ReadError, 422),
    (RequestError, 400),
    (LibraryError, 503),
    (KnowledgeError, 503),
    (ServiceBusy, 503),
    (ServiceError, 500),
)
"""The first row that fits counts."""
_HTTP = {404: "没有这个地址", 405: "这个地址不接受这种请求"}
_log = logging.getLogger(__name__)


def status_of(error: FashenError) -> int:
    """状态码 of an error."""
    return next((status for kind, status in _STATUS if isinstance(error, kind)), 500)


def coded(error: Exception) -> FashenError:
    """编码错误: our own error as it is; any other is logged by type and place, never by message."""
    if isinstance(error, FashenError):
        return error
    _log.error("review failed: %s", where(error))
    return ServiceError(where(error))


def problem(_: Request, error: Exception) -> JSONResponse:
    """问题应答 for an error of ours."""
    known = coded(error)
    status = status_of(known)
    headers = {"Retry-After": "5"} if isinstance(known, ServiceBusy) else None
    body = _body(known.code, known.summary, status, str(known))
    return JSONResponse(body, status, headers=headers, media_type=MEDIA_TYPE)


def http_problem(_: Request, error: Exception) -> JSONResponse:
    """问题应答 for what the framework refuses (no such address, wrong method)."""
    status = error.status_code if isinstance(error, HTTPException) else 500
    title = _HTTP.get(status, "请求无法处理")
    headers = error.headers if isinstance(error, HTTPException) else None
    return JSONResponse(
        _body("E400", title, status, f"[E400] {title}。"),
        status,
        headers=headers,
        media_type=MEDIA_TYPE,
    )


def documented() -> dict[int | str, dict[str, Any]]:
    """OpenAPI 说明 of the statuses that a review may end with."""
    meaning = {400: "参数有误", 403: "跨站请求", 413: "文件过大", 415: "格式不支持"}
    meaning |= {422: "文件无法读取", 500: "内部错误", 503: "法规库不可用或服务繁忙"}
    return {
        status: {"description": said, "content": {MEDIA_TYPE: {}}}
        for status, said in meaning.items()
    }


def _body(code: str, title: str, status: int, detail: str) -> dict[str, Any]:
    return {
        "type": "about:blank",
        "title": title,
        "status": status,
        "code": code,
        "detail": detail,
    }
