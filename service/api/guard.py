"""Guard (防护): strict headers on every answer; only our own pages and addresses are served."""

from __future__ import annotations

from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from corpus.errors import CrossSite
from service.api.problems import problem

LOOPBACK = ("127.0.0.1", "::1", "localhost")
_NOTHING = "default-src 'none'; base-uri 'none'; form-action 'none'"
_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}


class Guard:
    """防护: an ASGI layer around the application.

    Requests under a foreign host name (DNS rebinding) or from another site's page are refused.
    `allow_remote` admits any host name, for a service that is meant to be reached from outside.
    """

    def __init__(self, app: ASGIApp, *, allow_remote: bool = False) -> None:
        self._app = app
        self._allow_remote = allow_remote

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request as ASGI says."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                _strict(MutableHeaders(scope=message))
            await send(message)

        if self._foreign(Headers(scope=scope)):
            refusal = problem(Request(scope), CrossSite())
            await refusal(scope, receive, guarded)
            return
        await self._app(scope, receive, guarded)

    def _foreign(self, headers: Headers) -> bool:
        host = headers.get("host", "")
        if not self._allow_remote and urlsplit(f"//{host}").hostname not in LOOPBACK:
            return True
        origin = headers.get("origin")
        if origin is None:
            return headers.get("sec-fetch-site") == "cross-site"
        return origin != "null" and urlsplit(origin).netloc != host


def _strict(headers: MutableHeaders) -> None:
    lasting = headers.get("Cache-Control")
    for name, value in _HEADERS.items():
        headers[name] = value
    if lasting:  # only static files say so
        headers["Cache-Control"] = lasting
    policy = headers.get("Content-Security-Policy", _NOTHING)
    headers["Content-Security-Policy"] = f"{policy}; frame-ancestors 'none'"
