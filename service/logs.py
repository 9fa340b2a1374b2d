"""Logs (运行日志): lines of facts on standard error; never a word of a draft, a name or a question.

Our own events carry ids, codes and numbers. Of any other record only its source and place are
written, since its message may hold anything; of an exception its type and place.
"""

from __future__ import annotations

import json
import logging
import sys
from datetime import UTC, datetime
from typing import Any, Literal, TextIO

from service.batch.worker import where

LogForm = Literal["auto", "json", "text"]
LogLevel = Literal["debug", "info", "warning", "error"]
_EVENTS = {
    "service.started": "服务启动",
    "service.stopped": "服务停止",
    "request": "请求",
    "request.failed": "请求出错",
    "job.accepted": "任务受理",
    "job.started": "任务开始",
    "job.done": "任务完成",
    "job.failed": "任务未完成",
    "job.requeued": "任务退回队列",
    "job.lost": "任务已由其他进程接手",
    "jobs.taken_back": "接续上次未完成的任务",
    "jobs.broken": "任务执行出错",
    "lease.unrenewed": "任务续租失败",
    "room.cold": "审查进程没有预先装载",
    "purge.done": "到期内容已清理",
    "purge.failed": "清理出错",
}
"""Our events with their Chinese names."""
_LEVELS = {"DEBUG": "调试", "INFO": "信息", "WARNING": "注意", "ERROR": "错误", "CRITICAL": "严重"}
_OURS = "fashen"
_log = logging.getLogger(_OURS)


def event(name: str, *, level: int = logging.INFO, **facts: str | int | float | None) -> None:
    """记录事件: `facts` are ids, codes, numbers and patterns of routes, nothing that a user wrote."""
    if name not in _EVENTS:
        raise ValueError(f"no event {name}")
    if _log.isEnabledFor(level):
        _log.log(level, name, extra={"facts": {k: v for k, v in facts.items() if v is not None}})


def start_logging(level: LogLevel, form: LogForm, stream: TextIO | None = None) -> None:
    """开始记录 to standard error: JSON lines, or readable ones on a terminal."""
    out = stream or sys.stderr
    readable = form == "text" or (form == "auto" and out.isatty())
    handler = logging.StreamHandler(out)
    handler.setFormatter(_Readable() if readable else _JsonLines())
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(logging.WARNING)
    logging.captureWarnings(True)  # their messages may quote a draft too
    _log.setLevel(level.upper())


class _JsonLines(logging.Formatter):
    """One JSON object a line."""

    def format(self, record: logging.LogRecord) -> str:
        moment = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        line = {"at": moment, "level": record.levelname.lower(), **_said(record)}
        return json.dumps(line, ensure_ascii=False)


class _Readable(logging.Formatter):
    """One line for people."""

    def format(self, record: logging.LogRecord) -> str:
        said = _said(record)
        moment = datetime.fromtimestamp(record.created).astimezone().strftime("%m-%d %H:%M:%S")
        name = said.pop("event")
        facts = "　".join(f"{key}={value}" for key, value in said.items())
        level = _LEVELS.get(record.levelname, record.levelname)
        return f"{moment} {level} {_EVENTS.get(name, name)}　{facts}"


def _said(record: logging.LogRecord) -> dict[str, Any]:
    if record.name == _OURS:
        return {"event": record.msg, **getattr(record, "facts", {})}
    said: dict[str, Any] = {"event": "other", "source": record.name}
    if record.exc_info and record.exc_info[1]:
        said["error"] = where(record.exc_info[1])
    return {**said, "place": f"{record.module}:{record.lineno}"}
