"""`fashen batch` (批量审查): a manifest or a directory into JSON lines, with progress."""

from __future__ import annotations

import os
import time
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import Annotated

import typer

from corpus.errors import BadOption
from service.batch.manifest import Job, read_manifest
from service.batch.results import resume as resume_results
from service.batch.results import to_line
from service.batch.tally import Tally
from service.cli.common import coded_errors
from service.reviews import reason
from service.settings import Settings
from service.wiring import Wiring


def batch(
    manifest: Annotated[
        Path, typer.Option(metavar="清单", help="清单 CSV（至少有 path 列），或一个目录")
    ],
    output: Annotated[
        Path, typer.Option("-o", "--output", metavar="文件", help="结果文件，每行一个 JSON")
    ],
    jobs: Annotated[int, typer.Option(min=0, help="进程数，0 为处理器核数")] = 0,
    timeout: Annotated[float, typer.Option(min=0, help="每份文件的时限（秒），0 用设置值")] = 0,
    resume: Annotated[
        bool, typer.Option("--resume", help="续做：结果文件中已有且内容未变的文件不再审查")
    ] = False,
) -> None:
    """批量审查；单个文件出错、超时或使进程退出，都不影响其他文件。"""
    with coded_errors():
        settings = Settings()
        Wiring(settings).library.close()  # a missing library is the first thing to say
        listed = read_manifest(manifest)
        if listed.ignored:
            typer.echo(f"清单中不认识的列已忽略：{'、'.join(listed.ignored)}", err=True)
        todo, kept = _todo(output, listed.jobs, again=not resume)
        started = time.perf_counter()
        tally = _run(todo, settings, (jobs or os.cpu_count() or 1, timeout), output)
        _report(tally, kept, time.perf_counter() - started)


def _todo(output: Path, jobs: Sequence[Job], *, again: bool) -> tuple[list[tuple[int, Job]], int]:
    try:
        output.parent.mkdir(parents=True, exist_ok=True)
        if again:
            output.write_text("", "utf-8")
            return list(enumerate(jobs)), 0
        return resume_results(output, jobs)
    except OSError as error:
        raise BadOption(f"无法写入 {output}（{reason(error)}）") from error


def _run(
    todo: Sequence[tuple[int, Job]], settings: Settings, limits: tuple[int, float], output: Path
) -> Tally:
    from rich.console import Console
    from rich.progress import track

    from service.batch.pool import LocalPool

    tally = Tally()
    pool = LocalPool(settings, limits[0], limits[1] or None)
    with (
        output.open("a", encoding="utf-8") as stream,
        closing(pool.run([job for _, job in todo])) as records,
    ):
        for record in track(records, "正在审查", total=len(todo), console=Console(stderr=True)):
            stream.write(to_line({**record, "index": todo[record["index"]][0]}))
            stream.flush()
            tally.add(record)
    return tally


def _report(tally: Tally, kept: int, seconds: float) -> None:
    from rich.console import Console
    from rich.table import Table

    console = Console(stderr=True, highlight=False)
    table = Table("文书类型", "文件", "严重", "重要", "一般", "提示", "未能判断")
    for row in tally.rows():
        table.add_row(*row)
    if table.row_count:
        console.print(table)
    if tally.errors:
        codes = "，".join(f"{code} {count} 件" for code, count in sorted(tally.errors.items()))
        console.print(f"未能审查：{codes}")
    speed = tally.characters / seconds if seconds else 0.0
    console.print(
        f"共 {tally.files} 件，沿用已有结果 {kept} 件；"
        f"{tally.characters} 字，{seconds:.1f} 秒，{speed:.0f} 字/秒"
    )
