"""Records of work (任务记录): jobs, leases, audit entries."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from service.ledger.paging import FIRST_PAGE, Paging
from service.ledger.words import JobStatus


@dataclass(frozen=True, slots=True)
class Job:
    """任务: `progress` in percent; `error` the code and sentence of why it failed."""

    id: str
    matter_id: str
    version_id: str
    status: JobStatus
    progress: int
    stage: str
    attempts: int
    error: str | None
    review_id: str | None
    created_by: str
    created_at: datetime
    started_at: datetime | None
    ended_at: datetime | None


@dataclass(frozen=True, slots=True)
class Lease:
    """任务租约: `secret` proves that a worker still has the job until `until`."""

    job_id: str
    version_id: str
    secret: str
    until: datetime
    attempts: int


@dataclass(frozen=True, slots=True)
class AuditEntry:
    """审计记录: who (`user` is the person's name) did what (`action`) to what, when and whence."""

    number: int
    at: datetime
    user_id: str | None
    user: str
    via: str
    address: str
    action: str
    subject: str
    subject_id: str
    department_id: str | None
    detail: dict[str, str | int]


@dataclass(frozen=True, slots=True)
class Subject:
    """审计对象: its name; `matter_id` is the matter that it belongs to, "" for none."""

    name: str
    matter_id: str


@dataclass(frozen=True, slots=True)
class AuditQuery:
    """审计检索: None and "" ask for nothing; moments are (from, before)."""

    user_id: str | None = None
    action: str = ""
    subject: str = ""
    subject_id: str = ""
    department_id: str | None = None
    at: tuple[datetime | None, datetime | None] = (None, None)
    paging: Paging = FIRST_PAGE
