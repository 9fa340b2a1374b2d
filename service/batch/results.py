"""Results file (结果文件): JSON lines, and what of an earlier run still holds."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from service.batch.manifest import Job

_RETRIED = ("E2", "E3", "E5")
"""Errors that are not the file's fault: such lines are done again."""


def resume(output: Path, jobs: Sequence[Job]) -> tuple[list[tuple[int, Job]], int]:
    """续做: return the jobs still to do with their index, and how many lines were kept.

    A line is kept if its path is in the manifest, the file has the same SHA-256 as then, and the
    result was a review or an error of the file itself. All other lines, and a last line cut off by
    an interruption, are removed from the file.
    """
    earlier = _lines(output)
    todo, kept = [], []
    for index, job in enumerate(jobs):
        line = earlier.pop(job.written, None)
        if line is not None and _holds(line, job):
            kept.append({**line, "index": index})
        else:
            todo.append((index, job))
    staged = output.with_name(output.name + ".new")
    staged.write_text("".join(to_line(line) for line in kept), "utf-8")
    staged.replace(output)
    return todo, len(kept)


def to_line(record: dict[str, Any]) -> str:
    """结果行: one JSON object and a newline."""
    return json.dumps(record, ensure_ascii=False) + "\n"


def _lines(output: Path) -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = {}
    if output.is_file():
        for line in output.read_text("utf-8", errors="replace").splitlines():
            try:
                record = json.loads(line)
            except json.JSONDecodeError:
                continue
            if isinstance(record, dict) and isinstance(record.get("path"), str):
                found[record["path"]] = record
    return found


def _holds(line: dict[str, Any], job: Job) -> bool:
    if line.get("error", {}).get("code", "").startswith(_RETRIED):
        return False
    then = line.get("sha256") or line.get("document", {}).get("sha256")
    return then is not None and then == _sha256(job.path)


def _sha256(path: Path) -> str | None:
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return None
