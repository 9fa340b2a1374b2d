"""Manifest (清单): which files a batch reviews, and with which options."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path

from corpus.errors import BadManifest

_COLUMNS = ("path", "kind", "issuer_level", "stance", "materials", "as_of")


@dataclass(frozen=True, slots=True)
class Job:
    """任务: one line of a manifest; empty words take the default."""

    path: Path
    kind: str = ""
    issuer_level: str = ""
    stance: str = ""
    materials: str = ""
    as_of: str = ""


def read_manifest(path: Path) -> tuple[Job, ...]:
    """读取清单: a CSV (UTF-8 or GB18030), paths relative to it; or every file of a directory.

    Raises:
        BadManifest: not there, no `path` column, unknown columns, or no line.
    """
    if path.is_dir():
        return tuple(
            Job(p) for p in sorted(path.rglob("*")) if p.is_file() and not p.name.startswith(".")
        )
    rows = list(csv.DictReader(_text(path).splitlines()))
    if not rows or "path" not in rows[0]:
        raise BadManifest(f"{path.name} 没有 path 列或者没有内容")
    unknown = [name for name in rows[0] if name not in _COLUMNS]
    if unknown:
        raise BadManifest(f"{path.name} 有不认识的列：{unknown}")
    return tuple(_job(row, path.parent) for row in rows if (row["path"] or "").strip())


def _text(path: Path) -> str:
    try:
        data = path.read_bytes()
    except OSError as error:
        raise BadManifest(f"{path}（{error.strerror}）") from error
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        try:
            return data.decode("gb18030")
        except UnicodeDecodeError as error:
            raise BadManifest(f"{path.name} 的编码无法识别") from error


def _job(row: dict[str, str | None], base: Path) -> Job:
    words = {name: (row.get(name) or "").strip() for name in _COLUMNS}
    path = base / words.pop("path")
    return Job(path, **words)
