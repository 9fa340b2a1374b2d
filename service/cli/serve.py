"""`fashen serve` (服务): the API, the pages and the office's ledger, on this machine by default."""

from __future__ import annotations

import errno
import signal
import socket
from typing import TYPE_CHECKING, Annotated

import typer

from corpus.errors import BadOption
from service import __version__
from service.cli.common import coded_errors
from service.cli.config import refuse_unknown_words
from service.settings import Settings
from service.wiring import Wiring

if TYPE_CHECKING:
    from service.api.office import Office

_LOOPBACK = ("127.0.0.1", "::1", "localhost")


def serve(
    host: Annotated[str, typer.Option(help="监听地址")] = "",
    port: Annotated[int, typer.Option(help="端口，0 用设置值")] = 0,
    allow_remote: Annotated[
        bool,
        typer.Option("--allow-remote", help="允许其他机器访问；须先在本机或凭初始化码设置管理员"),
    ] = False,
    no_auth: Annotated[bool, typer.Option("--no-auth", help="不要求登录，只限本机使用")] = False,
    https: Annotated[
        bool,
        typer.Option(
            "--https", help="经本机的 https 代理访问：Cookie 只走 https，采信代理的来源地址"
        ),
    ] = False,
) -> None:
    """启动服务；默认只监听本机。首次启动显示初始化码，凭它设置管理员。"""
    with coded_errors():
        settings = Settings()
        refuse_unknown_words()
        address, number = host or settings.host, port or settings.port
        _check(address, allow_remote=allow_remote, no_auth=no_auth)
        Wiring(settings).library.close()  # a missing library is the first thing to say
        listening = _listen(address, number)  # before jobs of a server that has it are touched
        office = _open(settings, f"{socket.gethostname()}:{number}", no_auth=no_auth, https=https)
        code = None if no_auth else _setup_code(office)
    typer.echo(f"法审已启动：http://{_written(address)}:{number}/　按 Ctrl+C 停止", err=True)
    if code is not None:
        typer.echo(f"尚未设置管理员。初始化码（24 小时内有效，只用一次）：{code}", err=True)
    _run(settings, office, listening, allow_remote=allow_remote)


def _check(address: str, *, allow_remote: bool, no_auth: bool) -> None:
    if no_auth and (allow_remote or address not in _LOOPBACK):
        raise BadOption("--no-auth 只能用于本机，不能与 --allow-remote 或者其他监听地址同用")
    if address not in _LOOPBACK and not allow_remote:
        raise BadOption("默认只监听本机；确需让其他机器访问，请加 --allow-remote")


def _listen(address: str, port: int) -> socket.socket:
    """The listening socket.

    Raises:
        BadOption: the port is taken, or the address is none of this machine's.
    """
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    made = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)  # TCP said: no Nagle delay
    try:
        made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        made.bind((address, port))
        made.listen(1024)
        return made
    except OSError as error:
        made.close()
        if error.errno == errno.EADDRINUSE:
            raise BadOption(
                f"端口 {port} 已被占用，请停止占用它的程序，或者用 --port 另选"
            ) from None
        raise BadOption(f"不能监听 {address} 的端口 {port}（{error.strerror}）") from None


def _written(address: str) -> str:
    return f"[{address}]" if ":" in address else address


def _open(settings: Settings, node: str, *, no_auth: bool, https: bool) -> Office:
    """The office of the settings, its tables brought up to date."""
    from service.api.office import Office
    from service.office import open_access, open_ledger, retention

    ledger = open_ledger(settings, migrate=True)
    return Office(
        ledger,
        open_access(settings, ledger),
        open_door=no_auth,
        secure=https,
        node=node,
        apart=True,
        retention=retention(settings),
    )


def _setup_code(office: Office) -> str | None:
    from service.access import Setup

    return Setup(office.access).begin()


def _run(
    settings: Settings, office: Office, listening: socket.socket, *, allow_remote: bool
) -> None:
    """Serve until a signal; jobs at hand are finished, or queued again."""
    import uvicorn

    from service.api.app import create_app
    from service.ledger.presence import serving
    from service.logs import event, start_logging

    start_logging(settings.log_level, settings.log_format)
    app = create_app(settings, allow_remote=allow_remote, office=office)
    config = uvicorn.Config(
        app,
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=office.secure,
        timeout_graceful_shutdown=10,
    )
    for word in (signal.SIGINT, signal.SIGTERM):
        signal.signal(word, _ended)
    event("service.started", version=__version__, reviews=settings.max_reviews)
    try:
        with serving(office.ledger.database):
            uvicorn.Server(config).run(sockets=[listening])
    finally:
        office.ledger.close()
        event("service.stopped")


def _ended(_number: int, _frame: object) -> None:
    """Uvicorn stops at a signal, then raises it once more: the work is done by then."""
