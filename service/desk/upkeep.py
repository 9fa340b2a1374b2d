"""Upkeep (日常清理): once a day what the retention policy says is deleted."""

from __future__ import annotations

import logging
import threading

from service.batch.worker import where
from service.ledger import Ledger, Retention
from service.logs import event

DAY_S = 24 * 60 * 60.0


class Upkeep:
    """日常清理: a thread that purges at the start and then once a day; `stop` ends it."""

    def __init__(self, ledger: Ledger, policy: Retention, *, every_s: float = DAY_S) -> None:
        self._ledger = ledger
        self._policy = policy
        self._every_s = every_s
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._loop, name="fashen-upkeep", daemon=True)

    def start(self) -> None:
        """启动."""
        self._thread.start()

    def stop(self) -> None:
        """停止; waits for a purge at hand."""
        self._stopping.set()
        self._thread.join()

    def _loop(self) -> None:
        while not self._stopping.is_set():
            try:
                done = self._ledger.purge(self._policy)
                event("purge.done", files=done.files, results=done.results)
            except Exception as error:  # tomorrow the database may be well
                event("purge.failed", level=logging.ERROR, error=where(error))
            self._stopping.wait(self._every_s)
