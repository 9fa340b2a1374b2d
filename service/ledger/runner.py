"""Runner (任务执行): threads that lease jobs, keep their leases alive, and finish each job once."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta

from corpus.errors import FashenError, ServiceError, WorkerDied
from service.batch.worker import where
from service.ledger.actor import SYSTEM
from service.ledger.errors import LeaseLost, LedgerError
from service.ledger.ledger import Ledger
from service.ledger.records import Incoming, Lease, Version
from service.ledger.repositories.jobs import LEASE
from service.logs import event

Progress = Callable[[int, str], None]
"""进度: percent and stage; raises LeaseLost if the work is for nothing."""
Perform = Callable[[Version, Incoming, tuple[Incoming, ...], Progress], str]
"""审查: a version, its draft and materials in, the JSON of the review out."""
_TICK_S = 0.5
"""Seconds between two writes of a job's progress."""


class Runner:
    """任务执行: `workers` threads over one ledger.

    `node` names this server among those of one database. `start` first takes back what its former
    life left behind; `stop` waits for the jobs at hand, and re-queues those that are not done by
    then.
    """

    def __init__(
        self,
        ledger: Ledger,
        perform: Perform,
        *,
        node: str,
        workers: int = 1,
        term: timedelta = LEASE,
        pause_s: float = 0.5,
    ) -> None:
        self._ledger = ledger
        self._perform = perform
        self._node = node
        self._workers = workers
        self._term = term
        self._pause_s = pause_s
        self._wake = threading.Event()
        self._stopping = threading.Event()
        self._threads: list[threading.Thread] = []
        self._held: dict[str, Lease] = {}

    def start(self) -> int:
        """启动; returns how many jobs were taken back.

        Raises:
            DatabaseUnavailable: the ledger does not answer.
        """
        with self._ledger.write() as work:
            taken_back = work.jobs.requeue(self._node)
        for number in range(self._workers):
            thread = threading.Thread(target=self._loop, name=f"fashen-job-{number}", daemon=True)
            thread.start()
            self._threads.append(thread)
        if taken_back:
            event("jobs.taken_back", number=taken_back)
        return taken_back

    def wake(self) -> None:
        """唤醒: a job was accepted; without it workers look every `pause_s` seconds."""
        self._wake.set()

    def stop(self, patience_s: float = 20.0) -> int:
        """停止; returns how many jobs were put back into the queue."""
        self._stopping.set()
        self._wake.set()
        for thread in self._threads:
            thread.join(patience_s / max(1, len(self._threads)))
        left = tuple(self._held.values())
        if left:
            with self._ledger.write() as work:
                for lease in left:
                    work.jobs.release(lease)
        for lease in left:
            event("job.requeued", job=lease.job_id)
        return len(left)

    def run_one(self) -> bool:
        """执行一项; returns whether there was one.

        Raises:
            DatabaseUnavailable: the ledger does not answer.
        """
        with self._ledger.write() as work:
            lease = work.jobs.lease(self._node, term=self._term)
        if lease is None:
            return False
        self._held[lease.job_id] = lease
        event("job.started", job=lease.job_id, attempt=lease.attempts)
        try:
            self._review(lease)
        except LeaseLost:
            event("job.lost", level=logging.WARNING, job=lease.job_id)
        finally:
            self._held.pop(lease.job_id, None)
        return True

    def _loop(self) -> None:
        while not self._stopping.is_set():
            try:
                busy = self.run_one()
            except Exception as error:  # the next look may find the database well
                if not self._stopping.is_set():
                    event("jobs.broken", level=logging.ERROR, error=where(error))
                busy = False
            if not busy:
                self._wake.wait(self._pause_s)
                self._wake.clear()

    def _review(self, lease: Lease) -> None:
        started = time.perf_counter()
        try:
            with self._ledger.read() as work:
                version = work.versions.get(SYSTEM, lease.version_id)
                draft, materials = work.versions.contents(SYSTEM, lease.version_id)
            with _Heart(self._ledger, lease, self._term).beating() as progress:
                body = self._perform(version, draft, materials, progress)
        except LeaseLost:
            raise
        except WorkerDied:
            self._put_back(lease)
        except FashenError as error:
            self._failed(lease, error)
        except Exception as error:
            self._failed(lease, ServiceError(where(error)))
        else:
            self._finished(lease, body)
            spent = round((time.perf_counter() - started) * 1000)
            event("job.done", job=lease.job_id, ms=spent)

    def _finished(self, lease: Lease, body: str) -> None:
        """The review and the job's end are one transaction: neither without the other."""
        with self._ledger.write() as work:
            author = work.jobs.author(lease)
            work.reviews.add(SYSTEM, lease.version_id, body, author=author, job_id=lease.job_id)
            work.jobs.finish(lease)

    def _failed(self, lease: Lease, error: FashenError) -> None:
        with self._ledger.write() as work:
            work.jobs.fail(lease, str(error))
        detail = error.detail if type(error) is ServiceError else None  # type and place
        event("job.failed", level=logging.WARNING, job=lease.job_id, code=error.code, error=detail)

    def _put_back(self, lease: Lease) -> None:
        """Its process ended: the next attempt may fare better, and attempts are counted."""
        with self._ledger.write() as work:
            work.jobs.release(lease, counts=True)
        event("job.requeued", level=logging.WARNING, job=lease.job_id, attempt=lease.attempts)


class _Heart:
    """Renews a lease three times a term, and writes progress twice a second at most."""

    def __init__(self, ledger: Ledger, lease: Lease, term: timedelta) -> None:
        self._ledger = ledger
        self._lease = lease
        self._term = term
        self._done = threading.Event()
        self._lost = False
        self._at = self._written = (0, "")
        self._wrote = 0.0

    @contextmanager
    def beating(self) -> Iterator[Progress]:
        thread = threading.Thread(target=self._beat, name="fashen-heart", daemon=True)
        thread.start()
        try:
            yield self._progress
        finally:
            self._done.set()
            thread.join()

    def _progress(self, percent: int, stage: str) -> None:
        if self._lost:
            raise LeaseLost
        self._at = (percent, stage)
        if self._at != self._written and time.monotonic() >= self._wrote + _TICK_S:
            self._renew()

    def _beat(self) -> None:
        every = self._term.total_seconds() / 3
        self._wrote = time.monotonic() - _TICK_S  # the lease is fresh
        while not self._done.wait(min(_TICK_S, every)):
            if self._at == self._written and time.monotonic() < self._wrote + every:
                continue
            try:
                self._renew()
            except LeaseLost:
                self._lost = True
                return
            except LedgerError as error:
                event(
                    "lease.unrenewed",
                    level=logging.WARNING,
                    job=self._lease.job_id,
                    code=error.code,
                )

    def _renew(self) -> None:
        at, self._wrote = self._at, time.monotonic()
        with self._ledger.write() as work:
            work.jobs.renew(self._lease, *at, term=self._term)
        self._written = at
