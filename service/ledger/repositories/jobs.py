"""Jobs (任务): accepted once, leased to one worker at a time, finished once.

A worker holds a lease and renews it. A lease that ran out (the worker was killed) is free for the
next worker; whoever lost it can no longer finish the job. The review and the job's end are written
in one transaction, so a job has one review, or none yet.
"""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any, cast

from sqlalchemy import ColumnElement, CursorResult, func, or_, select, update

from service.ledger.actor import Actor
from service.ledger.errors import LeaseLost, NotFound
from service.ledger.records import Job, Lease
from service.ledger.repositories.base import Repository, user_of, visible
from service.ledger.tables import JobRow, MatterRow, ReviewRow, VersionRow
from service.ledger.values import cut, new_id
from service.ledger.words import JobStatus

MOST_ATTEMPTS = 5
"""How often a job is begun before it is given up: a draft may kill its worker every time."""
LEASE = timedelta(seconds=60)
"""How long a lease holds without being renewed."""
GIVEN_UP = "[E503] 审查进程多次异常退出，已停止重试。"


class Jobs(Repository):
    """任务仓储."""

    def accept(self, actor: Actor, version_id: str) -> Job:
        """受理: queue the review of a version.

        Raises:
            NotFound: no such version, or of another department.
        """
        statement = (
            select(VersionRow.id, MatterRow.department_id)
            .join(MatterRow, MatterRow.id == VersionRow.matter_id)
            .where(VersionRow.id == version_id, visible(actor))
        )
        found = self._session.execute(statement).one_or_none()
        if found is None:
            raise NotFound("送审稿版本")
        row = JobRow(
            id=new_id(),
            version_id=version_id,
            status=JobStatus.QUEUED,
            progress=0,
            stage="",
            attempts=0,
            created_by=user_of(actor),
            created_at=self._clock(),
        )
        self._session.add(row)
        self._session.flush()
        self._audit.record(
            actor, "review.request", ("job", row.id), department_id=found.department_id
        )
        return self.get(actor, row.id)

    def get(self, actor: Actor, job_id: str) -> Job:
        """Return one.

        Raises:
            NotFound: none, or of another department.
        """
        found = self._session.execute(
            _JOBS.where(JobRow.id == job_id, visible(actor))
        ).one_or_none()
        if found is None:
            raise NotFound("任务")
        return _job(*found)

    def of_version(self, actor: Actor, version_id: str) -> tuple[Job, ...]:
        """Return a version's jobs, oldest first; none of another department."""
        statement = _JOBS.where(JobRow.version_id == version_id, visible(actor))
        rows = self._session.execute(statement.order_by(JobRow.created_at, JobRow.id))
        return tuple(_job(*row) for row in rows)

    def last_of(self, actor: Actor, matter_ids: Sequence[str]) -> dict[str, Job]:
        """最近的任务 of the newest version of each matter, by the matter's id; one query for all."""
        order = (VersionRow.number.desc(), JobRow.created_at.desc(), JobRow.id.desc())
        place = func.row_number().over(partition_by=VersionRow.matter_id, order_by=order)
        ranked = (
            select(JobRow.id, place.label("place"))
            .join(VersionRow, VersionRow.id == JobRow.version_id)
            .where(VersionRow.matter_id.in_(matter_ids))
            .subquery()
        )
        last = select(ranked.c.id).where(ranked.c.place == 1)
        rows = self._session.execute(_JOBS.where(JobRow.id.in_(last), visible(actor)))
        return {matter_id: _job(row, matter_id, review) for row, matter_id, review in rows}

    def counts(self) -> dict[JobStatus, int]:
        """How many jobs are in each status."""
        statement = select(JobRow.status, func.count()).group_by(JobRow.status)
        found = dict.fromkeys(JobStatus, 0)
        for status, number in self._session.execute(statement):
            found[status] = number
        return found

    def waiting(self) -> int:
        """How many jobs are queued or running."""
        statement = (
            select(func.count())
            .select_from(JobRow)
            .where(JobRow.status.in_((JobStatus.QUEUED, JobStatus.RUNNING)))
        )
        return self._session.scalar(statement) or 0

    def lease(self, node: str, *, term: timedelta = LEASE) -> Lease | None:
        """领取: the oldest job that is queued or whose lease ran out; None without one.

        `node` names the server that the worker runs in. Jobs that were begun too often are failed.
        """
        moment = self._clock()
        self._give_up(moment)
        free = (
            select(JobRow)
            .where(_free(moment))
            .order_by(JobRow.created_at, JobRow.id)
            .limit(1)
            .with_for_update(skip_locked=True)
        )
        row = self._session.scalars(free).one_or_none()
        if row is None:
            return None
        row.status, row.progress, row.stage = JobStatus.RUNNING, 0, ""
        row.attempts += 1
        row.lease, row.leased_until, row.node = secrets.token_hex(16), moment + term, cut(node)
        row.started_at = moment
        self._session.flush()
        return Lease(row.id, row.version_id, row.lease, row.leased_until, row.attempts)

    def renew(self, lease: Lease, progress: int, stage: str, *, term: timedelta = LEASE) -> None:
        """续租 and say how far the work is.

        Raises:
            LeaseLost: another worker has, or had, the job.
        """
        done = self._session.execute(
            update(JobRow)
            .where(_held(lease))
            .values(
                leased_until=self._clock() + term,
                progress=max(0, min(100, progress)),
                stage=cut(stage),
            )
        )
        if not cast("CursorResult[Any]", done).rowcount:
            raise LeaseLost

    def author(self, lease: Lease) -> str:
        """Return who asked for the job, and lock it for this transaction.

        Raises:
            LeaseLost: another worker has, or had, the job.
        """
        return self._hold(lease).created_by

    def finish(self, lease: Lease) -> None:
        """完成, in the transaction that adds the review.

        Raises:
            LeaseLost: another worker has, or had, the job; nothing may be added then.
        """
        self._end(self._hold(lease), JobStatus.DONE, None, 100)

    def fail(self, lease: Lease, error: str) -> None:
        """未完成: the draft cannot be reviewed; `error` is a coded sentence without its words.

        Raises:
            LeaseLost: another worker has, or had, the job.
        """
        row = self._hold(lease)
        self._end(row, JobStatus.FAILED, error, row.progress)

    def release(self, lease: Lease, *, counts: bool = False) -> None:
        """退回队列, as on shutdown; a lost lease is left alone.

        `counts` says that the attempt failed by its own doing, and counts as one.
        """
        attempts = JobRow.attempts - (0 if counts else 1)
        self._session.execute(
            update(JobRow).where(_held(lease)).values(**_QUEUED, attempts=attempts)
        )

    def requeue(self, node: str) -> int:
        """重新排队 what a server's former life had; call it before its workers start.

        One server a node: the leases of this node belong to nobody any more.
        """
        done = self._session.execute(
            update(JobRow)
            .where(JobRow.status == JobStatus.RUNNING, JobRow.node == cut(node))
            .values(**_QUEUED)
        )
        return cast("CursorResult[Any]", done).rowcount

    def retry(self, actor: Actor, job_id: str) -> Job:
        """重试 a job that failed.

        Raises:
            NotFound: none, of another department, or not failed.
        """
        if self.get(actor, job_id).status is not JobStatus.FAILED:
            raise NotFound("未完成的任务")
        self._session.execute(
            update(JobRow)
            .where(JobRow.id == job_id, JobRow.status == JobStatus.FAILED)
            .values(**_QUEUED, attempts=0, error=None, ended_at=None)
        )
        self._session.expire_all()
        return self.get(actor, job_id)

    def _hold(self, lease: Lease) -> JobRow:
        statement = select(JobRow).where(_held(lease)).with_for_update()
        row = self._session.scalars(statement).one_or_none()
        if row is None:
            raise LeaseLost
        return row

    def _end(self, row: JobRow, status: JobStatus, error: str | None, progress: int) -> None:
        row.status, row.progress = status, progress
        row.error = cut(error) if error else None
        row.lease = row.leased_until = row.node = None
        row.ended_at = self._clock()
        self._session.flush()

    def _give_up(self, moment: datetime) -> None:
        self._session.execute(
            update(JobRow)
            .where(_free(moment, begun_too_often=True))
            .values(
                status=JobStatus.FAILED,
                error=GIVEN_UP,
                lease=None,
                leased_until=None,
                node=None,
                ended_at=moment,
            )
        )


_JOBS = (
    select(JobRow, VersionRow.matter_id, ReviewRow.id)
    .join(VersionRow, VersionRow.id == JobRow.version_id)
    .join(MatterRow, MatterRow.id == VersionRow.matter_id)
    .outerjoin(ReviewRow, ReviewRow.job_id == JobRow.id)
)
_QUEUED: dict[str, Any] = {
    "status": JobStatus.QUEUED,
    "progress": 0,
    "stage": "",
    "lease": None,
    "leased_until": None,
    "node": None,
}


def _free(moment: datetime, *, begun_too_often: bool = False) -> ColumnElement[bool]:
    waits = or_(
        JobRow.status == JobStatus.QUEUED,
        (JobRow.status == JobStatus.RUNNING) & (JobRow.leased_until < moment),
    )
    too_often = JobRow.attempts >= MOST_ATTEMPTS
    return waits & (too_often if begun_too_often else ~too_often)


def _held(lease: Lease) -> ColumnElement[bool]:
    return (
        (JobRow.id == lease.job_id)
        & (JobRow.status == JobStatus.RUNNING)
        & (JobRow.lease == lease.secret)
    )


def _job(row: JobRow, matter_id: str, review_id: str | None) -> Job:
    return Job(
        id=row.id,
        matter_id=matter_id,
        version_id=row.version_id,
        status=row.status,
        progress=row.progress,
        stage=row.stage,
        attempts=row.attempts,
        error=row.error,
        review_id=review_id,
        created_by=row.created_by,
        created_at=row.created_at,
        started_at=row.started_at,
        ended_at=row.ended_at,
    )
