"""Batch run (批量执行): a pool of local processes; one file's trouble never stops the rest."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context
from typing import Any

from corpus.errors import FashenError, ServiceError, WorkerDied
from service.batch.manifest import Job
from service.options import parse_options
from service.reports.json import to_dict
from service.reviews import read_file, read_materials, review_bytes
from service.settings import Settings
from service.wiring import Wiring

Record = dict[str, Any]
_worker: Wiring | None = None


def run(jobs: Sequence[Job], settings: Settings, processes: int) -> Iterator[Record]:
    """批量审查: yield one record a job as it is done: the review's JSON or a coded error.

    A worker that dies takes its pool along; the jobs not yet done are then run one by one in
    fresh processes, so that only the file that kills its worker is lost (E503).
    """
    if processes <= 1:
        _start(settings)
        for job in jobs:
            yield one(job)
        return
    left = list(jobs)
    try:
        for job, record in _pooled(jobs, settings, processes):
            left.remove(job)
            yield record
    except BrokenProcessPool:
        for job in left:
            yield _alone(job, settings)


def one(job: Job) -> Record:
    """审查一件 in this process; every failure becomes a coded error."""
    assert _worker is not None
    record: Record = {"path": str(job.path)}
    try:
        name, data = read_file(job.path)
        record["sha256"] = hashlib.sha256(data).hexdigest()
        words = (job.kind, job.issuer_level, job.stance, job.as_of)
        options = parse_options(
            kind=words[0], issuer_level=words[1], stance=words[2], as_of=words[3]
        )
        materials = read_materials(job.path.parent / job.materials) if job.materials else ()
        return {**record, **to_dict(review_bytes(_worker, data, name, options, materials))}
    except FashenError as error:
        return {**record, "error": {"code": error.code, "message": str(error)}}
    except Exception as error:
        wrong = ServiceError(type(error).__name__)  # the type only: a message may quote the draft
        return {**record, "error": {"code": wrong.code, "message": str(wrong)}}


def _start(settings: Settings) -> None:
    global _worker
    _worker = Wiring(settings)


def _pool(settings: Settings, processes: int) -> ProcessPoolExecutor:
    return ProcessPoolExecutor(
        processes, mp_context=get_context("spawn"), initializer=_start, initargs=(settings,)
    )


def _pooled(
    jobs: Sequence[Job], settings: Settings, processes: int
) -> Iterator[tuple[Job, Record]]:
    with _pool(settings, processes) as pool:
        waiting: dict[Future[Record], Job] = {pool.submit(one, job): job for job in jobs}
        for future in as_completed(waiting):
            yield waiting[future], future.result()


def _alone(job: Job, settings: Settings) -> Record:
    try:
        with _pool(settings, 1) as pool:
            return pool.submit(one, job).result(timeout=settings.batch_timeout_s)
    except BrokenProcessPool:
        died = WorkerDied(job.path.name)
        return {"path": str(job.path), "error": {"code": died.code, "message": str(died)}}
