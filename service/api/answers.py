"""Answers (应答说明): what the OpenAPI document says of each status a route may end with."""

from __future__ import annotations

from typing import Any

from service.api.problems import MEDIA_TYPE

_MEANING = {
    400: ("参数有误", "E401"),
    401: ("尚未登录，或者接口密钥无效", "E701"),
    403: ("没有权限、防伪标记有误，或者跨站请求", "E704"),
    404: ("没有找到，或者无权查看", "E603"),
    409: ("与当前状态冲突", "E604"),
    410: ("文件内容已按保存期限删除", "E605"),
    413: ("文件过大，或者解压后过大", "E107"),
    415: ("格式不支持", "E102"),
    422: ("内容不符合要求，或者文件无法读取", "E607"),
    429: ("登录失败次数过多", "E703"),
    500: ("内部错误", "E500"),
    503: ("法规库、台账不可用或者服务繁忙", "E501"),
}
_ALWAYS = (400, 403, 422, 500, 503)
PROBLEM: dict[str, Any] = {
    "type": "object",
    "title": "Problem",
    "description": "问题应答（RFC 9457）",
    "required": ["type", "title", "status", "code", "detail"],
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string", "description": "错误的名称"},
        "status": {"type": "integer", "description": "HTTP 状态码"},
        "code": {"type": "string", "pattern": "^E\\d{3}$", "description": "错误代码"},
        "detail": {"type": "string", "description": "说明和处理办法"},
    },
}
Answers = dict[int | str, dict[str, Any]]


def open_answers(*statuses: int) -> Answers:
    """应答说明 of a route without login: the statuses that any may have, and these."""
    return {status: _problem(status) for status in sorted({*_ALWAYS, *statuses})}


def answers(*statuses: int) -> Answers:
    """应答说明 of a route that asks who calls."""
    return open_answers(401, *statuses)


def file_answer(description: str, *media_types: str) -> dict[str, Any]:
    """应答说明 of a file."""
    content = {"schema": {"type": "string", "contentMediaType": "application/octet-stream"}}
    return {"description": description, "content": dict.fromkeys(media_types, content)}


def _problem(status: int) -> dict[str, Any]:
    said, code = _MEANING[status]
    example = {
        "type": "about:blank",
        "title": said,
        "status": status,
        "code": code,
        "detail": f"[{code}] {said}。",
    }
    return {
        "description": said,
        "content": {MEDIA_TYPE: {"schema": PROBLEM, "example": example}},
    }
