"""Upload (上传): the form of a review request, kept in memory and limited while it is read."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from dataclasses import dataclass, field
from typing import Any

from starlette.datastructures import FormData, UploadFile
from starlette.formparsers import MultiPartException, MultiPartParser
from starlette.requests import Request

from corpus.errors import BadOption, EmptyFile, FileTooLarge
from corpus.formats.archive import Limits, clean_name
from models.submission import IssuerLevel, Kind, Stance
from service.options import AUTO, ReviewOptions, parse_options
from service.packages import File

_FRAME = 128 * 1024
"""Bytes that a form may need besides its files."""
_FIELD = 64 * 1024
"""Bytes of one field that is no file; `roles` of a large package need that much."""
_MB = 1024 * 1024
_WORDS = ("kind", "issuer_level", "stance", "as_of", "main", "roles")


@dataclass(frozen=True, slots=True)
class Upload:
    """上传: a draft or a package, its materials, the options of the review, and further fields."""

    filename: str
    data: bytes
    options: ReviewOptions
    materials: tuple[File, ...] = ()
    fields: dict[str, str] = field(default_factory=dict)


async def read_upload(
    request: Request, limit: int, *, fields: tuple[str, ...] = (), needs_file: bool = True
) -> Upload:
    """读取上传: `limit` in bytes, all files together; reading stops as soon as the body passes it.

    `fields` are the names of further fields to keep. Without a file, where none is needed, name
    and data are empty.

    Raises:
        FileTooLarge: over the limit.
        EmptyFile: a draft without content.
        BadOption: no multipart form, no `file`, too many files or fields, or a wrong option.
    """
    if not request.headers.get("content-type", "").startswith("multipart/form-data"):
        raise BadOption("请以 multipart/form-data 上传，文件放在 file 字段")
    form = await _parsed(request, limit)
    try:
        name, data = await _draft(form, needed=needs_file)
        materials = [await _content(one) for one in _chosen(form)]
        if len(data) + sum(len(content) for _, content in materials) > limit:
            raise _too_large(limit)
        if not data and name:
            raise EmptyFile
        words = {word: str(form[word]) for word in _WORDS if word in form}
        more = {word: str(form[word]) for word in fields if word in form}
        return Upload(name, data, parse_options(**words), tuple(materials), more)
    finally:
        await form.close()


async def _parsed(request: Request, limit: int) -> FormData:
    parser = MultiPartParser(
        request.headers,
        _limited(request, limit),
        max_files=Limits().files + 1,
        max_fields=16,
        max_part_size=_FIELD,
    )
    parser.spool_max_size = limit + _FRAME  # the parser's temporary files then stay in memory
    try:
        return await parser.parse()
    except MultiPartException as error:
        raise BadOption("上传的表单格式有误，或者文件过多") from error


async def _draft(form: FormData, *, needed: bool) -> File:
    file = form.get("file")
    if isinstance(file, UploadFile) and file.filename:
        return await _content(file)
    if needed:
        raise BadOption("没有选择文件（file 字段）")
    return "", b""


def _chosen(form: FormData) -> list[UploadFile]:
    """Return the materials; a browser sends one without a name where none was chosen."""
    found = form.getlist("materials")
    return [one for one in found if isinstance(one, UploadFile) and one.filename]


async def _content(file: UploadFile) -> File:
    return clean_name(file.filename or ""), await file.read()


def form_schema(
    more: dict[str, dict[str, Any]] | None = None, *, needs_file: bool = True
) -> dict[str, Any]:
    """表单说明 for the OpenAPI document, with further fields."""
    choices = {"kind": Kind, "issuer_level": IssuerLevel, "stance": Stance}
    words: dict[str, Any] = {
        name: {"type": "string", "enum": [AUTO, *(value.value for value in values)]}
        for name, values in choices.items()
    }
    file = {"type": "string", "contentMediaType": "application/octet-stream"}
    fields = {
        "file": {**file, "description": "草案；也可以是装有草案和送审材料的 zip"},
        "materials": {
            "type": "array",
            "items": file,
            "maxItems": Limits().files,
            "description": "送审材料，可以多份，可以是 zip",
        },
        "main": {
            "type": "string",
            "description": "file 为 zip 时主文稿的文件名；不填由系统选定，理由见 document.main_reason",
        },
        "roles": {
            "type": "string",
            "contentMediaType": "application/json",
            "description": '指定材料是什么：{"附件3.docx": "EV-12", "通知.pdf": "unrelated"}',
        },
        **words,
        "as_of": {"type": "string", "format": "date"},
        **(more or {}),
    }
    shape: dict[str, Any] = {"type": "object", "properties": fields}
    if needs_file:
        shape["required"] = ["file"]
    encoding = {"roles": {"contentType": "application/json"}}
    content = {"schema": shape, "encoding": encoding}
    return {"required": True, "content": {"multipart/form-data": content}}


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
