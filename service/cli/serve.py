"""`fashen serve` (服务): the API and the upload page, on this machine only by default."""

from __future__ import annotations

from typing import Annotated

import typer

from corpus.errors import BadOption
from service.cli.common import coded_errors
from service.settings import Settings
from service.wiring import Wiring

_LOOPBACK = ("127.0.0.1", "::1", "localhost")


def serve(
    host: Annotated[str, typer.Option(help="监听地址")] = "",
    port: Annotated[int, typer.Option(help="端口，0 用设置值")] = 0,
    allow_remote: Annotated[
        bool, typer.Option(help="允许监听非本机地址（尚无账号，慎用）")
    ] = False,
) -> None:
    """启动接口和上传页；默认只监听本机。"""
    settings = Settings()
    address = host or settings.host
    with coded_errors():
        if address not in _LOOPBACK and not allow_remote:
            raise BadOption("本版本没有账号，只监听本机；确需开放请加 --allow-remote")
        Wiring(settings).library.close()  # a missing library is the first thing to say
    import uvicorn

    from service.api.app import create_app

    typer.echo(f"法审已启动：http://{address}:{port or settings.port}/　按 Ctrl+C 停止", err=True)
    uvicorn.run(
        create_app(settings, allow_remote=allow_remote),
        host=address,
        port=port or settings.port,
        access_log=False,
        log_level="warning",
    )
