"""What commands share: settings, output, and errors turned into exit statuses."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import typer
from rich.progress import Progress, TaskID

from corpus.errors import BadOption, FashenError, ReadError
from service.reviews import reason
from service.settings import Settings
from service.wiring import Wiring

REVIEWED, FLAGGED, USAGE, UNREADABLE, BROKEN = 0, 1, 2, 3, 70


def wiring() -> Wiring:
    """装配 from the environment's settings."""
    return Wiring(Settings())


class Bar:
    """进度条 for a callback of (stage, done, total); a stage that begins again gets another one."""

    def __init__(self, progress: Progress) -> None:
        self._progress = progress
        self._tasks: dict[str, tuple[TaskID, int]] = {}

    def __call__(self, stage: str, done: int, total: int) -> None:
        """Show how much of a stage is done."""
        task, reached = self._tasks.get(stage, (None, 0))
        if task is None or done < reached:
            task = self._progress.add_task(stage, total=total)
        self._tasks[stage] = task, done
        self._progress.update(task, completed=done, total=total)


@contextmanager
def coded_errors() -> Iterator[None]:
    """Turn our errors into a message and an exit status: 3 for an unreadable input, else 2."""
    try:
        yield
    except FashenError as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(UNREADABLE if isinstance(error, ReadError) else USAGE) from error


def write(text: str, output: Path | None) -> None:
    """Write to a file, or to standard output.

    Raises:
        BadOption: the file cannot be written.
    """
    if output is None:
        typer.echo(text, nl=not text.endswith("\n"))
    else:
        write_bytes(text.encode(), output)


def write_bytes(data: bytes, output: Path) -> None:
    """Write a file, its folder made first.

    Raises:
        BadOption: the file cannot be written.
    """
    try:
        output.parent.mkdir(parents=True, exist_ok=True)
        output.write_bytes(data)
    except OSError as error:
        raise BadOption(f"无法写入 {output}（{reason(error)}）") from error
    typer.echo(f"已写入 {output}", err=True)


def colour() -> bool:
    """Whether standard output is a terminal."""
    return sys.stdout.isatty()
