"""Local pool (本机进程池): one job a process at a time, so that each trouble has one culprit.

`concurrent.futures` loses every job in flight when a worker dies and cannot give up on one file;
here a worker that dies or takes too long costs its own file only and is replaced.
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Generator, Iterator, Sequence
from contextlib import suppress
from multiprocessing import connection, get_all_start_methods, get_context
from multiprocessing.context import ForkServerContext, SpawnContext
from typing import Protocol

from corpus.errors import ReviewTimeout, WorkerDied
from service.batch.manifest import Job
from service.batch.worker import Record, error_record, work
from service.settings import Settings

_GRACE_S = 5.0


class Runner(Protocol):
    """执行器: where the jobs of a batch run; the local pool, later a cluster."""

    def run(self, jobs: Sequence[Job]) -> Iterator[Record]:
        """Yield a record a job, with its `index`, in the order in which they are done."""
        ...


class LocalPool:
    """本机进程池 of `processes` workers; a job that takes over `timeout_s` seconds is given up."""

    def __init__(self, settings: Settings, processes: int, timeout_s: float | None = None) -> None:
        self._settings = settings
        self._processes = max(processes, 1)
        self._timeout = timeout_s or settings.batch_timeout_s
        self._context = process_context()

    def run(self, jobs: Sequence[Job]) -> Generator[Record, None, None]:
        """Yield as `Runner.run` says; closing the iterator early ends all workers."""
        waiting = deque(enumerate(jobs))
        workers = [self._hire() for _ in range(min(self._processes, len(jobs)))]
        try:
            while waiting or any(worker.busy for worker in workers):
                for place, worker in enumerate(workers):
                    if waiting and not worker.busy:
                        workers[place] = self._give(worker, *waiting.popleft())
                yield from self._collect(workers)
        finally:
            for worker in workers:
                worker.dismiss()

    def _hire(self) -> _Worker:
        return _Worker(self._context, self._settings)

    def _give(self, worker: _Worker, index: int, job: Job) -> _Worker:
        if not worker.alive:
            worker.dismiss()
            worker = self._hire()
        worker.give(index, job, self._timeout)
        return worker

    def _collect(self, workers: list[_Worker]) -> Iterator[Record]:
        """Wait for an answer or a deadline, then take every answer that is there."""
        busy = [worker for worker in workers if worker.busy]
        patience = min(worker.deadline for worker in busy) - time.monotonic()
        connection.wait([worker.pipe for worker in busy], max(patience, 0))
        for place, worker in enumerate(workers):
            if worker.busy and (record := worker.answer()) is not None:
                yield record
            if worker.lost:
                worker.dismiss()
                workers[place] = self._hire()


class _Worker:
    """One process with its pipe, and the job it is at."""

    def __init__(self, context: ForkServerContext | SpawnContext, settings: Settings) -> None:
        self.pipe, theirs = context.Pipe()
        self._process = context.Process(target=work, args=(theirs, settings), daemon=True)
        self._process.start()
        theirs.close()
        self._task: tuple[int, Job] | None = None
        self.deadline = 0.0
        self.lost = False

    @property
    def busy(self) -> bool:
        return self._task is not None

    @property
    def alive(self) -> bool:
        return self._process.is_alive()

    def give(self, index: int, job: Job, timeout_s: float) -> None:
        self._task = (index, job)
        self.deadline = time.monotonic() + timeout_s
        with suppress(OSError):  # it has died; `answer` sees that and says so
            self.pipe.send(job)

    def answer(self) -> Record | None:
        """Return what became of the job; None while it still runs."""
        assert self._task is not None
        index, job = self._task
        if self.pipe.poll():
            try:
                record: Record = self.pipe.recv()
            except (EOFError, OSError):
                self.lost = True
                record = error_record(job, WorkerDied())
        elif time.monotonic() >= self.deadline:
            self.lost = True
            record = error_record(job, ReviewTimeout())
        else:
            return None
        self._task = None
        return {"index": index, **record}

    def dismiss(self) -> None:
        """End the process: politely if it is idle, by force otherwise."""
        self.pipe.close()
        if self.busy or self.lost:
            self._process.kill()
        self._process.join(_GRACE_S)
        if self._process.is_alive():
            self._process.kill()
            self._process.join()
        self._process.close()


def process_context() -> ForkServerContext | SpawnContext:
    """进程来源: fork from a small server where that exists, so that a new worker costs no imports."""
    if "forkserver" not in get_all_start_methods():
        return get_context("spawn")
    context = get_context("forkserver")
    context.set_forkserver_preload(["service.batch.worker"])
    return context
