"""Upload (上传): the form of a review request, kept in memory and limited while it is read."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import AsyncGenerator
from dataclasses import dataclass
from typing import Any

from starlette.datastructures import UploadFile
from starlette.formparsers import MultiPartException, MultiPartParser
from starlette.requests import Request

from corpus.errors import BadOption, EmptyFile, FileTooLarge
from models.submission import IssuerLevel, Kind, Stance
from service.options import AUTO, ReviewOptions, parse_options

_FRAME = 64 * 1024
"""Bytes that a form may need besides the file."""
_MB = 1024 * 1024
_WORDS = ("kind", "issuer_level", "stance", "as_of")


@dataclass(frozen=True, slots=True)
class Upload:
    """上传: a file with the options of its review."""

    filename: str
    data: bytes
    options: ReviewOptions


async def read_upload(request: Request, limit: int) -> Upload:
    """读取上传: `limit` in bytes; reading stops as soon as the body passes it.

    Raises:
        FileTooLarge: over the limit.
        EmptyFile: a file without content.
        BadOption: no multipart form, no `file`, or a wrong option.
    """
    stream = _limited(request, limit)
    parser = MultiPartParser(
        request.headers, stream, max_files=1, max_fields=16, max_part_size=4096
    )
    parser.spool_max_size = limit + _FRAME  # the parser's temporary file then stays in memory
    if not request.headers.get("content-type", "").startswith("multipart/form-data"):
        raise BadOption("请以 multipart/form-data 上传，文件放在 file 字段")
    try:
        form = await parser.parse()
    except MultiPartException as error:
        raise BadOption("上传的表单格式有误") from error
    try:
        file = form.get("file")
        if not isinstance(file, UploadFile) or not file.filename:
            raise BadOption("没有选择文件（file 字段）")
        data = await file.read()
        if len(data) > limit:
            raise _too_large(limit)
        if not data:
            raise EmptyFile
        words = {name: str(form[name]) for name in _WORDS if name in form}
        return Upload(clean_name(file.filename), data, parse_options(**words))
    finally:
        await form.close()


def clean_name(name: str) -> str:
    """文件名: the last part of a path, without control characters, at most 120 characters."""
    last = re.split(r"[/\\]", name)[-1]
    kept = "".join(c for c in last if not unicodedata.category(c).startswith("C")).strip(" .")
    if len(kept) > 120:
        stem, dot, suffix = kept.rpartition(".")
        kept = f"{stem[: 110 - len(suffix)]}{dot}{suffix}" if len(suffix) < 10 else kept[:120]
    return kept or "未命名"


def form_schema() -> dict[str, Any]:
    """表单说明 for the OpenAPI document."""
    choices = {"kind": Kind, "issuer_level": IssuerLevel, "stance": Stance}
    words: dict[str, Any] = {
        name: {"type": "string", "enum": [AUTO, *(value.value for value in values)]}
        for name, values in choices.items()
    }
    file = {"type": "string", "contentMediaType": "application/octet-stream"}
    day = {"type": "string", "format": "date"}
    shape = {
        "type": "object",
        "required": ["file"],
        "properties": {"file": file, **words, "as_of": day},
    }
    return {"required": True, "content": {"multipart/form-data": {"schema": shape}}}


async def _limited(request: Request, limit: int) -> AsyncGenerator[bytes, None]:
    stated = request.headers.get("content-length", "")
    if stated.isdecimal() and int(stated) > limit + _FRAME:
        raise _too_large(limit)
    seen = 0
    async for chunk in request.stream():
        seen += len(chunk)
        if seen > limit + _FRAME:
            raise _too_large(limit)
        yield chunk


def _too_large(limit: int) -> FileTooLarge:
    return FileTooLarge(f"上限 {limit // _MB} MB" if limit >= _MB else f"上限 {limit} 字节")
