"""Ledger (台账): the way into the office's database, one transaction at a time."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from sqlalchemy.orm import Session

from service.clock import Clock, now
from service.ledger.actor import SYSTEM, Actor
from service.ledger.database import Database
from service.ledger.limits import Limits, Retention
from service.ledger.migrate import check, migrate
from service.ledger.repositories import (
    AuditTrail,
    Credentials,
    Decisions,
    Departments,
    Figures,
    Idempotency,
    Jobs,
    Matters,
    Opinions,
    Purge,
    Purged,
    Reviews,
    Subjects,
    Users,
    Versions,
)


@dataclass(frozen=True, slots=True)
class Work:
    """事务: the repositories of one transaction."""

    audit: AuditTrail
    credentials: Credentials
    decisions: Decisions
    departments: Departments
    figures: Figures
    idempotency: Idempotency
    jobs: Jobs
    matters: Matters
    opinions: Opinions
    purge: Purge
    reviews: Reviews
    subjects: Subjects
    users: Users
    versions: Versions


class Ledger:
    """台账: `with ledger.write() as work:` commits at the end, or nothing if an error is raised.

    Work is fast and never waits for a review: SQLite has one writer at a time.
    """

    def __init__(
        self, database: Database, *, clock: Clock = now, limits: Limits | None = None
    ) -> None:
        self.database = database
        self.clock = clock
        self.limits = limits or Limits()

    @contextmanager
    def read(self) -> Iterator[Work]:
        """读事务: one state of the ledger; writing fails.

        Raises:
            DatabaseUnavailable: it does not answer.
        """
        with self.database.read() as session:
            yield self._work(session)

    @contextmanager
    def write(self) -> Iterator[Work]:
        """写事务: all or nothing.

        Raises:
            DatabaseUnavailable: it does not answer.
        """
        with self.database.write() as session:
            yield self._work(session)

    def migrate(self) -> tuple[str, str]:
        """迁移; see `migrate.migrate`."""
        return migrate(self.database)

    def check(self) -> None:
        """核对版本; see `migrate.check`."""
        check(self.database)

    def purge(self, policy: Retention, *, actor: Actor = SYSTEM) -> Purged:
        """清理 by policy; deleted bytes then leave SQLite's write-ahead log too."""
        with self.write() as work:
            done = work.purge.run(actor, policy, work.versions)
        if done.files or done.results:
            self.database.flush_log()
        return done

    def close(self) -> None:
        """Close all connections."""
        self.database.close()

    def _work(self, session: Session) -> Work:
        clock = self.clock
        audit = AuditTrail(session, clock)
        common = (session, clock, audit)
        return Work(
            audit=audit,
            credentials=Credentials(*common),
            decisions=Decisions(*common),
            departments=Departments(*common),
            figures=Figures(*common),
            idempotency=Idempotency(*common),
            jobs=Jobs(*common),
            matters=Matters(*common),
            opinions=Opinions(*common),
            purge=Purge(*common),
            reviews=Reviews(*common),
            subjects=Subjects(*common),
            users=Users(*common),
            versions=Versions(*common, self.limits),
        )
