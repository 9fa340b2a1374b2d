"""`fashen mcp` (MCP 服务): our tools for language models, over stdio or HTTP on this machine."""

from __future__ import annotations

from typing import Annotated

import typer

from service.cli.common import coded_errors, wiring


def mcp(
    http: Annotated[
        bool, typer.Option("--http", help="用 HTTP 提供（只监听本机），不用标准输入输出")
    ] = False,
    port: Annotated[int, typer.Option(min=1, max=65535, help="HTTP 的端口")] = 8643,
) -> None:
    """向办公大模型工具提供审查、引用核对、条文查询和检索（MCP，只读）。"""
    with coded_errors():
        house = wiring()
        _ = house.library, house.knowledge  # what is missing is the first thing to say
    from service.mcp.server import create_server, run_http

    server = create_server(house)
    if http:
        typer.echo(f"法审 MCP 服务：http://127.0.0.1:{port}/mcp　按 Ctrl+C 停止", err=True)
        run_http(server, port)
    else:
        server.run("stdio")
