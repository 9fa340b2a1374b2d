"""Manifest (清单): which files a batch reviews, and with which options."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from corpus.errors import BadManifest
from service.reviews import reason

COLUMNS = ("path", "kind", "issuer_level", "stance", "materials", "as_of", "main", "roles")


@dataclass(frozen=True, slots=True)
class Job:
    """任务: one line of a manifest; empty words take the default.

    `path` is a draft, or a package (folder or zip) in which `main` names the draft. `materials`
    is a folder, a zip or a file; `roles` are written FILE=EV-12, parted by ";". `name` is the path
    as the manifest writes it; results carry it.
    """

    path: Path
    kind: str = ""
    issuer_level: str = ""
    stance: str = ""
    materials: str = ""
    as_of: str = ""
    main: str = ""
    roles: str = ""
    name: str = ""

    @property
    def written(self) -> str:
        """The path as it was written."""
        return self.name or str(self.path)


@dataclass(frozen=True, slots=True)
class Manifest:
    """清单: the jobs in order; `ignored` are columns that mean nothing here."""

    jobs: tuple[Job, ...]
    ignored: tuple[str, ...] = ()


def read_manifest(path: Path) -> Manifest:
    """读取清单: a CSV (UTF-8 or GB18030), or every file below a directory, hidden ones left out.

    A relative path is looked for beside the manifest, then in the working directory.

    Raises:
        BadManifest: not there, not CSV, no `path` column, a line without a path, or no line.
    """
    if path.is_dir():
        found = tuple(Job(file) for file in sorted(_files(path)))
        if not found:
            raise BadManifest(f"目录 {path} 里没有文件")
        return Manifest(found)
    reader = csv.DictReader(io.StringIO(_text(path)))
    try:
        columns, rows = reader.fieldnames or (), list(reader)
    except csv.Error as error:
        raise BadManifest(f"{path.name} 不是 CSV（{error}）") from error
    if "path" not in columns:
        raise BadManifest(f"{path.name} 没有 path 列")
    if not rows:
        raise BadManifest(f"{path.name} 没有内容")
    jobs = tuple(_job(row, path, line) for line, row in enumerate(rows, 2))
    return Manifest(jobs, tuple(name for name in columns if name not in COLUMNS))


def _files(directory: Path) -> Iterator[Path]:
    for path in directory.rglob("*"):
        parts = path.relative_to(directory).parts
        if path.is_file() and not any(part.startswith((".", "~$")) for part in parts):
            yield path


def _text(path: Path) -> str:
    try:
        data = path.read_bytes()
    except OSError as error:
        raise BadManifest(f"{path}（{reason(error)}）") from error
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise BadManifest(f"{path.name} 的编码无法识别")


def _job(row: dict[str, str | None], manifest: Path, line: int) -> Job:
    words = {name: (row.get(name) or "").strip() for name in COLUMNS}
    written = words.pop("path")
    if not written:
        raise BadManifest(f"{manifest.name} 第 {line} 行没有 path")
    materials = words.pop("materials")
    return Job(
        path=_resolve(written, manifest.parent),
        materials=str(_resolve(materials, manifest.parent)) if materials else "",
        name=written,
        **words,
    )


def _resolve(written: str, base: Path) -> Path:
    beside = base / written
    return Path(written) if not beside.exists() and Path(written).exists() else beside
