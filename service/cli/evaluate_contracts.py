"""`fashen evaluate contracts` (合同评测): planted issues found in whole test contracts."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.console import Console
from rich.progress import Progress

from corpus.errors import BadOption
from service.cli.common import coded_errors, wiring

if TYPE_CHECKING:
    from models.training.contracts.score import ContractScores, Tally

_GROUPS = {
    "T": "无效、风险条款",
    "G": "政府方审查点",
    "N": "数字、日期、名称",
    "missing": "缺失条款",
}
_HALVES = ("dev", "held")


def contracts(
    folder: Annotated[
        Path | None,
        typer.Argument(metavar="目录", help="自己的合同和同名 yaml 标注；不填用随附的测试合同"),
    ] = None,
    half: Annotated[
        str,
        typer.Option(
            metavar="dev|held", help="随附测试合同的哪一半：dev 开发用，held 只在最后打开"
        ),
    ] = "dev",
    failures: Annotated[bool, typer.Option("--failures", help="列出漏报、误报和其余标出")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="输出 JSON")] = False,
) -> None:
    """合同审查：埋设问题的召回、合法近似的误报，按组给出，并与不用模型对照。"""
    from models.training.contracts.evaluate import evaluate
    from models.training.contracts.whole import read_whole

    with coded_errors(), Progress(console=Console(stderr=True), transient=True) as shown:
        if half not in _HALVES:
            raise BadOption(f"--half 只能是 {'、'.join(_HALVES)}")
        cases = read_whole(None, folder) if folder else read_whole(half)  # type: ignore[arg-type]
        tasks: dict[str, Any] = {}

        def progress(stage: str, done: int, total: int) -> None:
            if stage not in tasks:
                tasks[stage] = shown.add_task(stage, total=total)
            shown.update(tasks[stage], completed=done)

        report = evaluate(cases, wiring().context, progress)
    if as_json:
        plain = {name: _as_json(scores) for name, scores in report.items()}
        typer.echo(json.dumps(plain, ensure_ascii=False, indent=1))
    else:
        typer.echo("\n".join(_lines(report, failures)))


def _lines(report: dict[str, ContractScores], failures: bool) -> Iterator[str]:
    for name, scores in report.items():
        yield f"{name}：{scores.contracts} 份合同，{scores.characters} 字"
        for group, tally in scores.recall.items():
            yield f"  {_GROUPS[group]}　召回 {_rate(tally)}"
        yield f"  全部埋设问题　召回 {_rate(scores.overall)}；标在原处 {_rate(scores.placed)}"
        yield f"  合法近似　误报 {_rate(scores.alarms)}"
        yield f"  其余严重、重要标出 {len(scores.other)} 处（须人工判断对错）"
        yield f"  主要类型认对 {_rate(scores.kinds)}；当事人名称读对 {_rate(scores.parties)}"
    if failures:
        yield from _failures(next(iter(report.values())))


def _rate(tally: Tally) -> str:
    return f"{tally.rate:.3f}（{tally.right}/{tally.total}）"


def _failures(scores: ContractScores) -> Iterator[str]:
    for name, planted in scores.missed:
        yield f"漏报 {name} {','.join(planted.ids)}：{planted.quote or planted.why}"
    for name, look, finding in scores.false:
        yield f"误报 {name} 近似 {look.like} 被标 {finding.check_id}：{look.quote}"
    for name, finding in scores.other:
        yield f"其余 {name} {finding.severity} {finding.check_id}：{finding.quote or finding.message}"


def _as_json(scores: ContractScores) -> dict[str, Any]:
    tallies = {
        **scores.recall,
        "overall": scores.overall,
        "placed": scores.placed,
        "alarms": scores.alarms,
        "kinds": scores.kinds,
        "parties": scores.parties,
    }
    return {
        "contracts": scores.contracts,
        "characters": scores.characters,
        "other_flags": len(scores.other),
        **{
            name: {"right": t.right, "total": t.total, "rate": t.rate}
            for name, t in tallies.items()
        },
    }
