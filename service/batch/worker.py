"""Worker (工作进程): reviews one job after another and answers with plain data."""

from __future__ import annotations

import hashlib
import traceback
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from corpus.errors import FashenError, ServiceError
from service.batch.manifest import Job
from service.options import ReviewOptions, parse_options
from service.reports.json import to_dict
from service.reviews import read_file, read_materials, review_path
from service.settings import Settings
from service.wiring import Wiring

Record = dict[str, Any]
"""A line of the results: the review's JSON, or `path` with `error`."""


def work(connection: Connection, settings: Settings) -> None:
    """工作循环: take jobs from the pipe until it closes; the library is loaded once.

    The models of a worker use one thread: the processes are what runs side by side.
    """
    wiring = Wiring(settings.model_copy(update={"threads": 1}))
    while True:
        try:
            job: Job = connection.recv()
        except (EOFError, KeyboardInterrupt):
            return
        connection.send(review_job(wiring, job))


def review_job(wiring: Wiring, job: Job) -> Record:
    """审查一件: every failure becomes a coded error; no text of a draft is in it."""
    sha256 = None
    try:
        if not job.path.is_dir():
            sha256 = hashlib.sha256(read_file(job.path)[1]).hexdigest()
        materials = read_materials(Path(job.materials)) if job.materials else ()
        review = review_path(wiring, job.path, _options(job), materials)
        record: Record = {"path": job.written} | ({"sha256": sha256} if sha256 else {})
        return {**record, **to_dict(review, wiring.category_names())}
    except FashenError as error:
        return error_record(job, error, sha256)
    except Exception as error:
        return error_record(job, ServiceError(where(error)), sha256)


def _options(job: Job) -> ReviewOptions:
    return parse_options(
        kind=job.kind,
        issuer_level=job.issuer_level,
        stance=job.stance,
        as_of=job.as_of,
        main=job.main,
        roles=job.roles,
    )


def error_record(job: Job, error: FashenError, sha256: str | None = None) -> Record:
    """错误行: what a result line holds where there is no review."""
    record: Record = {"path": job.written}
    if sha256 is not None:
        record["sha256"] = sha256
    return {**record, "error": {"code": error.code, "message": str(error)}}


def where(error: BaseException) -> str:
    """Name an exception's type and place, never its message: it may hold text of the draft."""
    frames = traceback.extract_tb(error.__traceback__)
    place = f" @ {Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else ""
    return f"{type(error).__name__}{place}"
