"""Staging (暂存): the library is rewritten beside itself and takes its place only when complete.

The staging file is committed batch by batch. A run that was killed leaves it behind; the same run
started again goes on with it. Readers never see it. It is dropped when the job or the library that
it was copied from is another.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from corpus.errors import ImportFailed
from corpus.library.schema import SCHEMA_VERSION
from corpus.sources import store

BATCH = 200
"""Texts a commit."""
_PATIENCE = 0.5  # seconds to wait for a lock


@dataclass(slots=True)
class Staging:
    """暂存文件 open for writing; `resumed` tells that an interrupted run had begun it."""

    connection: sqlite3.Connection
    resumed: bool
    _since: int = 0

    def took(self, texts: int = 1) -> None:
        """Count texts, and commit every `BATCH` of them."""
        self._since += texts
        if self._since >= BATCH:
            self.connection.commit()
            self._since = 0


@contextmanager
def staging(path: Path, job: str, base: str, *, fresh: bool) -> Iterator[Staging]:
    """暂存: yield the file to write to; the caller moves it into place with `publish`.

    `job` names what is done, `base` the version of the library that stands at `path` now; with
    `fresh` the file begins empty. Another run that writes to it holds it locked.

    Raises:
        ImportFailed: another run is writing, or the disk refuses.

    """
    file = staged_file(path)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        resumed = _is_of(file, job, base)
        if not resumed:
            _begin(path, file, job, base, fresh=fresh)
        connection = _locked(file)
    except (OSError, sqlite3.Error) as error:
        raise ImportFailed(f"{path}：{_reason(error)}") from error
    with closing(connection):
        try:
            yield Staging(connection, resumed)
        except (OSError, sqlite3.Error) as error:
            raise ImportFailed(f"{path}：{_reason(error)}") from error


def publish(path: Path) -> None:
    """启用: put the finished staging file in the library's place.

    To be called while the file is still open and locked. Raises OSError.
    """
    staged_file(path).replace(path)


def finish(connection: sqlite3.Connection) -> None:
    """完成: take off the marks of the job, so that the file is a library."""
    connection.execute("DELETE FROM meta WHERE key IN ('job', 'base')")
    connection.commit()


def staged_file(path: Path) -> Path:
    """Where the staging file of a library stands."""
    return path.with_name(path.name + ".importing")


def _is_of(file: Path, job: str, base: str) -> bool:
    """Tell whether a file left behind is one of this very job on this very library."""
    if not file.is_file():
        return False
    try:
        with closing(sqlite3.connect(file, timeout=_PATIENCE)) as connection:
            meta = dict(connection.execute("SELECT key, value FROM meta"))
    except sqlite3.OperationalError as error:
        if "locked" in str(error):
            raise
        return False
    except sqlite3.DatabaseError:
        return False
    schema = meta.get("schema") == SCHEMA_VERSION
    return schema and (meta.get("job"), meta.get("base")) == (job, base)


def _begin(path: Path, file: Path, job: str, base: str, *, fresh: bool) -> None:
    """Make the staging file under another name first: it never stands there half copied."""
    _require_unlocked(file)
    copy = file.with_name(f"{file.name}.{os.getpid()}")
    for leftover in (file, file.with_name(file.name + "-journal"), copy):
        leftover.unlink(missing_ok=True)
    try:
        if not fresh:
            shutil.copyfile(path, copy)
        with closing(store.create(copy) if fresh else sqlite3.connect(copy)) as connection:
            marks = (("job", job), ("base", base))
            connection.executemany("INSERT OR REPLACE INTO meta VALUES (?, ?)", marks)
            connection.commit()
        copy.replace(file)
    finally:
        with suppress(OSError):
            copy.unlink(missing_ok=True)


def _require_unlocked(file: Path) -> None:
    """Raise if another run writes to the file; what is no usable file is no hindrance."""
    if not file.is_file():
        return
    try:
        _locked(file).close()
    except sqlite3.DatabaseError as error:
        if "locked" in str(error):
            raise


def _locked(file: Path) -> sqlite3.Connection:
    """Open for writing and keep the lock over commits, until closed or killed."""
    connection = sqlite3.connect(file, timeout=_PATIENCE)
    try:
        connection.execute("PRAGMA locking_mode = EXCLUSIVE")
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("UPDATE meta SET value = value WHERE key = 'job'")
        connection.commit()
    except sqlite3.Error:
        connection.close()
        raise
    return connection


def _reason(error: Exception) -> str:
    if isinstance(error, sqlite3.OperationalError) and "locked" in str(error):
        return "另一个建库或导入正在进行"
    return str(error)
