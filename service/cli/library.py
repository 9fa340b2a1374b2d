"""`fashen library` (法规库): build, import, import-list, vectors, publish.

The views are in `library_views`.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.progress import Progress

from corpus.errors import SourceMissing
from service.cli.chinese import Command, Group
from service.cli.common import Bar, coded_errors, wiring
from service.cli.library_views import check, history, status, where
from service.options import parse_date

if TYPE_CHECKING:
    from corpus.retrieval.dense_build import DenseMeta
    from service.wiring import Wiring

app = typer.Typer(
    help="法规库：建立、导入、查看、核查、沿革、条文去向。", cls=Group, no_args_is_help=True
)


def make_vectors(house: Wiring, bar: Bar, *, embed: bool) -> DenseMeta:
    """Take the shipped vectors, compute what is missing if asked to, and build the index."""
    from corpus.library import Library
    from corpus.retrieval.setup import prepare_dense
    from models.neural.encoder import PACKED_VECTORS

    with Library.open(house.settings.library_path) as library:
        return prepare_dense(
            library, house.encoder, packed=PACKED_VECTORS, embed=embed, progress=bar
        )


@app.command(cls=Command)
def build() -> None:
    """由已安装的法规数据包建立或更新法规库。"""
    from corpus.sources.build import build as build_library

    house = wiring()
    with coded_errors(), Progress(console=Console(stderr=True)) as progress:
        path = house.settings.library_path
        path.parent.mkdir(parents=True, exist_ok=True)
        counts = build_library(path, house.knowledge, progress=Bar(progress))
        if house.encoder.available:
            make_vectors(house, Bar(progress), embed=False)
    typer.echo(f"法规库：{counts.instruments} 部，{counts.articles} 条，{path}")


@app.command("import", cls=Command)
def import_directory(
    directory: Annotated[Path, typer.Argument(metavar="目录", help="法规或本机关文件的目录")],
    licence: Annotated[str, typer.Option(help="许可；Markdown 法律文本可不填")] = "",
    retrieved: Annotated[
        str, typer.Option(help="取得日期 YYYY-MM-DD；Markdown 法律文本不填按文件日期")
    ] = "",
    origin: Annotated[str, typer.Option(help="从哪里取得，如网站或系统名称")] = "",
    region: Annotated[str, typer.Option(help="文件所属省份，如 山东省")] = "",
    vectors: Annotated[
        bool, typer.Option("--vectors/--no-vectors", help="导入后接着计算语义向量，可随时中断")
    ] = True,
) -> None:
    """导入目录中的法规或文件；未变化的跳过，中断后重新运行即继续。

    许可和取得日期也可写在该目录的 SOURCE.yaml 里（licence、retrieved、origin、region）。
    """
    from corpus.sources.build import import_tree
    from corpus.sources.office_document import ValidityPeriods
    from corpus.sources.origin import SourceNote

    house = wiring()
    with coded_errors(), Progress(console=Console(stderr=True)) as progress:
        if not directory.is_dir():
            raise SourceMissing(str(directory))
        settings = house.settings
        report = import_tree(
            settings.library_path,
            directory,
            house.knowledge,
            note=SourceNote(licence, origin, parse_date(retrieved), region),
            periods=ValidityPeriods(settings.validity_years, settings.trial_validity_years),
            progress=Bar(progress),
        )
    resumed = "（接续上次中断的导入）" if report.resumed else ""
    typer.echo(
        f"新增 {report.added}，变化 {report.changed}，未变 {report.unchanged}{resumed}，"
        f"跳过 {len(report.skipped)}"
    )
    for file, reason in report.skipped:
        typer.echo(f"跳过 {file}：{reason}")
    for pair in report.duplicates:
        how = "文字相同" if pair.similarity == 1 else f"相似 {pair.similarity:.0%}"
        typer.echo(f"重复 {pair.file} 与 {pair.other}：{how}")
    if vectors and not house.encoder.available:
        typer.echo("导入已完成；没有编码模型，检索只按字面进行。")
    elif vectors:
        typer.echo("导入已完成，现在即可按字面检索；接着计算语义向量，可随时中断。")
        compute_vectors()


@app.command("vectors", cls=Command)
def compute_vectors(
    prune: Annotated[
        bool, typer.Option("--prune", help="再删去库内条文都不用的向量（含其他编码器的）")
    ] = False,
) -> None:
    """计算新条文的语义向量；可随时中断，再次运行即继续。"""
    from corpus.retrieval.setup import lacking, prune_vectors

    house = wiring()
    with coded_errors(), Progress(console=Console(stderr=True)) as progress:
        meta = make_vectors(house, Bar(progress), embed=True)
        missing = lacking(house.library, house.encoder)
        gone = prune_vectors(house.library, house.encoder) if prune else 0
    typer.echo(f"语义索引：{meta.describe()}，缺少向量 {missing} 条")
    if prune:
        typer.echo(f"删去不用的向量 {gone} 条")


@app.command("publish", cls=Command)
def publish() -> None:
    """把语义向量发布到 FASHEN_RETRIEVER 所指的 PostgreSQL，供多个服务共用。"""
    from corpus.retrieval.setup import publish_vectors

    house = wiring()
    with coded_errors(), Progress(console=Console(stderr=True)) as progress:
        number = publish_vectors(
            house.library, house.encoder, house.settings.retriever, progress=Bar(progress)
        )
    typer.echo(f"已发布法规库 {house.library.version} 的向量 {number} 条")


@app.command("import-list", cls=Command)
def import_list_file(
    file: Annotated[Path, typer.Argument(metavar="清单", help="CSV 或 YAML，至少有 name 一列")],
) -> None:
    """导入只知名称的文件清单；其文本记为不在库，导入文本后自动取代。"""
    from corpus.sources.backlog import import_list

    house = wiring()
    with coded_errors(), Progress(console=Console(stderr=True)) as progress:
        report = import_list(
            house.settings.library_path, file, house.knowledge, progress=Bar(progress)
        )
    typer.echo(f"新增 {report.added}，变化 {report.changed}，未变 {report.unchanged}")
    for name in report.held:
        typer.echo(f"已有文本：{name}")


for command in (status, check, history, where):
    app.command(cls=Command)(command)
