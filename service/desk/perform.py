"""Perform (执行审查): what the ledger's Runner does with one job."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from typing import Any

from service.desk.written_options import read_options
from service.ledger.records import Incoming, Version
from service.ledger.runner import Perform, Progress
from service.reports.json import to_dict
from service.reviews import review_bytes
from service.wiring import Wiring

Timed = Callable[[float], None]
"""计时: told how many seconds a review took."""


def performer(wiring: Wiring, timed: Timed = lambda _: None) -> Perform:
    """执行审查 over one wiring: bytes in, the JSON of the review out.

    The job raises what `review_bytes` raises; the Runner writes it down as the job's error.
    """

    def perform(
        version: Version, draft: Incoming, materials: tuple[Incoming, ...], progress: Progress
    ) -> str:
        started = time.perf_counter()
        progress(5, "读取送审材料并审查")
        others = tuple((one.name, one.data) for one in materials)
        options = read_options(version.options)
        review = review_bytes(wiring, draft.data, draft.name, options, others)
        progress(95, "登记审查结果")
        body = result_text(to_dict(review, wiring.category_names()))
        timed(time.perf_counter() - started)
        return body

    return perform


def result_text(result: dict[str, Any]) -> str:
    """审查结果 as the text that the ledger keeps."""
    return json.dumps(result, ensure_ascii=False, separators=(",", ":"))
