"""The library file (库文件): its SQLite tables, and how it is opened."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from corpus.errors import LibraryMissing, LibraryOutdated

SCHEMA_VERSION = "1"
"""Raised whenever a table or the meaning of a column changes; older files must be rebuilt."""

DDL = """
CREATE TABLE meta(key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE work(
    id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, name TEXT NOT NULL, level TEXT NOT NULL,
    older_missing INTEGER NOT NULL DEFAULT 0);
CREATE TABLE expression(
    id INTEGER PRIMARY KEY, work_id INTEGER NOT NULL REFERENCES work(id), name TEXT NOT NULL,
    level TEXT NOT NULL, issuer TEXT NOT NULL, version_on TEXT, text_hash TEXT NOT NULL,
    priority INTEGER NOT NULL, placeholder INTEGER NOT NULL DEFAULT 0,
    effective_from TEXT, effective_to TEXT, repealed INTEGER NOT NULL DEFAULT 0,
    successors TEXT NOT NULL DEFAULT '[]', doubts TEXT NOT NULL DEFAULT '[]',
    source TEXT NOT NULL DEFAULT '');
CREATE INDEX expression_work ON expression(work_id);
CREATE TABLE article(
    id INTEGER PRIMARY KEY, expression_id INTEGER NOT NULL REFERENCES expression(id),
    main INTEGER NOT NULL, sub INTEGER NOT NULL, heading TEXT NOT NULL, text TEXT NOT NULL);
CREATE INDEX article_number ON article(expression_id, main, sub);
CREATE TABLE provenance(
    expression_id INTEGER NOT NULL REFERENCES expression(id), source TEXT NOT NULL,
    origin TEXT NOT NULL, licence TEXT NOT NULL, sha256 TEXT NOT NULL, text_hash TEXT NOT NULL,
    stated_effective TEXT, clause_on TEXT, on_publication INTEGER NOT NULL,
    amended_on TEXT NOT NULL, stated_repealed INTEGER NOT NULL, note TEXT NOT NULL,
    difference TEXT NOT NULL, PRIMARY KEY(source, origin)) WITHOUT ROWID;
CREATE INDEX provenance_expression ON provenance(expression_id);
CREATE TABLE name(
    key TEXT NOT NULL, spelled TEXT NOT NULL, work_id INTEGER NOT NULL REFERENCES work(id),
    PRIMARY KEY(key, spelled)) WITHOUT ROWID;
CREATE INDEX name_work ON name(work_id);
CREATE TABLE document_number(
    key TEXT PRIMARY KEY, work_id INTEGER NOT NULL REFERENCES work(id)) WITHOUT ROWID;
"""


def open_read_only(path: Path) -> sqlite3.Connection:
    """Open a library file that nobody writes (a rebuild replaces the file, it never edits it).

    Raises:
        LibraryMissing: no such file.
        LibraryOutdated: the file is no library of this schema version.

    """
    if not path.is_file():
        raise LibraryMissing(str(path))
    uri = f"{path.resolve().as_uri()}?mode=ro&immutable=1"
    connection = sqlite3.connect(uri, uri=True, check_same_thread=False)
    found = _schema_of(connection)
    if found != SCHEMA_VERSION:
        connection.close()
        raise LibraryOutdated(f"{path}（库格式 {found or '不明'}，程序需要 {SCHEMA_VERSION}）")
    return connection


def _schema_of(connection: sqlite3.Connection) -> str | None:
    try:
        row = connection.execute("SELECT value FROM meta WHERE key = 'schema'").fetchone()
    except sqlite3.DatabaseError:
        return None
    return str(row[0]) if row else None


def index_directory(path: Path, version: str) -> Path:
    """检索索引目录: where the lexical index of this library version stands."""
    return path.with_name(path.name + ".bm25") / version
