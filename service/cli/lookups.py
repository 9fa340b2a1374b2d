"""`fashen schema` and `fashen knowledge check` (查询与核查)."""

from __future__ import annotations

from typing import Annotated

import typer

from service.cli.chinese import Command, Group
from service.cli.common import FLAGGED, coded_errors, wiring
from service.wiring import today

knowledge_app = typer.Typer(help="审查知识。", cls=Group, no_args_is_help=True)


def schema(
    comparison: Annotated[
        bool, typer.Option("--comparison", help="输出修改稿对照结果的 JSON Schema")
    ] = False,
) -> None:
    """输出审查结果的 JSON Schema。"""
    from service.reports.schema import schema_text

    typer.echo(schema_text("comparison" if comparison else "review"), nl=False)


@knowledge_app.command("check", cls=Command)
def check_knowledge() -> None:
    """核对知识文件：格式、引用、规则。"""
    from corpus.knowledge.check import check_knowledge as check

    with coded_errors():
        house = wiring()
        problems = check(house.knowledge, house.library.at(today()))
    errors = [p for p in problems if p.gravity == "error"]
    for problem in problems:
        if problem.gravity != "skipped":
            typer.echo(str(problem))
    skipped = sum(p.gravity == "skipped" for p in problems)
    typer.echo(
        f"错误 {len(errors)}，待核 {len(problems) - len(errors) - skipped}，未能核对 {skipped}"
    )
    raise typer.Exit(FLAGGED if errors else 0)
