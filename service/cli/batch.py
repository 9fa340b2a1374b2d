"""`fashen batch` (批量审查): a manifest or a directory into JSON lines, with progress."""

from __future__ import annotations

import json
import os
import time
from collections import Counter, defaultdict
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.progress import track
from rich.table import Table

from service.batch.manifest import Job, read_manifest
from service.batch.run import Record, run
from service.cli.common import coded_errors
from service.settings import Settings
from service.wiring import Wiring

_SEVERITIES = ("critical", "major", "minor", "notice")


def batch(
    manifest: Annotated[Path, typer.Option(help="清单 CSV（至少有 path 列），或一个目录")],
    output: Annotated[Path, typer.Option("-o", "--output", help="结果文件（每行一个 JSON）")],
    jobs: Annotated[int, typer.Option(help="进程数，0 为处理器核数")] = 0,
    resume: Annotated[bool, typer.Option(help="跳过结果文件中已有的文件")] = False,
) -> None:
    """批量审查，单个文件出错不影响其他文件。"""
    console = Console(stderr=True)
    with coded_errors():
        settings = Settings()
        _ = Wiring(settings).library
        todo = list(read_manifest(manifest))
        done = _done(output) if resume else set()
        todo = [job for job in todo if str(job.path) not in done]
        started = time.perf_counter()
        records = _write(todo, settings, jobs or os.cpu_count() or 1, output, resume, console)
        _report(records, len(done), time.perf_counter() - started, console)


def _done(output: Path) -> set[str]:
    """Paths that the results already hold; a last line cut off by an interruption is ignored."""
    if not output.is_file():
        return set()
    found = set()
    for line in output.read_text("utf-8").splitlines():
        try:
            found.add(json.loads(line)["path"])
        except (json.JSONDecodeError, KeyError):
            continue
    return found


def _write(
    todo: list[Job],
    settings: Settings,
    processes: int,
    output: Path,
    resume: bool,
    console: Console,
) -> list[Record]:
    output.parent.mkdir(parents=True, exist_ok=True)
    records = []
    with output.open("a" if resume else "w", encoding="utf-8") as stream:
        for record in track(
            run(todo, settings, processes), "正在审查", total=len(todo), console=console
        ):
            stream.write(json.dumps(record, ensure_ascii=False) + "\n")
            stream.flush()
            records.append(record)
    return records


def _report(records: list[Record], skipped: int, seconds: float, console: Console) -> None:
    kinds: dict[str, Counter[str]] = defaultdict(Counter)
    errors: Counter[str] = Counter()
    characters = 0
    for record in records:
        if "error" in record:
            errors[record["error"]["code"]] += 1
            continue
        characters += record["document"]["characters"]
        kinds[record["document"]["kind"]].update(_counts(record))
    table = Table("文书类型", "文件", "严重", "重要", "一般", "提示", "未能判断")
    for kind, count in sorted(kinds.items()):
        columns = ("files", *_SEVERITIES, "undecided")
        table.add_row(kind, *(str(count[name]) for name in columns))
    console.print(table)
    if errors:
        console.print("未能审查：" + "，".join(f"{c} {n} 件" for c, n in sorted(errors.items())))
    speed = characters / seconds if seconds else 0.0
    console.print(f"共 {len(records)} 件，跳过 {skipped} 件，{seconds:.1f} 秒，{speed:.0f} 字/秒")


def _counts(record: dict[str, Any]) -> Counter[str]:
    found = Counter(f["severity"] for f in record["findings"])
    found.update({"files": 1, "undecided": len(record["undecided"])})
    return found
