"""Version routes (送审稿版本): a new version, the files, reviewing again."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response
from fastapi.concurrency import run_in_threadpool

from corpus.errors import BadOption
from service.access.dependencies import needs
from service.api.answers import answers, file_answer
from service.api.context import (
    VERSION_FIELDS,
    Served,
    Who,
    attachment,
    delivery,
    materials_of,
    uploaded,
    word_of_id,
)
from service.api.routes.accepting import AGAIN, IdempotencyKey, Wait, accepted
from service.api.shapes.common import PathId
from service.api.shapes.matters import (
    AcceptedShape,
    Erased,
    Erasure,
    Job,
    Version,
    job_shape,
    version_shape,
)
from service.api.upload import form_schema
from service.ledger import Actor

router = APIRouter(tags=["版本"])
_BYTES = "application/octet-stream"


@router.post(
    "/matters/{matter_id}/versions",
    summary="提交新版本并审查",
    status_code=201,
    responses={**answers(404, 409, 410, 413, 415), **AGAIN},
    openapi_extra={"requestBody": form_schema(VERSION_FIELDS, needs_file=False)},
)
async def add(
    matter_id: PathId,
    request: Request,
    response: Response,
    service: Served,
    who: Who,
    key: IdempotencyKey = "",
    wait: Wait = None,
) -> AcceptedShape:
    """With `file` the next draft; with `base` the files of that version under other options.

    With both, the next draft beside the materials of that version.

    Rejections of findings stand unless the clause or the law changed.
    """
    actor = who.actor("version.add")
    who.actor("review.request")
    upload = await uploaded(request, VERSION_FIELDS, needs_file=False)
    base = word_of_id(upload.fields.get("base", ""), "base")
    if not base and not upload.filename:
        raise BadOption("请上传 file，或者以 base 指定沿用的版本")
    intake = service.desk.intake
    new = delivery(upload, key)
    if base:
        new = await run_in_threadpool(
            intake.corrected, actor, matter_id, base, new, materials_of(upload)
        )
    found = await run_in_threadpool(intake.add_version, actor, matter_id, new)
    return await accepted(service, response, actor, found, new, wait)


@router.get("/versions/{version_id}", summary="版本", responses=answers(404))
def get(
    version_id: PathId,
    service: Served,
    actor: Annotated[Actor, Depends(needs("matter.read"))],
) -> Version:
    """Facts of a version and its files."""
    return version_shape(service.desk.records.version(actor, version_id)[0])


@router.get("/versions/{version_id}/jobs", summary="版本的审查任务", responses=answers(404))
def jobs(
    version_id: PathId,
    service: Served,
    actor: Annotated[Actor, Depends(needs("matter.read"))],
) -> list[Job]:
    """Oldest first."""
    return [job_shape(one) for one in service.desk.records.version(actor, version_id)[1]]


@router.post(
    "/versions/{version_id}/reviews",
    summary="再次审查这一版本",
    status_code=202,
    responses=answers(404, 409, 410),
)
def review_again(
    version_id: PathId,
    response: Response,
    service: Served,
    actor: Annotated[Actor, Depends(needs("review.request"))],
) -> Job:
    """As after the library grew; a job that waits already is not doubled."""
    job = service.desk.intake.again(actor, version_id)
    response.headers["Location"] = f"/api/v1/jobs/{job.id}"
    return job_shape(job)


@router.post(
    "/versions/{version_id}/erasure", summary="删除送审稿和材料的内容", responses=answers(404)
)
def erase(
    version_id: PathId,
    asked: Erasure,
    service: Served,
    actor: Annotated[Actor, Depends(needs("version.erase"))],
) -> Erased:
    """Names and hashes stay in the ledger."""
    return Erased(files=service.desk.records.erase(actor, version_id, asked.reason))


@router.get(
    "/files/{file_id}",
    summary="下载文件",
    response_class=Response,
    responses={**answers(404, 410), 200: file_answer("文件原件", _BYTES)},
)
def download(
    file_id: PathId,
    service: Served,
    actor: Annotated[Actor, Depends(needs("version.download"))],
) -> Response:
    """As it was handed in; noted in the audit trail."""
    file, data = service.desk.records.download(actor, file_id)
    return attachment(file.name, _BYTES, data)
