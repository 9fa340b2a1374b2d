"""Retention (保存期限): delete what the policy says, keep the facts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, cast

from sqlalchemy import ColumnElement, CursorResult, Delete, delete, or_, select

from service.ledger.actor import Actor
from service.ledger.limits import Retention
from service.ledger.repositories.base import Repository
from service.ledger.repositories.versions import Versions
from service.ledger.tables import (
    FailedLoginRow,
    FileRow,
    IdempotencyRow,
    JobRow,
    MatterRow,
    ReviewResultRow,
    ReviewRow,
    SessionRow,
    VersionRow,
)
from service.ledger.words import JobStatus

_WORKING = (JobStatus.QUEUED, JobStatus.RUNNING)


@dataclass(frozen=True, slots=True)
class Purged:
    """清理结果: how many files lost their bytes, results their text; other rows deleted."""

    files: int
    results: int
    sessions: int
    keys: int


class Purge(Repository):
    """清理 by policy, in one transaction."""

    def run(self, actor: Actor, policy: Retention, versions: Versions) -> Purged:
        """清理; drafts that a job still needs are left. Noted in the audit trail."""
        moment = self._clock()
        done = Purged(
            files=self._files(policy, moment, versions),
            results=self._results(policy, moment),
            sessions=self._delete(delete(SessionRow).where(SessionRow.expires_at < moment)),
            keys=self._keys(policy, moment),
        )
        if done.files or done.results:
            counts = {"files": done.files, "results": done.results}
            self._audit.record(actor, "retention.purge", ("ledger", ""), detail=counts)
        return done

    def _files(self, policy: Retention, moment: datetime, versions: Versions) -> int:
        old = _old(policy.drafts, policy.idle, moment)
        if old is None:
            return 0
        needed = select(JobRow.version_id).where(JobRow.status.in_(_WORKING))
        statement = (
            select(FileRow.id)
            .join(VersionRow, VersionRow.id == FileRow.version_id)
            .join(MatterRow, MatterRow.id == VersionRow.matter_id)
            .where(FileRow.deleted_at.is_(None), old, VersionRow.id.not_in(needed))
        )
        return versions.forget(list(self._session.scalars(statement)))

    def _results(self, policy: Retention, moment: datetime) -> int:
        old = _old(policy.results, 0, moment)
        if old is None:
            return 0
        ids = select(ReviewRow.id).join(MatterRow, MatterRow.id == ReviewRow.matter_id).where(old)
        return self._delete(delete(ReviewResultRow).where(ReviewResultRow.review_id.in_(ids)))

    def _keys(self, policy: Retention, moment: datetime) -> int:
        if not policy.keys:
            return 0
        before = moment - timedelta(days=policy.keys)
        return self._delete(
            delete(IdempotencyRow).where(IdempotencyRow.created_at < before)
        ) + self._delete(delete(FailedLoginRow).where(FailedLoginRow.at < before))

    def _delete(self, statement: Delete) -> int:
        return cast("CursorResult[Any]", self._session.execute(statement)).rowcount


def _old(ended: int, idle: int, moment: datetime) -> ColumnElement[bool] | None:
    """Matters that ended, or stood still, that many days ago."""
    found: list[ColumnElement[bool]] = []
    if ended:
        found.append(MatterRow.ended_at < moment - timedelta(days=ended))
    if idle:
        found.append(
            MatterRow.ended_at.is_(None) & (MatterRow.changed_at < moment - timedelta(days=idle))
        )
    return or_(*found) if found else None
