"""Context (请求环境): what routes share: the service behind them, uploads, files, waiting."""

from __future__ import annotations

import asyncio
import re
import time
from dataclasses import replace
from typing import Annotated, Any, cast
from urllib.parse import quote

from fastapi import Depends, Request, Response
from fastapi.concurrency import run_in_threadpool

from corpus.errors import BadOption
from service.access import Principal
from service.access.dependencies import csrf
from service.api.office import Service
from service.api.shapes.common import ID_PATTERN
from service.api.upload import Upload, read_upload
from service.desk import Delivery
from service.desk.intake import ended
from service.ledger import Actor
from service.ledger.records import Incoming, Job
from service.options import ReviewOptions, parse_date

WAIT_S = 30.0
"""Seconds that the sender of a small draft waits for its review."""
MOST_WAIT_S = 60.0
_TICKS = (0.05, 0.1, 0.2, 0.4)
_FIELD_SHAPES: dict[str, dict[str, Any]] = {
    "title": {"type": "string", "maxLength": 300, "description": "事项名称；不填用文件名"},
    "department_id": {
        "type": "string",
        "pattern": ID_PATTERN,
        "description": "部门编号；只属于一个部门的可以不填",
    },
    "due": {"type": "string", "format": "date", "description": "要求答复的日期"},
    "note": {"type": "string", "maxLength": 300, "description": "说明"},
    "base": {
        "type": "string",
        "pattern": ID_PATTERN,
        "description": "沿用这一版本的草案（另传 file 的除外）和材料，另传的材料加入或者替换同名的",
    },
}
MATTER_FIELDS = {name: _FIELD_SHAPES[name] for name in ("title", "department_id", "due", "note")}
VERSION_FIELDS = {name: _FIELD_SHAPES[name] for name in ("note", "base")}


def service_of(request: Request) -> Service:
    """机关服务 of the request's application."""
    return cast(Service, request.app.state.service)


Served = Annotated[Service, Depends(service_of)]
Who = Annotated[Principal, Depends(csrf)]


async def uploaded(request: Request, fields: dict[str, Any], *, needs_file: bool = True) -> Upload:
    """上传 of a request, within the limits of the service.

    Raises:
        ServiceBusy: too many uploads at once.
        FileTooLarge, EmptyFile, BadOption: see `read_upload`.
    """
    limit = service_of(request).desk.wiring.settings.max_upload_bytes
    async with request.app.state.reviewer.gate.room():
        return await read_upload(request, limit, fields=tuple(fields), needs_file=needs_file)


def delivery(upload: Upload, key: str) -> Delivery:
    """送审件 of an upload.

    Raises:
        BadOption: `due` is no date.
    """
    said = upload.fields
    return Delivery(
        draft=Incoming(upload.filename, upload.data),
        materials=materials_of(upload),
        options=_clean(upload.options),
        note=said.get("note", ""),
        title=said.get("title", ""),
        department_id=word_of_id(said.get("department_id", ""), "department_id"),
        kind=upload.options.kind,
        due=parse_date(said.get("due")),
        key=key,
    )


def materials_of(upload: Upload) -> tuple[Incoming, ...]:
    """送审材料 of an upload."""
    return tuple(Incoming(name, data) for name, data in upload.materials)


def word_of_id(word: str, name: str) -> str:
    """编号 in a form, "" for none.

    Raises:
        BadOption: no such id can be.
    """
    found = word.strip()
    if found and not re.fullmatch(ID_PATTERN.strip("^$"), found):
        raise BadOption(f"{name} 不是编号")
    return found


async def finished(service: Service, actor: Actor, job_id: str, seconds: float) -> Job:
    """等候 until a job has ended or the time is up, without a thread of its own."""
    ends, tick = time.monotonic() + min(seconds, MOST_WAIT_S), 0
    while True:
        job = await run_in_threadpool(service.desk.records.job, actor, job_id)
        left = ends - time.monotonic()
        if ended(job) or left <= 0:
            return job
        await asyncio.sleep(min(left, _TICKS[min(tick, len(_TICKS) - 1)]))
        tick += 1


def attachment(name: str, media_type: str, data: bytes) -> Response:
    """下载: a file that browsers save and never show as a page of ours."""
    said = f"attachment; filename*=UTF-8''{quote(name, safe='')}"
    return Response(data, media_type=media_type, headers={"Content-Disposition": said})


def _clean(options: ReviewOptions) -> ReviewOptions:
    """Without what no database takes."""
    return replace(options, main=options.main.replace("\0", ""))
