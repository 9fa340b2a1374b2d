"""Report (负载报告): what people saw, set against what the ledger keeps."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from service.ledger import SYSTEM, Ledger
from service.ledger.paging import Paging
from service.ledger.records import MatterQuery
from service.ledger.words import JobStatus
from service.load.people import Seen

GOAL_MS = 500


@dataclass(frozen=True, slots=True)
class Kept:
    """台账所存: jobs that were accepted, and reviews by job."""

    matters: int
    done: int
    reviews: Counter[str | None]


def kept(ledger: Ledger) -> Kept:
    """台账所存 after the test."""
    matters, reviews, done = 0, Counter[str | None](), 0
    with ledger.read() as work:
        done = work.jobs.counts()[JobStatus.DONE]
        page = 1
        while found := work.matters.search(SYSTEM, MatterQuery(paging=Paging(page, 200))).items:
            for matter in found:
                reviews.update(one.job_id for one in work.reviews.of_matter(SYSTEM, matter.id))
            matters, page = matters + len(found), page + 1
    return Kept(matters, done, reviews)


def report(seen: Seen, held: Kept, *, users: int, seconds: float, database: str) -> dict[str, Any]:
    """负载报告 as plain data; `good` tells whether all goals were met."""
    accepted = {job for jobs in seen.jobs.values() for job in jobs}
    lost = [job for job in accepted if held.reviews[job] == 0]
    doubled = [job for job, number in held.reviews.items() if number > 1]
    doubled += [key for key, jobs in seen.jobs.items() if len(jobs) > 1]
    loads = [one for times in seen.pages.values() for one in times]
    whole = _times(loads)
    good = not (seen.wrong or lost or doubled or held.matters != len(seen.jobs))
    return {
        "database": database,
        "users": users,
        "seconds": round(seconds),
        "load_average": [round(one, 1) for one in os.getloadavg()],
        "accepted": len(accepted),
        "matters": held.matters,
        "reviews": sum(held.reviews.values()),
        "lost": len(lost),
        "doubled": len(doubled),
        "errors": len(seen.wrong),
        "first_errors": seen.wrong[:5],
        "page_loads": whole,
        "by_page": {page: _times(times) for page, times in sorted(seen.pages.items())},
        "accepting": _times(seen.accepting),
        "review_wait": _times(seen.waits),
        "reviews_per_minute": round(len(seen.waits) * 60 / max(1.0, seconds), 1),
        "goal_ms": GOAL_MS,
        "good": good and bool(loads) and whole["p95_ms"] <= GOAL_MS,
    }


def words(found: dict[str, Any]) -> str:
    """负载报告 for people."""
    lines = [
        f"数据库：{found['database']}　同时在线 {found['users']} 人　历时 {found['seconds']} 秒　"
        f"系统负载 {'、'.join(map(str, found['load_average']))}",
        f"受理 {found['accepted']} 件，审查 {found['reviews']} 次；"
        f"丢失 {found['lost']}，重复 {found['doubled']}，出错 {found['errors']}",
        _line("打开页面", found["page_loads"]),
        *(_line(f"　{page}", times) for page, times in found["by_page"].items()),
        _line("受理送审", found["accepting"]),
        _line("送审到出结果", found["review_wait"]),
        f"每分钟完成审查 {found['reviews_per_minute']} 次",
        f"目标：没有出错、丢失和重复，95% 的页面在 {found['goal_ms']} 毫秒内打开——"
        f"{'达到' if found['good'] else '没有达到'}",
        *(f"没有这一页，未测：{page}" for page in found.get("missing_pages", ())),
        *(f"出错：{one}" for one in found["first_errors"]),
    ]
    return "\n".join(lines)


def _line(name: str, times: dict[str, int]) -> str:
    return (
        f"{name}：{times['number']} 次，中位 {times['p50_ms']} 毫秒，"
        f"95% 在 {times['p95_ms']} 毫秒内，最长 {times['most_ms']} 毫秒"
    )


def _times(seconds: Sequence[float]) -> dict[str, int]:
    sorted_ms = sorted(round(one * 1000) for one in seconds)
    return {
        "number": len(sorted_ms),
        "p50_ms": _at(sorted_ms, 0.5),
        "p95_ms": _at(sorted_ms, 0.95),
        "most_ms": _at(sorted_ms, 1.0),
    }


def _at(ordered: list[int], share: float) -> int:
    """The smallest value that so large a share does not exceed."""
    if not ordered:
        return 0
    return ordered[max(0, -(-int(len(ordered) * share * 1000) // 1000) - 1)]
