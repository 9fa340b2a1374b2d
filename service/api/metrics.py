"""Metrics (运行指标): counts and times in Prometheus' text format; no word of a draft."""

from __future__ import annotations

from collections.abc import Mapping

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client.exposition import CONTENT_TYPE_LATEST

from service import __version__

MEDIA_TYPE = CONTENT_TYPE_LATEST
_SECONDS = (0.01, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 900)


class Metrics:
    """运行指标 of one application."""

    def __init__(self) -> None:
        self._registry = held = CollectorRegistry()
        self._requests = Counter(
            "fashen_requests", "请求数", ("method", "route", "status"), registry=held
        )
        self._seconds = Histogram(
            "fashen_request_seconds",
            "请求用时",
            ("method", "route"),
            buckets=_SECONDS,
            registry=held,
        )
        self._reviews = Histogram(
            "fashen_review_seconds", "审查用时", buckets=_SECONDS, registry=held
        )
        self._jobs = Gauge("fashen_jobs", "台账中各状态的审查任务数", ("status",), registry=held)
        self._library_age = Gauge(
            "fashen_library_age_days", "法规库收录截止日距今的天数", registry=held
        )
        info = Gauge("fashen_info", "程序版本", ("version",), registry=held)
        info.labels(__version__).set(1)

    def reviewed(self, seconds: float) -> None:
        """记录一次审查的用时."""
        self._reviews.observe(seconds)

    def answered(self, method: str, route: str, status: int, seconds: float) -> None:
        """记录一次请求; `route` is the pattern, never the address with its ids."""
        self._requests.labels(method, route, str(status)).inc()
        self._seconds.labels(method, route).observe(seconds)

    def text(self, jobs: Mapping[str, int], library_age: int | None) -> bytes:
        """指标 with the jobs in each status, and the days since the library's cutoff."""
        for status, number in jobs.items():
            self._jobs.labels(status).set(number)
        self._library_age.set(float("nan") if library_age is None else library_age)
        return generate_latest(self._registry)
