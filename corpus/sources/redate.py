"""Redating (重算时效): compute validity for every work in a library file from all its evidence."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from corpus.instrument import Level
from corpus.knowledge.types import Knowledge
from corpus.library.doubts import FIRST_DAY_KINDS, DoubtKind
from corpus.library.names import name_key, number_key
from corpus.sources.dating import Dated, date_work, repeal_day
from corpus.sources.evidence import WorkEvidence, is_revision
from corpus.sources.gathering import ENDS, Tables, WorkRow, works
from corpus.sources.repeal_clauses import repeal_clauses, weigh
from corpus.sources.store import add_name

PLACEHOLDER = "废止对照表（无文本）"
_KIND_LEVEL = {"law": Level.LAW, "admin_reg": Level.ADMIN_REG}


def redate(connection: sqlite3.Connection, knowledge: Knowledge) -> None:
    """Compute dates, repeals, successors and doubts anew for all works, and add known absentees."""
    _clear(connection)
    tables = Tables(connection, knowledge)
    known = works(connection)
    for work in known:
        _date(connection, work, tables.evidence(work))
    _apply_clauses(connection, tables, known)
    _add_absent(connection, knowledge, tables.cutoff)
    _add_aliases(connection, knowledge)
    _link_relations(connection)


def _clear(connection: sqlite3.Connection) -> None:
    for table in ("ground", "doubt"):
        connection.execute(f"DELETE FROM {table}")
    connection.execute("DELETE FROM expression WHERE placeholder = 1")
    connection.execute("DELETE FROM work WHERE id NOT IN (SELECT work_id FROM expression)")
    connection.execute("DELETE FROM name WHERE work_id NOT IN (SELECT id FROM work)")


def _date(connection: sqlite3.Connection, work: WorkRow, evidence: WorkEvidence) -> None:
    dated = date_work(evidence)
    for one in dated:
        _write(connection, one)
    _older_missing(connection, work.id, dated, evidence)


def _apply_clauses(
    connection: sqlite3.Connection, tables: Tables, known: Iterable[WorkRow]
) -> None:
    """Date again what another text's clause of repeal bears on."""
    endings = repeal_clauses(connection)
    for work in known:
        if work.id not in endings:
            continue
        evidence = tables.evidence(work)
        listed = evidence.repeal.ceases_on if evidence.repeal else None
        clauses = weigh(endings[work.id], work.texts, listed)
        _date(
            connection,
            work,
            replace(evidence, ended=clauses.ended, contested=clauses.contested),
        )


def _link_relations(connection: sqlite3.Connection) -> None:
    """Point every relation at the work of its name or document number, where the library has it."""
    ids = dict(connection.execute("SELECT key, work_id FROM name"))
    numbers = dict(connection.execute("SELECT key, work_id FROM document_number"))
    rows = connection.execute("SELECT rowid, target_name FROM relation").fetchall()
    connection.executemany(
        "UPDATE relation SET target_work_id = ? WHERE rowid = ?",
        [(ids.get(name_key(name)) or numbers.get(number_key(name)), row) for row, name in rows],
    )


def _write(connection: sqlite3.Connection, one: Dated) -> None:
    sources = connection.execute(
        "SELECT DISTINCT source FROM provenance WHERE expression_id = ? ORDER BY source", (one.id,)
    )
    doubts = list(dict.fromkeys(one.doubts))
    first = [message for kind, message in doubts if kind in FIRST_DAY_KINDS]
    connection.execute(
        "UPDATE expression SET effective_from = ?, effective_to = ?, repealed = ?, successors = ?,"
        " doubts = ?, source = ?, valid_until = ?, uncertain_until = ?, first_day_doubts = ?"
        " WHERE id = ?",
        (
            _iso(one.effective_from),
            _iso(one.effective_to),
            int(one.repealed),
            json.dumps(one.successors, ensure_ascii=False),
            json.dumps([message for _, message in doubts], ensure_ascii=False),
            "、".join(row[0] for row in sources),
            _iso(one.valid_until),
            _iso(one.uncertain_until),
            json.dumps(first, ensure_ascii=False),
            one.id,
        ),
    )
    for table in ("ground", "doubt"):
        connection.execute(f"DELETE FROM {table} WHERE expression_id = ?", (one.id,))
    connection.executemany(
        "INSERT INTO ground VALUES (?, ?, ?, ?, ?)",
        [(one.id, name, _iso(day), basis, detail) for name, day, basis, detail in one.grounds],
    )
    connection.executemany(
        "INSERT INTO doubt VALUES (?, ?, ?)",
        [(one.id, kind.value, message) for kind, message in doubts],
    )


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _older_missing(
    connection: sqlite3.Connection, work_id: int, dated: list[Dated], work: WorkEvidence
) -> None:
    oldest = next(text for text in work.texts if text.id == dated[0].id)
    level = connection.execute(
        "SELECT level FROM expression WHERE id = ?", (dated[-1].id,)
    ).fetchone()[0]
    connection.execute(
        "UPDATE work SET older_missing = ?, level = ? WHERE id = ?",
        (int(is_revision(oldest, work)), level, work_id),
    )


def _add_absent(connection: sqlite3.Connection, knowledge: Knowledge, cutoff: date | None) -> None:
    """Enter repealed laws that no source holds, so that their citation has an answer."""
    for entry in knowledge.repeals:
        key = name_key(entry.old)
        if (
            entry.action not in ENDS
            or connection.execute("SELECT 1 FROM work WHERE key = ?", (key,)).fetchone()
        ):
            continue
        level = _KIND_LEVEL.get(entry.kind, Level.OTHER).value
        ends, doubt = repeal_day(entry, cutoff)
        sql = "INSERT INTO work(key, name, level, older_missing) VALUES (?, ?, ?, 1)"
        work_id = int(connection.execute(sql, (key, entry.old, level)).lastrowid or 0)
        connection.execute(
            "INSERT INTO expression(work_id, name, level, issuer, text_hash, priority, placeholder,"
            " effective_to, repealed, successors, doubts, source)"
            " VALUES (?, ?, ?, '', '', 0, 1, ?, 1, ?, ?, ?)",
            (
                work_id,
                entry.old,
                level,
                ends.isoformat() if ends else None,
                json.dumps(entry.successors, ensure_ascii=False),
                json.dumps([doubt] if doubt else [], ensure_ascii=False),
                PLACEHOLDER,
            ),
        )
        if doubt:
            connection.execute(
                "INSERT INTO doubt VALUES (last_insert_rowid(), ?, ?)",
                (DoubtKind.REPEAL_DAY.value, doubt),
            )
        add_name(connection, entry.old, work_id)


def _add_aliases(connection: sqlite3.Connection, knowledge: Knowledge) -> None:
    """Let works be found by the short names that the knowledge lists; a real name goes first."""
    for alias, full in knowledge.aliases.items():
        work = connection.execute(
            "SELECT work_id FROM name WHERE key = ?", (name_key(full),)
        ).fetchone()
        taken = connection.execute(
            "SELECT 1 FROM name WHERE key = ?", (name_key(alias),)
        ).fetchone()
        if work and not taken:
            add_name(connection, alias, work[0])
