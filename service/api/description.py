"""Description (接口说明): the OpenAPI document, with how to prove who calls."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import yaml
from fastapi import FastAPI

from service.access import Cookies
from service.access.dependencies import CSRF_HEADER
from service.api.office import Office
from service.api.result_schemas import components

_OPEN = {
    ("/health", "get"),
    ("/api/v1/health", "get"),
    ("/api/v1/setup", "get"),
    ("/api/v1/setup", "post"),
    ("/api/v1/session", "get"),
}
_ABOUT = f"""法制审查的接口。

- **身份**：浏览器用会话 Cookie，程序用接口密钥（`Authorization: Bearer fsk_…`）。
- **防伪标记**：以 Cookie 修改数据的请求须带 `{CSRF_HEADER}` 头，值见 `GET /api/v1/session`。
- **错误**：一律为 `application/problem+json`，`code` 为错误代码，`detail` 有处理办法。
- **分页**：`page` 从 1 开始，`size` 至多 200。
- **部门**：只见本部门的事项；其他部门的与不存在的同样答复 404。
- **日志**：应答头 `X-Request-Id` 是这次请求在运行日志中的编号。
"""


@cache
def refusals() -> dict[str, dict[str, Any]]:
    """拒绝一览: what is refused, by a short name, with its status and code."""
    found: dict[str, dict[str, Any]] = _refusals()["refused"]
    return found


def describe(app: FastAPI, office: Office | None) -> None:
    """接口说明: add the ways to log in to the document that FastAPI makes."""
    plain = app.openapi

    def described() -> dict[str, Any]:
        document = plain()
        held = document.setdefault("components", {}).setdefault("schemas", {})
        if "ReviewResult" not in held:
            held.update(components())
            if office is not None and not office.open_door:
                document["info"]["description"] = _ABOUT + _refused()
                _secure(document, Cookies(secure=office.secure))
        return document

    app.openapi = described  # type: ignore[method-assign]


@cache
def _refusals() -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load(
        Path(__file__).with_name("refusals.yaml").read_text("utf-8")
    )
    return found


def _refused() -> str:
    """The table in Markdown."""
    rows = [f"| {one['case']} | {one['status']} | `{one['code']}` |" for one in refusals().values()]
    rest = [f"- {one}" for one in _refusals()["taken_as_text"]]
    head = ["", "| 拒绝的情形 | 状态 | 错误代码 |", "| --- | --- | --- |"]
    return "\n".join([*head, *rows, "", *rest, ""])


def _secure(document: dict[str, Any], cookies: Cookies) -> None:
    document["components"]["securitySchemes"] = {
        "key": {"type": "http", "scheme": "bearer", "description": "接口密钥"},
        "session": {"type": "apiKey", "in": "cookie", "name": cookies.session},
        "token": {"type": "apiKey", "in": "header", "name": CSRF_HEADER},
        "guest": {"type": "apiKey", "in": "cookie", "name": cookies.guest},
    }
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            if (path, method) in _OPEN:
                continue
            browser: dict[str, list[str]] = {"session": []}
            if method != "get":
                browser["token"] = []
            operation["security"] = [{"key": []}, browser]
    login = document["paths"]["/api/v1/session"]["post"]
    login["security"] = [{"guest": [], "token": []}]
