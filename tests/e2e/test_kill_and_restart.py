"""A server that is killed, or stopped, between accepting and reviewing: nothing is lost or doubled."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from postgres_support import postgres_server
from served_office import DRAFT

from service.ledger import Ledger
from service.load.report import kept
from service.load.server import PASSWORD, free_port, furnish, open_fresh_ledger, wait_for
from service.load.visitor import Visitor

DRAFTS = 6
_HANGS_S = 180
"""A loaded machine with two cores starts a server with its processes in half a minute."""


@pytest.fixture(params=["sqlite", "postgres"])
def database(
    request: pytest.FixtureRequest, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'ledger.sqlite'}"
        return
    with postgres_server(tmp_path_factory) as address:
        yield address


class Server:
    """`fashen serve` on one port, started again and again as a supervisor does it."""

    def __init__(self, home: Path, database: str) -> None:
        self.port = free_port()
        self._environment = {
            **os.environ,
            "FASHEN_HOME": str(home),
            "FASHEN_DATABASE": database,
            "FASHEN_MAX_REVIEWS": "2",
        }
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        words = [sys.executable, "-m", "service.cli.main", "serve", "--port", str(self.port)]
        self._process = subprocess.Popen(words, env=self._environment, stderr=subprocess.DEVNULL)
        wait_for(self.port, self._process)

    def end(self, word: signal.Signals) -> int:
        assert self._process is not None
        children = descendants(self._process.pid)
        self._process.send_signal(word)
        status = self._process.wait(60)
        self._process = None
        wait_until(lambda: not any(alive(child) for child in children), "its processes are left")
        return status

    def close(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.wait()


def descendants(pid: int) -> list[int]:
    """Processes below one, where the system tells."""
    parents: dict[int, int] = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            parents[int(stat.parent.name)] = int(stat.read_text().rsplit(")", 1)[1].split()[1])
        except OSError:
            continue
    found = [pid]
    for one in found:
        found += [child for child, parent in parents.items() if parent == one]
    return found[1:]


def alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except OSError:
        return False


def wait_until(true: object, otherwise: str, seconds: float = _HANGS_S) -> None:
    assert callable(true)
    ends = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < ends, otherwise
        time.sleep(0.05)


def hand_in(visitor: Visitor, number: int) -> str:
    said = visitor.hand_in(
        "/api/v1/matters?wait=0", "草案.txt", DRAFT.encode(), f"第{number}件", f"key-{number}"
    )
    assert said.status in (200, 201), said.body
    return str(said.json["job"]["id"])


def statuses(visitor: Visitor, jobs: list[str]) -> Counter[str]:
    said = [visitor.get(f"/api/v1/jobs/{job}") for job in jobs]
    return Counter(one.json["status"] for one in said)


@pytest.mark.slow
def test_every_accepted_draft_is_reviewed_once_whatever_happens_to_the_server(
    library_path: Path, database: str
) -> None:
    with (
        closing(open_fresh_ledger(database)) as ledger,
        closing(Server(library_path.parent, database)) as server,
        closing(Visitor(server.port)) as visitor,
    ):
        (login,) = furnish(ledger, 1)
        server.start()
        assert visitor.log_in(login, PASSWORD).status == 200
        jobs = [hand_in(visitor, number) for number in range(DRAFTS)]
        wait_until(lambda: statuses(visitor, jobs)["running"], "no review began")
        server.end(signal.SIGKILL)
        left = unfinished(ledger)
        assert left

        server.start()
        assert [hand_in(visitor, number) for number in range(DRAFTS)] == jobs
        wait_until(
            lambda: statuses(visitor, jobs)["done"] > DRAFTS - left, "the work did not go on"
        )
        assert server.end(signal.SIGTERM) == 0

        server.start()
        wait_until(lambda: statuses(visitor, jobs)["done"] == DRAFTS, "not all were reviewed")
        found = kept(ledger)
    assert found.matters == DRAFTS
    assert found.reviews == Counter(dict.fromkeys(jobs, 1))


def unfinished(ledger: Ledger) -> int:
    with ledger.read() as work:
        return work.jobs.waiting()
