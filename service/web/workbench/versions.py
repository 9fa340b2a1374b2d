"""Versions (送审稿): download their files, review them again, erase what they hold."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Response

from service.api.context import Served, Who, attachment
from service.web.workbench.ids import FileId, JobId, VersionId
from service.web.workbench.moving import back

router = APIRouter(include_in_schema=False)
_BYTES = "application/octet-stream"


@router.get("/files/{file_id}")
def download(file_id: FileId, service: Served, who: Who) -> Response:
    """下载文件, as it was handed in; noted every time."""
    file, data = service.desk.records.download(who.actor("version.download"), file_id)
    return attachment(file.name, _BYTES, data)


@router.post("/versions/{version_id}/reviews")
def again(version_id: VersionId, service: Served, who: Who) -> Response:
    """再次审查 a version as it is."""
    job = service.desk.intake.again(who.actor("review.request"), version_id)
    return back(job.matter_id, "again")


@router.post("/jobs/{job_id}/retry")
def retry(job_id: JobId, service: Served, who: Who) -> Response:
    """重试 a job that failed."""
    job = service.desk.intake.retry(who.actor("review.request"), job_id)
    return back(job.matter_id, "again")


@router.post("/versions/{version_id}/erasure")
def erase(
    version_id: VersionId,
    service: Served,
    who: Who,
    reason: Annotated[str, Form(max_length=300)] = "",
) -> Response:
    """删除内容 of a version, with a reason."""
    actor = who.actor("version.erase")
    matter_id = service.desk.records.version(actor, version_id)[0].matter_id
    service.desk.records.erase(actor, version_id, reason)
    return back(matter_id, "erased")
