"""Opening a library file, good and bad."""

from __future__ import annotations

import sqlite3
import time
from pathlib import Path

import pytest

from corpus.errors import LibraryMissing, LibraryOutdated
from corpus.library import Library


def test_a_missing_library_is_a_coded_error_with_a_remedy(tmp_path: Path):
    with pytest.raises(LibraryMissing, match=r"E201.*fashen library build"):
        Library.open(tmp_path / "none.db")


def test_a_file_that_is_no_library_is_outdated(tmp_path: Path):
    path = tmp_path / "odd.db"
    path.write_bytes(b"this is not a database at all, only bytes" * 50)
    with pytest.raises(LibraryOutdated, match="E202"):
        Library.open(path)


def test_another_schema_version_is_outdated(tmp_path: Path):
    path = tmp_path / "old.db"
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE meta(key TEXT, value TEXT)")
        connection.execute("INSERT INTO meta VALUES ('schema', '0')")
    connection.close()
    with pytest.raises(LibraryOutdated, match="库格式 0"):
        Library.open(path)


def test_opening_takes_less_than_fifty_milliseconds(library_path: Path):
    begun = time.perf_counter()
    with Library.open(library_path) as library:
        version = library.version
    assert time.perf_counter() - begun < 0.05
    assert len(version) == 12


def test_the_library_cannot_be_written(library: Library):
    with pytest.raises(sqlite3.OperationalError, match="readonly"):
        library.query("DELETE FROM article")
