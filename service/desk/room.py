"""Room (审查进程): reviews in processes of their own, so that pages stay quick while they run.

A review is hard work for the processor. In a thread of the server it would hold up every page; here
it runs beside the server at a lower priority. A draft that kills its process or never ends costs
its own job only.
"""

from __future__ import annotations

import logging
import os
import queue
import signal
import threading
import time
from multiprocessing import connection, parent_process
from typing import Any

from corpus.errors import FashenError, ReviewTimeout, ServiceError, WorkerDied
from service.batch.pool import process_context
from service.batch.worker import where
from service.desk.perform import Timed, percent_of, reviewed_text
from service.ledger.records import Incoming, Version
from service.ledger.runner import Progress
from service.logs import event, start_logging
from service.progress import quiet
from service.settings import Settings
from service.wiring import Wiring

NICENESS = 5
"""How far reviews stand back behind pages."""
_GRACE_S = 2.0
_FIRST_WORDS = """停车管理办法
第一条　为了规范停车，根据《中华人民共和国道路交通安全法》，制定本办法。
第二条　车辆乱停乱放的，由市城市管理局处五百元以上二千元以下罚款。
第三条　外地企业从事停车经营的，应当先在本市设立分公司并取得经营许可证。
第四条　本办法自印发之日起施行。
"""
"""A draft that asks all models something."""


class Room:
    """审查室: `size` processes; `perform` is what the ledger's Runner calls from its threads."""

    def __init__(self, settings: Settings, size: int, timed: Timed = lambda _: None) -> None:
        self._settings = settings
        self._timed = timed
        self._size = size
        self._idle: queue.SimpleQueue[_Process] = queue.SimpleQueue()
        self._all: set[_Process] = set()
        self._lock = threading.Lock()
        self._closed = False

    def open(self) -> None:
        """启动 all processes; they load the library and the models while nobody waits."""
        for _ in range(self._size):
            self._idle.put(self._hire())

    def close(self) -> None:
        """停止 all processes at once, whatever they are at."""
        with self._lock:
            self._closed = True
            for one in self._all:
                one.end()
            self._all.clear()

    @property
    def processes(self) -> frozenset[int]:
        """进程号 of all processes."""
        with self._lock:
            return frozenset(one.number for one in self._all)

    def perform(
        self, version: Version, draft: Incoming, materials: tuple[Incoming, ...], progress: Progress
    ) -> str:
        """审查 in the next idle process.

        Raises:
            WorkerDied: its process ended; nothing is known about the draft.
            ReviewTimeout: it took longer than `review_timeout_s`.
            FashenError: what the review raised.
            LeaseLost: from `progress`: the work is for nothing.
        """
        process = self._idle.get()
        files = tuple((one.name, one.data) for one in (draft, *materials))
        started = time.perf_counter()
        try:
            body = process.review(version.options, files, progress, self._settings.review_timeout_s)
        except BaseException:
            process = self._replaced(process)
            raise
        finally:
            self._idle.put(process)
        self._timed(time.perf_counter() - started)
        return body

    def _hire(self) -> _Process:
        with self._lock:
            if self._closed:
                raise WorkerDied
            made = _Process(self._settings)
            self._all.add(made)
        return made

    def _replaced(self, process: _Process) -> _Process:
        """A fresh process for one that ended or must be ended; itself if it is well."""
        if process.idle or self._closed:
            return process
        process.end()
        with self._lock:
            self._all.discard(process)
        return self._hire()


class _Process:
    """审查进程 with its pipe."""

    def __init__(self, settings: Settings) -> None:
        context = process_context()
        self._pipe, theirs = context.Pipe()
        self._process = context.Process(target=work, args=(theirs, settings), daemon=True)
        self._process.start()
        theirs.close()
        self.idle = True

    @property
    def number(self) -> int:
        return self._process.pid or 0

    def review(self, options: str, files: Any, progress: Progress, most_s: float) -> str:  # noqa: ANN401
        self.idle = False
        told, ends = percent_of(progress), time.monotonic() + most_s
        try:
            self._pipe.send((options, files))
            while True:
                if not self._pipe.poll(max(0.0, ends - time.monotonic())):
                    raise ReviewTimeout
                kind, *said = self._pipe.recv()
                if kind == "told":
                    told(*said)
                    continue
                self.idle = True
                if kind == "failed":
                    raise said[0]
                return str(said[0])
        except (EOFError, OSError):
            raise WorkerDied from None

    def end(self) -> None:
        self._process.kill()
        self._process.join(_GRACE_S)
        self._pipe.close()


def work(pipe: connection.Connection, settings: Settings) -> None:
    """工作循环 of a process: one review after another until the pipe, or the server, is gone."""
    start_logging(settings.log_level, settings.log_format)
    _stand_back()
    threads = max(1, settings.threads // settings.max_reviews)
    wiring = Wiring(settings.model_copy(update={"threads": threads}))
    _warm_up(wiring)
    try:
        while True:
            options, files = pipe.recv()
            pipe.send(_answer(wiring, options, files, pipe))
    except (EOFError, OSError):  # the server is gone
        return


def _answer(wiring: Wiring, options: str, files: Any, pipe: connection.Connection) -> Any:  # noqa: ANN401
    def told(stage: str, done: float) -> None:
        pipe.send(("told", stage, done))

    try:
        return ("done", reviewed_text(wiring, options, files, told))
    except FashenError as error:
        return ("failed", error)
    except Exception as error:
        return ("failed", ServiceError(where(error)))


def _stand_back() -> None:
    """Be polite to the server, leave signals to it, and end with it, even if it was killed."""
    for word in ("SIGINT", "SIGTERM"):
        signal.signal(getattr(signal, word), signal.SIG_IGN)
    if hasattr(os, "nice"):
        os.nice(NICENESS)
    server = parent_process()
    if server is not None:
        threading.Thread(target=_end_with, args=(server.sentinel,), daemon=True).start()


def _end_with(sentinel: int) -> None:
    connection.wait([sentinel])
    os._exit(1)


def _warm_up(wiring: Wiring) -> None:
    """Load what the first review would have to load; what is missing, that review will say."""
    draft = ("draft.txt", _FIRST_WORDS.encode())
    try:
        for kind in ("norm_doc", "contract"):
            reviewed_text(wiring, f'{{"kind": "{kind}"}}', (draft,), quiet)
    except Exception as error:
        event("room.cold", level=logging.WARNING, error=where(error))
