"""`fashen search|schema` and `fashen knowledge check`, `fashen evaluate citations` (查询与核查)."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from corpus.numbering import format_article_number
from service.cli.chinese import Command, Group
from service.cli.common import FLAGGED, coded_errors, wiring
from service.options import parse_date
from service.wiring import today

knowledge_app = typer.Typer(help="审查知识。", cls=Group, no_args_is_help=True)
evaluate_app = typer.Typer(help="评测。", cls=Group, no_args_is_help=True)
_ROOT = Path(__file__).resolve().parent.parent.parent


def search(
    query: Annotated[str, typer.Argument(metavar="检索词", help="词语、条款或问题")],
    k: Annotated[int, typer.Option("-k", help="条数", min=1, max=100)] = 10,
    as_of: Annotated[str, typer.Option(help="基准日，不填为今天")] = "",
) -> None:
    """检索某日有效的条文。"""
    with coded_errors():
        hits = wiring().retriever.search(query, k, as_of=parse_date(as_of) or today())
    for rank, hit in enumerate(hits, 1):
        place = format_article_number(hit.number) if hit.number.main else ""
        typer.echo(f"{rank}. 《{hit.law}》{place}（{hit.level.label}）\n   {hit.text[:120]}")
    if not hits:
        typer.echo("没有找到。法规库收录范围见 fashen library status。")


def schema() -> None:
    """输出审查结果的 JSON Schema。"""
    from service.reports.schema import schema_text

    typer.echo(schema_text(), nl=False)


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


@evaluate_app.command("citations", cls=Command)
def evaluate_citations(
    cases: Annotated[Path, typer.Option(help="标注样例目录")] = _ROOT / "tests/data/citations",
    data: Annotated[Path, typer.Option(help="真实文件目录")] = _ROOT.parent / "shared/data",
) -> None:
    """引用识别率和判断正确率。"""
    from corpus.citations.evaluate import evaluate

    with coded_errors():
        house = wiring()
        folder = data if data.is_dir() else None
        scores = evaluate(cases, house.library, house.knowledge, data_dir=folder)
    typer.echo(f"样例 {scores.cases}，跳过 {len(scores.skipped)}")
    typer.echo(f"识别 {scores.extraction.right}/{scores.extraction.total}，多识 {scores.extra}")
    typer.echo(f"判断 {scores.verdicts.right}/{scores.verdicts.total}")
    for name, tally in {**scores.by_form, **scores.by_verdict}.items():
        typer.echo(f"  {name}：{tally.right}/{tally.total}")
    for failure in scores.failures:
        typer.echo(f"错 {failure.case} {failure.at}：{failure.kind} {failure.reason}")
