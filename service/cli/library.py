"""`fashen library` (法规库): build, status, import, check."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import Progress, TaskID

from corpus.errors import SourceMissing
from service.cli.chinese import Command, Group
from service.cli.common import coded_errors, wiring

app = typer.Typer(help="法规库：建立、查看、导入、核查。", cls=Group, no_args_is_help=True)


class _Bar:
    """进度条 for a callback of (stage, done, total)."""

    def __init__(self, progress: Progress) -> None:
        self.progress = progress
        self.tasks: dict[str, TaskID] = {}

    def __call__(self, stage: str, done: int, total: int) -> None:
        if stage not in self.tasks:
            self.tasks[stage] = self.progress.add_task(stage, total=total)
        self.progress.update(self.tasks[stage], completed=done, total=total)


@app.command(cls=Command)
def build() -> None:
    """由已安装的法规数据包建立或更新法规库。"""
    from corpus.sources.build import build as build_library

    house = wiring()
    with coded_errors(), Progress(console=Console(stderr=True)) as progress:
        path = house.settings.library_path
        path.parent.mkdir(parents=True, exist_ok=True)
        counts = build_library(path, house.knowledge, progress=_Bar(progress))
    typer.echo(f"法规库：{counts.instruments} 部，{counts.articles} 条，{path}")


@app.command("import", cls=Command)
def import_directory(
    directory: Annotated[Path, typer.Argument(metavar="目录", help="Markdown 法规目录")],
) -> None:
    """导入目录中的法规；未变化的文件跳过。"""
    from corpus.sources.build import import_tree

    house = wiring()
    with coded_errors(), Progress(console=Console(stderr=True)) as progress:
        if not directory.is_dir():
            raise SourceMissing(str(directory))
        path = house.settings.library_path
        report = import_tree(path, directory, house.knowledge, progress=_Bar(progress))
    typer.echo(f"新增 {report.added}，变化 {report.changed}，未变 {report.unchanged}")
    for file, reason in report.skipped:
        typer.echo(f"跳过 {file}：{reason}")


@app.command(cls=Command)
def status() -> None:
    """显示收录截止日和各层级数量。"""
    with coded_errors():
        library = wiring().library
        counts = library.counts()
        typer.echo(f"收录截止：{library.cutoff}　版本：{library.version}")
        typer.echo(f"共 {counts.instruments} 部，{counts.expressions} 个文本，{counts.articles} 条")
        for level, number in sorted(counts.by_level.items(), key=lambda item: item[0].rank):
            typer.echo(f"  {level.label}：{number}")


@app.command(cls=Command)
def check() -> None:
    """列出日期、效力存疑的法规。"""
    from corpus.library import doubts

    with coded_errors():
        found = doubts(wiring().library)
        for law, sentence in found:
            typer.echo(f"{law}：{sentence}")
        typer.echo(f"共 {len(found)} 项存疑")
