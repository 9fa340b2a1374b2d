"""Visitor (访客): one browser of the load test, on the standard library alone."""

from __future__ import annotations

import http.client
import json
import secrets
import time
from collections.abc import Mapping
from dataclasses import dataclass
from http.cookies import SimpleCookie
from typing import Any

TOKEN = "X-Fashen-Token"  # noqa: S105  a header's name
_PATIENCE_S = 60.0


@dataclass(frozen=True, slots=True)
class Answer:
    """应答 with the seconds that it took."""

    status: int
    body: bytes
    seconds: float

    @property
    def json(self) -> Any:  # noqa: ANN401
        """The body as JSON."""
        return json.loads(self.body)


class Visitor:
    """访客: keeps cookies, and the connection as a browser does."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._connection: http.client.HTTPConnection | None = None
        self._cookies: dict[str, str] = {}
        self._token = ""

    def log_in(self, login: str, password: str) -> Answer:
        """登录."""
        self._token = self.get("/api/v1/session").json["token"]
        said = self.post("/api/v1/session", {"login": login, "password": password})
        if said.status == 200:
            self._token = said.json["token"]
        return said

    def get(self, path: str) -> Answer:
        """取 a page."""
        return self._ask("GET", path, None, {})

    def post(self, path: str, body: Any) -> Answer:  # noqa: ANN401
        """发送 JSON."""
        kind = {"Content-Type": "application/json"}
        return self._ask("POST", path, json.dumps(body).encode(), kind)

    def hand_in(self, path: str, name: str, data: bytes, title: str, key: str) -> Answer:
        """送审 a draft under an idempotency key."""
        mark = secrets.token_hex(16)
        body = (
            f'--{mark}\r\nContent-Disposition: form-data; name="title"\r\n\r\n{title}\r\n'
            f'--{mark}\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n\r\n'
        ).encode()
        body += data + f"\r\n--{mark}--\r\n".encode()
        kind = {"Content-Type": f"multipart/form-data; boundary={mark}", "Idempotency-Key": key}
        return self._ask("POST", path, body, kind)

    def close(self) -> None:
        """Close the connection."""
        if self._connection:
            self._connection.close()
        self._connection = None

    def _ask(
        self, method: str, path: str, body: bytes | None, headers: Mapping[str, str]
    ) -> Answer:
        started = time.perf_counter()
        kept = self._connection is not None
        try:
            status, data = self._once(method, path, body, headers)
        except (http.client.RemoteDisconnected, ConnectionError):
            self.close()
            if not kept:
                raise
            status, data = self._once(method, path, body, headers)  # an idle connection was closed
        return Answer(status, data, time.perf_counter() - started)

    def _once(
        self, method: str, path: str, body: bytes | None, headers: Mapping[str, str]
    ) -> tuple[int, bytes]:
        if self._connection is None:
            self._connection = http.client.HTTPConnection(
                "127.0.0.1", self._port, timeout=_PATIENCE_S
            )
        cookies = "; ".join(f"{name}={value}" for name, value in self._cookies.items())
        sent = {"Cookie": cookies, TOKEN: self._token, **headers}
        self._connection.request(method, path, body, sent)
        said = self._connection.getresponse()
        data = said.read()
        for line in said.headers.get_all("Set-Cookie") or []:
            for name, one in SimpleCookie(line).items():
                self._cookies[name] = one.value
        return said.status, data
