"""Rewriting (改写库): change a copy of the library, date it anew, index it, put it in place."""

from __future__ import annotations

import hashlib
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from corpus.errors import LibraryMissing, LibraryOutdated
from corpus.knowledge.types import Knowledge
from corpus.library import Library
from corpus.library.schema import index_directory, require_current
from corpus.retrieval.index import build_index
from corpus.retrieval.staged import drop_abandoned
from corpus.sources.redate import redate
from corpus.sources.staging import Staging, finish, publish, staging

_CONTENT = (
    "SELECT id, name, version_on, text_hash, effective_from, effective_to, repealed, successors,"
    " level, region, kind, valid_until, doubts FROM expression ORDER BY id",
    "SELECT id, expression_id, main, sub, heading, text FROM article ORDER BY id",
)
Progress = Callable[[str, int, int], None]
"""Called with the stage in Chinese, how many are done, and how many there are."""


@contextmanager
def rewriting(
    path: Path, knowledge: Knowledge, job: str, progress: Progress | None, *, fresh: bool = False
) -> Iterator[Staging]:
    """改写: yield a copy of the library to write to; on success it takes the library's place.

    A killed run leaves the copy behind, and the same job goes on with it (`staging`).

    Raises:
        ImportFailed: the file cannot be written, or another run writes.

    """
    previous = _version_of(path)
    with staging(path, job, previous, fresh=fresh) as staged:
        yield staged
        version = _finish(staged.connection, knowledge, progress)
        staged.connection.commit()
        build_index(staged.connection, index_directory(path, version), progress=progress)
        finish(staged.connection)
        publish(path)  # while the lock is held: another run must not begin with this very file
    _drop_old_indexes(path, {version, previous})


def is_current(path: Path) -> bool:
    """Tell whether a library stands there that may be added to."""
    try:
        require_current(path)
    except (LibraryMissing, LibraryOutdated):
        return False
    return True


def _finish(connection: sqlite3.Connection, knowledge: Knowledge, progress: Progress | None) -> str:
    tell(progress, "计算时效", 0, 1)
    redate(connection, knowledge)
    version = _fingerprint(connection, knowledge)
    cutoff = connection.execute("SELECT max(version_on) FROM expression").fetchone()[0]
    for key, value in (
        ("version", version),
        ("cutoff", cutoff or ""),
        ("knowledge", knowledge.version),
    ):
        connection.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (key, value))
    tell(progress, "计算时效", 1, 1)
    return version


def _fingerprint(connection: sqlite3.Connection, knowledge: Knowledge) -> str:
    """A hash of all that the indexes and views rest on: the articles with their ids, too.

    Words equal but for punctuation may stand in other articles, or in articles of other ids.
    """
    digest = hashlib.sha256(knowledge.version.encode())
    for sql in _CONTENT:
        for row in connection.execute(sql):
            digest.update(repr(row).encode())
    return digest.hexdigest()[:12]


def _version_of(path: Path) -> str:
    """The version of the library that stands there now, "" if there is none to add to."""
    if not is_current(path):
        return ""
    with Library.open(path) as library:
        return library.version


def _drop_old_indexes(path: Path, kept: set[str]) -> None:
    """Remove indexes of older versions; the last one stays for who still has it open."""
    for directory in index_directory(path, "").iterdir():
        if directory.name not in kept and directory.suffix != ".new":
            shutil.rmtree(directory, ignore_errors=True)
    drop_abandoned(index_directory(path, ""))


def tell(progress: Progress | None, stage: str, done: int, total: int) -> None:
    """进度: tell the callback, if there is one."""
    if progress is not None:
        progress(stage, done, total)
