"""Intake (受理): a draft handed in becomes a matter, a version and a job, all or nothing."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date

from corpus.errors import ServiceBusy
from models.submission import Kind
from service.desk.written_options import write_options
from service.ledger import Actor, Ledger, Work
from service.ledger.errors import NotFound
from service.ledger.records import Incoming, Job, Matter, NewMatter, NewVersion, Version
from service.ledger.words import JobStatus
from service.logs import event
from service.options import ReviewOptions

MOST_QUEUED = 1000
"""Jobs that may wait; more are turned away, so that a runaway client does not fill the disk."""
SMALL = 1024 * 1024
"""Bytes up to which a lone draft is reviewed while its sender waits."""


@dataclass(frozen=True, slots=True)
class Delivery:
    """送审件: a draft, its materials, the options; `key` is the idempotency key, "" for none.

    `title` "" takes the file's name.
    """

    draft: Incoming
    materials: tuple[Incoming, ...] = ()
    options: ReviewOptions = field(default_factory=ReviewOptions)
    note: str = ""
    title: str = ""
    department_id: str = ""
    kind: Kind | None = None
    due: date | None = None
    key: str = ""

    @property
    def is_small(self) -> bool:
        """Whether it is reviewed at once."""
        return not self.materials and len(self.draft.data) <= SMALL


@dataclass(frozen=True, slots=True)
class Accepted:
    """受理结果; `again` tells that the same request had been accepted before."""

    matter: Matter
    version: Version
    job: Job
    again: bool = False


class Intake:
    """受理 over one ledger; `wake` tells the runner that there is work."""

    def __init__(self, ledger: Ledger, wake: Callable[[], None] = lambda: None) -> None:
        self._ledger = ledger
        self._wake = wake

    def open(self, actor: Actor, new: Delivery) -> Accepted:
        """新建事项 with its first version, and queue the review.

        Raises:
            NotFound: no such department, or none that the actor may use.
            BadRecord, EmptyFile, FileTooLarge, TooManyFiles: see `Versions.add`.
            Conflict: the idempotency key was used for another request.
            ServiceBusy: too many jobs wait.
        """

        def matter_of(work: Work) -> str:
            title = new.title or new.draft.name.rsplit(".", 1)[0]
            place = new.department_id or _only_department(actor)
            return work.matters.open(actor, NewMatter(title, place, new.kind, new.due)).id

        return self._accept(actor, new, "", matter_of)

    def add_version(self, actor: Actor, matter_id: str, new: Delivery) -> Accepted:
        """提交新版本 of a matter, and queue its review.

        Raises:
            NotFound: no such matter, or of another department.
            Conflict: the matter has ended; and as `open`.
        """
        return self._accept(actor, new, matter_id, lambda work: matter_id)

    def corrected(
        self,
        actor: Actor,
        matter_id: str,
        version_id: str,
        new: Delivery,
        more: tuple[Incoming, ...] = (),
    ) -> Delivery:
        """更正: the files of a version under the options of `new`, to be handed in as the next one.

        A draft in `new` replaces that of the version, so that only its materials are kept. `more`
        is added, or replaces materials of the same name. A version is never changed.

        Raises:
            NotFound: no such version of that matter, or of another department.
            ContentDeleted: its files are gone.
        """
        with self._ledger.read() as work:
            version = work.versions.get(actor, version_id)
            if version.matter_id != matter_id:
                raise NotFound("送审稿版本")
            draft, held = work.versions.contents(actor, version_id)
        names = {one.name for one in more}
        materials = (*(one for one in held if one.name not in names), *more)
        if new.draft.name:
            return replace(new, materials=materials)
        note = new.note or f"更正第 {version.number} 版的材料或者审查选项"
        return replace(new, draft=draft, materials=materials, note=note)

    def again(self, actor: Actor, version_id: str) -> Job:
        """再次审查 a version as it is, e.g. after the library grew; a waiting job is not doubled.

        Raises:
            NotFound: no such version, or of another department.
            ContentDeleted: its files are gone.
            ServiceBusy: too many jobs wait.
        """
        with self._ledger.write() as work:
            work.versions.contents(actor, version_id)
            waiting = [one for one in work.jobs.of_version(actor, version_id) if not ended(one)]
            if waiting:
                return waiting[-1]
            _check_room(work)
            job = work.jobs.accept(actor, version_id)
        self._queued(job)
        return job

    def retry(self, actor: Actor, job_id: str) -> Job:
        """重试 a job that failed.

        Raises:
            NotFound: none, of another department, or not failed.
        """
        with self._ledger.write() as work:
            job = work.jobs.retry(actor, job_id)
        self._queued(job)
        return job

    def _accept(
        self, actor: Actor, new: Delivery, where: str, matter_of: Callable[[Work], str]
    ) -> Accepted:
        with self._ledger.write() as work:
            made = work.idempotency.claim(actor, new.key, _digest(new, where)) if new.key else None
            if made is not None:
                return replace(_found(work, actor, made), again=True)
            _check_room(work)
            matter_id = matter_of(work)
            written = NewVersion(new.draft, new.materials, write_options(new.options), new.note)
            version = work.versions.add(actor, matter_id, written)
            job = work.jobs.accept(actor, version.id)
            if new.key:
                work.idempotency.made(actor, new.key, job.id)
            accepted = Accepted(work.matters.get(actor, matter_id), version, job)
        self._queued(job)
        return accepted

    def _queued(self, job: Job) -> None:
        event("job.accepted", job=job.id, user=job.created_by)
        self._wake()


def ended(job: Job) -> bool:
    """Whether nothing more will happen to a job by itself."""
    return job.status in (JobStatus.DONE, JobStatus.FAILED)


def _found(work: Work, actor: Actor, job_id: str) -> Accepted:
    job = work.jobs.get(actor, job_id)
    return Accepted(
        work.matters.get(actor, job.matter_id), work.versions.get(actor, job.version_id), job
    )


def _check_room(work: Work) -> None:
    if work.jobs.waiting() >= MOST_QUEUED:
        raise ServiceBusy


def _only_department(actor: Actor) -> str:
    """The department of somebody who belongs to one; "" where it must be told."""
    return next(iter(actor.departments)) if len(actor.departments) == 1 else ""


def _digest(new: Delivery, where: str) -> str:
    """The hash of a request: the same words and bytes under one key are one request."""
    parts = [
        where,
        new.title,
        new.department_id,
        new.note,
        new.kind.value if new.kind else "",
        new.due.isoformat() if new.due else "",
        write_options(new.options),
    ]
    for file in (new.draft, *new.materials):
        parts += [file.name, hashlib.sha256(file.data).hexdigest()]
    return hashlib.sha256("\0".join(parts).encode("utf-8", "replace")).hexdigest()
