"""The library file (库文件): its SQLite tables, and how it is opened."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from corpus.errors import LibraryMissing, LibraryOutdated

SCHEMA_VERSION = "2"
"""Raised whenever a table or the meaning of a column changes; older files must be rebuilt."""

_READABLE = {SCHEMA_VERSION, "1"}
"""Files of schema 1 are still read: what they lack reads as empty. They are never written to."""

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
    source TEXT NOT NULL DEFAULT '', region TEXT NOT NULL DEFAULT '',
    kind TEXT NOT NULL DEFAULT 'statute', document_number TEXT NOT NULL DEFAULT '',
    valid_until TEXT, uncertain_until TEXT, first_day_doubts TEXT NOT NULL DEFAULT '[]');
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
    difference TEXT NOT NULL, clause TEXT NOT NULL DEFAULT '', revised INTEGER NOT NULL DEFAULT 0,
    valid_until TEXT, valid_clause TEXT NOT NULL DEFAULT '',
    retrieved_on TEXT, retrieved_stated INTEGER NOT NULL DEFAULT 0,
    version_note TEXT NOT NULL DEFAULT '',
    PRIMARY KEY(source, origin)) WITHOUT ROWID;
CREATE INDEX provenance_expression ON provenance(expression_id);
CREATE TABLE name(
    key TEXT NOT NULL, spelled TEXT NOT NULL, work_id INTEGER NOT NULL REFERENCES work(id),
    PRIMARY KEY(key, spelled)) WITHOUT ROWID;
CREATE INDEX name_work ON name(work_id);
CREATE TABLE document_number(
    key TEXT PRIMARY KEY, work_id INTEGER NOT NULL REFERENCES work(id)) WITHOUT ROWID;
CREATE TABLE relation(
    expression_id INTEGER NOT NULL REFERENCES expression(id), kind TEXT NOT NULL,
    target_name TEXT NOT NULL, target_work_id INTEGER REFERENCES work(id),
    article TEXT NOT NULL DEFAULT '', note TEXT NOT NULL DEFAULT '',
    UNIQUE(expression_id, kind, target_name, article));
CREATE INDEX relation_target ON relation(target_work_id);
CREATE TABLE ground(
    expression_id INTEGER NOT NULL REFERENCES expression(id), field TEXT NOT NULL, day TEXT,
    basis TEXT NOT NULL, detail TEXT NOT NULL DEFAULT '');
CREATE INDEX ground_expression ON ground(expression_id);
CREATE TABLE doubt(
    expression_id INTEGER NOT NULL REFERENCES expression(id), kind TEXT NOT NULL,
    message TEXT NOT NULL);
CREATE INDEX doubt_expression ON doubt(expression_id);
"""
"""`relation.kind`: implements · amends · repeals · refers_to. `ground` says for each computed date
which evidence gave it (`basis`, Chinese) and in what words (`detail`). `doubt.kind`: see
`corpus.library.doubts`. `expression.valid_until` is the last day of a period of validity."""

_OLDER = """
CREATE TEMP VIEW expression AS SELECT *, '' AS region, 'statute' AS kind, '' AS document_number,
    NULL AS valid_until, NULL AS uncertain_until, '[]' AS first_day_doubts FROM main.expression;
CREATE TEMP VIEW relation AS SELECT NULL AS expression_id, '' AS kind, '' AS target_name,
    NULL AS target_work_id, '' AS article, '' AS note WHERE 0;
CREATE TEMP VIEW ground AS SELECT NULL AS expression_id, '' AS field, '' AS day, '' AS basis,
    '' AS detail WHERE 0;
CREATE TEMP VIEW doubt AS SELECT e.id AS expression_id, 'other' AS kind, j.value AS message
    FROM main.expression e, json_each(e.doubts) j;
CREATE TEMP VIEW provenance AS SELECT *, '' AS clause, 0 AS revised, NULL AS valid_until,
    '' AS valid_clause, NULL AS retrieved_on, 0 AS retrieved_stated, '' AS version_note
    FROM main.provenance;
"""


def open_read_only(path: Path) -> sqlite3.Connection:
    """Open a library file that nobody writes (a rebuild replaces the file, it never edits it).

    Raises:
        LibraryMissing: no such file.
        LibraryOutdated: the file is no library of a readable schema version.

    """
    return _open(path, _READABLE)


def require_current(path: Path) -> None:
    """Check that a library may be added to.

    Raises:
        LibraryMissing: no such file.
        LibraryOutdated: the file is no library of this very schema version.

    """
    _open(path, {SCHEMA_VERSION}).close()


def _open(path: Path, versions: set[str]) -> sqlite3.Connection:
    if not path.is_file():
        raise LibraryMissing(str(path))
    uri = f"{path.resolve().as_uri()}?mode=ro&immutable=1"
    connection = sqlite3.connect(uri, uri=True, check_same_thread=False)
    found = _schema_of(connection)
    if found not in versions:
        connection.close()
        raise LibraryOutdated(f"{path}（库格式 {found or '不明'}，程序需要 {SCHEMA_VERSION}）")
    if found != SCHEMA_VERSION:
        connection.executescript(_OLDER)
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
