"""Shapes of matters (事项数据)."""

from __future__ import annotations

import json
from datetime import date, datetime
from typing import Any

from pydantic import Field

from models.submission import Kind
from service.api.shapes.common import Asked, Id, Line, Shape, WrittenDay
from service.api.shapes.reviews import ReviewFacts
from service.desk.records import Dossier
from service.ledger import records
from service.ledger.words import FileRole, JobStatus, MatterStatus


class Matter(Shape):
    """事项."""

    id: Id
    number: str = Field(description="年度编号", examples=["2026-0017"])
    title: str = Field(examples=["石城市共享单车停放管理办法"])
    kind: Kind | None = Field(description="文书类型；null 为第一次审查前尚未识别")
    department_id: Id
    department: str = Field(examples=["交通运输局"])
    status: MatterStatus
    due: date | None = Field(description="要求答复的日期")
    reviewer_id: Id | None
    reviewer: str | None = Field(description="承办人姓名")
    created_by: Id
    created_at: datetime
    changed_at: datetime
    ended_at: datetime | None
    review: ReviewFacts | None = Field(description="最新一次审查")


class StoredFile(Shape):
    """文件, without its bytes."""

    id: Id
    role: FileRole
    name: str = Field(examples=["草案.docx"])
    sha256: str = Field(
        examples=["e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"]
    )
    size: int = Field(description="字节数", examples=[20480])
    deleted_at: datetime | None = Field(description="内容自何时起已删除")


class Version(Shape):
    """送审稿版本."""

    id: Id
    matter_id: Id
    number: int = Field(description="第几版", examples=[1])
    note: str
    options: dict[str, Any] = Field(
        description="审查选项：kind、issuer_level、stance、as_of、main、roles"
    )
    created_by: Id
    created_at: datetime
    draft: StoredFile
    materials: list[StoredFile]


class Job(Shape):
    """审查任务 with its progress."""

    id: Id
    matter_id: Id
    version_id: Id
    status: JobStatus
    progress: int = Field(description="进度，百分比", ge=0, le=100, examples=[40])
    stage: str = Field(examples=["内容合法性"])
    attempts: int
    error: str | None = Field(description="没有完成的原因", examples=[None])
    review_id: Id | None = Field(description="审查结果的编号；完成后才有")
    created_by: Id
    created_at: datetime
    started_at: datetime | None
    ended_at: datetime | None


class Opinion(Shape):
    """已出具的意见书, by its hash."""

    id: Id
    matter_id: Id
    review_id: Id
    number: str = Field(description="文号", examples=["石法审〔2026〕17号"])
    format: str
    file_name: str
    sha256: str
    size: int
    created_by: Id
    created_at: datetime


class DossierShape(Shape):
    """案卷."""

    matter: Matter
    versions: list[Version]
    reviews: list[ReviewFacts]
    jobs: list[Job]
    opinions: list[Opinion]


class AcceptedShape(Shape):
    """受理结果."""

    matter: Matter
    version: Version
    job: Job
    again: bool = Field(description="同一幂等键此前已经受理过同一请求")


class MatterChange(Asked):
    """修改事项: all three at once."""

    title: Line = Field(examples=["石城市共享单车停放管理办法"])
    kind: Kind | None = None
    due: WrittenDay | None = None


class Move(Asked):
    """流转."""

    status: MatterStatus


class Assignment(Asked):
    """分派; null takes it back."""

    reviewer_id: Id | None


class Erasure(Asked):
    """删除内容."""

    reason: Line = Field(examples=["送审单位撤回，要求删除原件"])


class Erased(Shape):
    """删除结果."""

    files: int = Field(description="内容被删除的文件数")


def matter_shape(one: records.Matter) -> Matter:
    """事项 of a record."""
    return Matter.model_validate(one)


def job_shape(one: records.Job) -> Job:
    """任务 of a record."""
    return Job.model_validate(one)


def version_shape(one: records.Version) -> Version:
    """版本 of a record, its options as an object."""
    return Version(
        id=one.id,
        matter_id=one.matter_id,
        number=one.number,
        note=one.note,
        options=json.loads(one.options),
        created_by=one.created_by,
        created_at=one.created_at,
        draft=StoredFile.model_validate(one.draft),
        materials=[StoredFile.model_validate(file) for file in one.materials],
    )


def dossier_shape(one: Dossier) -> DossierShape:
    """案卷 of a record."""
    return DossierShape(
        matter=matter_shape(one.matter),
        versions=[version_shape(version) for version in one.versions],
        reviews=[ReviewFacts.model_validate(review) for review in one.reviews],
        jobs=[job_shape(job) for job in one.jobs],
        opinions=[Opinion.model_validate(opinion) for opinion in one.opinions],
    )
