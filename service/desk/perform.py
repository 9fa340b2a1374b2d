"""Perform (执行审查): what the ledger's Runner does with one job."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from typing import Any

from service.desk.written_options import read_options
from service.ledger.records import Incoming, Version
from service.ledger.runner import Perform, Progress
from service.packages import File
from service.progress import Told
from service.reports.json import to_dict
from service.reviews import review_bytes
from service.wiring import Wiring

Timed = Callable[[float], None]
"""计时: told how many seconds a review took."""
_BEGUN, _REVIEWED = 2, 95
"""Percent of a job before and after the review itself."""


def performer(wiring: Wiring, timed: Timed = lambda _: None) -> Perform:
    """执行审查 over one wiring, in the Runner's own threads.

    The job raises what `review_bytes` raises; the Runner writes it down as the job's error.
    """

    def perform(
        version: Version, draft: Incoming, materials: tuple[Incoming, ...], progress: Progress
    ) -> str:
        started = time.perf_counter()
        files = tuple((one.name, one.data) for one in (draft, *materials))
        body = reviewed_text(wiring, version.options, files, percent_of(progress))
        timed(time.perf_counter() - started)
        return body

    return perform


def reviewed_text(wiring: Wiring, options: str, files: tuple[File, ...], told: Told) -> str:
    """审查结果 of written options and files, the draft first: the JSON that the ledger keeps.

    Raises:
        BadRecord: options of another version of the program; and as `review_bytes`.
    """
    (name, data), others = files[0], files[1:]
    review = review_bytes(wiring, data, name, read_options(options), others, told)
    told("保存结果", 1.0)
    return result_text(to_dict(review, wiring.category_names()))


def percent_of(progress: Progress) -> Told:
    """进度 of a job, in percent, out of that of its review."""

    def told(stage: str, done: float) -> None:
        progress(round(_BEGUN + (_REVIEWED - _BEGUN) * done), stage)

    return told


def result_text(result: dict[str, Any]) -> str:
    """审查结果 as the text that the ledger keeps."""
    return json.dumps(result, ensure_ascii=False, separators=(",", ":"))
