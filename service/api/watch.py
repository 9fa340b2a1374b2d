"""Watch (请求记录): an ASGI layer that counts and logs each request, by the pattern of its route."""

from __future__ import annotations

import secrets
import time

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from service.api.metrics import Metrics
from service.logs import event

_METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
_API = "/api/v1"
OTHER = "other"
"""The pattern of what no route serves: an address may hold any word."""


class Watch:
    """请求记录: every answer carries `X-Request-Id`, under which the log has it."""

    def __init__(self, app: ASGIApp, metrics: Metrics) -> None:
        self._app = app
        self._metrics = metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request as ASGI says."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        started, status, name = time.perf_counter(), 500, secrets.token_hex(8)

        async def counted(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                MutableHeaders(scope=message)["X-Request-Id"] = name
            await send(message)

        try:
            await self._app(scope, receive, counted)
        finally:
            self._note(scope, name, status, time.perf_counter() - started)

    def _note(self, scope: Scope, name: str, status: int, seconds: float) -> None:
        method = scope["method"] if scope["method"] in _METHODS else OTHER
        route = pattern_of(scope)
        self._metrics.answered(method, route, status, seconds)
        event(
            "request",
            id=name,
            method=method,
            route=route,
            status=status,
            ms=round(seconds * 1000),
            user=scope.get("state", {}).get("user_id"),
        )


def pattern_of(scope: Scope) -> str:
    """路由模式 of a request, e.g. /api/v1/matters/{matter_id}."""
    path = getattr(scope.get("route"), "path", None)
    if not isinstance(path, str):
        return OTHER
    below_api = scope["path"].startswith(f"{_API}/") and not path.startswith(f"{_API}/")
    return _API + path if below_api else path
