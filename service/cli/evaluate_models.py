"""`fashen evaluate clauses|conflicts|lcr` (模型评测): how right the clause model is."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import Progress

from service.cli.chinese import Command
from service.cli.common import coded_errors, wiring
from service.cli.evaluate_contracts import contracts
from service.cli.evaluate_models_views import (
    clauses_as_json,
    clauses_as_text,
    conflicts_as_json,
    conflicts_as_text,
    lcr_as_text,
)
from service.cli.evaluate_procedure import procedure
from service.options import parse_date
from service.wiring import today

AsJson = Annotated[bool, typer.Option("--json", help="输出 JSON")]
AsOf = Annotated[str, typer.Option(help="基准日，不填为今天")]
Baselines = Annotated[bool, typer.Option(help="同时运行三个基线")]


def register(app: typer.Typer) -> None:
    """Add the commands to `fashen evaluate`."""
    app.command("clauses", cls=Command)(clauses)
    app.command("conflicts", cls=Command)(conflicts)
    app.command("lcr", cls=Command)(lcr)
    app.command("contracts", cls=Command)(contracts)
    app.command("procedure", cls=Command)(procedure)


def clauses(
    file: Annotated[
        Path | None,
        typer.Argument(metavar="文件", help="自己的标注条款，每行一个 JSON；不填用测试领域"),
    ] = None,
    baselines: Baselines = True,
    ablation: Annotated[bool, typer.Option("--ablation", help="逐一去掉四步中的一步")] = False,
    failures: Annotated[bool, typer.Option("--failures", help="列出错判的条款")] = False,
    as_of: AsOf = "",
    as_json: AsJson = False,
) -> None:
    """条款判断：召回、误报、成对判对、类目、条文、字句，测试领域从未用于训练。"""
    from models.training.clauses import read_clause_file
    from models.training.evaluate_clauses import evaluate

    with coded_errors(), Progress(console=Console(stderr=True), transient=True) as shown:
        context = wiring().context(parse_date(as_of) or today())
        own = read_clause_file(file) if file else None
        tasks: dict[str, object] = {}

        def progress(stage: str, done: int, total: int) -> None:
            if stage not in tasks:
                tasks[stage] = shown.add_task(stage, total=total)
            shown.update(tasks[stage], completed=done)  # type: ignore[arg-type]

        report = evaluate(context, progress, baselines=baselines, ablation=ablation, clauses=own)
    if as_json:
        typer.echo(json.dumps(clauses_as_json(report), ensure_ascii=False, indent=1))
    else:
        typer.echo(clauses_as_text(report, failures=failures), nl=False)


def conflicts(baselines: Baselines = True, as_of: AsOf = "", as_json: AsJson = False) -> None:
    """上下位法冲突类型：准确率、宏平均 F1，测试用的法从未用于训练。"""
    from models.training.evaluate_conflicts import evaluate

    with coded_errors():
        context = wiring().context(parse_date(as_of) or today())
        report = evaluate(context.library, wiring().reader, baselines=baselines)
    if as_json:
        typer.echo(json.dumps(conflicts_as_json(report), ensure_ascii=False, indent=1))
    else:
        typer.echo(conflicts_as_text(report), nl=False)


def lcr(
    file: Annotated[Path, typer.Argument(metavar="文件", help="LCR-CN 格式，每行一个 JSON")],
    as_json: AsJson = False,
) -> None:
    """LCR-CN 基准：准确率、宏平均 F1 和各类型得分。"""
    from models.training.lcr import evaluate, read_cases

    with coded_errors():
        report = evaluate(read_cases(file), wiring().reader)
    if as_json:
        typer.echo(json.dumps(asdict(report), ensure_ascii=False, indent=1))
    else:
        typer.echo(lcr_as_text(report), nl=False)
