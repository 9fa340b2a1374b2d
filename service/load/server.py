"""Server (被测服务): `fashen serve` as an office runs it, over a fresh ledger full of people."""

from __future__ import annotations

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from corpus.errors import BadOption, ServiceError
from service.access import Access, Administration, Setup
from service.ledger import OPERATOR, Database, Ledger, parse_url
from service.ledger.words import Role

PASSWORD = "Fu-Zai7 ce-shi"  # noqa: S105  of a ledger that is thrown away
_START_S = 60.0
_STOP_S = 60.0


def open_fresh_ledger(address: str) -> Ledger:
    """新台账 at an address, its tables made.

    Raises:
        BadOption: no address of a database, or one with users in it.
        DatabaseUnavailable: it does not answer.
    """
    ledger = Ledger(Database(parse_url(address)))
    ledger.migrate()
    with ledger.read() as work:
        if work.users.all():
            raise BadOption("负载测试要用空的台账数据库，不能用正在使用的")
    return ledger


def furnish(ledger: Ledger, people: int) -> list[str]:
    """登录名 of so many people, who review for all departments; all have `PASSWORD`."""
    access = Access(ledger)
    setup = Setup(access)
    code = setup.begin() or ""
    setup.complete(code, login="boss", name="管理员", password=PASSWORD, department="法制科")
    logins = []
    for number in range(people):
        logins.append(_person(ledger, access, number))
    return logins


def _person(ledger: Ledger, access: Access, number: int) -> str:
    login, name = f"person{number}", f"第{number // 5 + 1}科"
    with ledger.write() as work:
        held = {one.name: one.id for one in work.departments.all()}
        place = held.get(name) or work.departments.add(OPERATOR, name).id
    issued = Administration(access).add(
        OPERATOR,
        login=login,
        name=f"人员{number}",
        roles=frozenset({Role.REVIEWER}),
        departments=frozenset({place}),
        everywhere=True,
    )
    who = access.log_in(login, issued.password, "setup").principal
    access.change_password(who, issued.password, PASSWORD)
    return login


@contextmanager
def served(address: str, home: Path, errors: Path) -> Iterator[int]:
    """被测服务 in a process of its own; gives its port, and stops it as an administrator would.

    Raises:
        ServiceError: it did not start, or did not stop.
    """
    port = free_port()
    with errors.open("ab") as out:
        server = subprocess.Popen(  # noqa: S603
            [sys.executable, "-m", "service.cli.main", "serve", "--port", str(port)],
            env={**os.environ, "FASHEN_HOME": str(home), "FASHEN_DATABASE": address},
            stderr=out,
        )
    try:
        wait_for(port, server)
        yield port
    finally:  # what it said stands in `errors`
        server.send_signal(signal.SIGTERM)
        try:
            server.wait(_STOP_S)
        except subprocess.TimeoutExpired:
            server.kill()
            raise ServiceError("被测服务没有按时停止") from None


def wait_for(port: int, server: subprocess.Popen[bytes]) -> None:
    """等候 until a server answers.

    Raises:
        ServiceError: it ended, or does not answer in a minute.
    """
    ends = time.monotonic() + _START_S
    while server.poll() is None and time.monotonic() < ends:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
        try:
            connection.request("GET", "/api/v1/health")
            if connection.getresponse().status == 200:
                return
        except OSError:
            time.sleep(0.1)
        finally:
            connection.close()
    raise ServiceError("被测服务没有启动")


def free_port() -> int:
    """空闲端口 of this machine."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])
