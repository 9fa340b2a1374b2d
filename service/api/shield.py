"""Shield (兜底): bodies that are no uploads are short; a crash is a coded 500 without words."""

from __future__ import annotations

from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from corpus.errors import FileTooLarge
from service.api.problems import problem

MOST = 256 * 1024
"""Bytes of a body that is no upload."""


class Shield:
    """兜底: an ASGI layer around the routes."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request as ASGI says."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        started = False

        async def watched(message: Message) -> None:
            nonlocal started
            started = started or message["type"] == "http.response.start"
            await send(message)

        try:
            await self._app(scope, _limited(scope, receive), watched)
        except Exception as error:
            if started:
                raise
            await problem(Request(scope), error)(scope, receive, send)


def _limited(scope: Scope, receive: Receive) -> Receive:
    headers = Headers(scope=scope)
    if headers.get("content-type", "").startswith("multipart/form-data"):
        return receive  # `upload` counts these
    stated, seen = headers.get("content-length", ""), 0
    if stated.isdecimal() and int(stated) > MOST:
        raise _too_large()

    async def counted() -> Message:
        nonlocal seen
        message = await receive()
        seen += len(message.get("body", b""))
        if seen > MOST:
            raise _too_large()
        return message

    return counted


def _too_large() -> FileTooLarge:
    return FileTooLarge(f"请求内容上限 {MOST // 1024} KB")
