"""Redating (重算时效): compute validity for every work in a library file from all its evidence."""

from __future__ import annotations

import json
import re
import sqlite3
from collections import defaultdict
from datetime import date
from functools import cache
from pathlib import Path

from corpus.errors import KnowledgeError
from corpus.instrument import Level
from corpus.knowledge.types import Knowledge, Repeal
from corpus.library.names import name_key
from corpus.library.rows import day
from corpus.sources.dating import (
    Dated,
    Evidence,
    WorkEvidence,
    date_work,
    is_revision,
    repeal_day,
    revision_versions,
)
from corpus.sources.store import add_name

PLACEHOLDER = "废止对照表（无文本）"
_COMMENCEMENTS = Path(__file__).parent / "data" / "commencements.yaml"
_DECISION = re.compile(r"^(?:.*?)关于修改(?P<law>.+?)的?决定$")
_AMENDMENT = re.compile(r"^(?P<law>.+?)修正案")
_KIND_LEVEL = {"law": Level.LAW, "admin_reg": Level.ADMIN_REG}
_NEW_LAW = "not_yet_in_force"  # how an entry says that the work is new, not revised
_ENDS = {"repealed"}
_REVISES = {"revised", "amended", "future"}


def redate(connection: sqlite3.Connection, knowledge: Knowledge) -> None:
    """Compute dates, repeals, successors and doubts anew for all works, and add known absentees."""
    connection.execute("DELETE FROM expression WHERE placeholder = 1")
    connection.execute("DELETE FROM work WHERE id NOT IN (SELECT work_id FROM expression)")
    connection.execute("DELETE FROM name WHERE work_id NOT IN (SELECT id FROM work)")
    tables = _Tables(connection, knowledge)
    for key, level, work_id, texts in _works(connection):
        work = tables.evidence(key, level, texts)
        dated = date_work(work)
        for one in dated:
            _write(connection, one)
        _older_missing(connection, work_id, dated, work)
    _add_absent(connection, knowledge, tables.cutoff)
    _add_aliases(connection, knowledge)


class _Tables:
    """The knowledge that bears on dates, by name key."""

    def __init__(self, connection: sqlite3.Connection, knowledge: Knowledge) -> None:
        self.cutoff = day(
            connection.execute("SELECT max(version_on) FROM expression").fetchone()[0]
        )
        self._entries: dict[str, list[Repeal]] = defaultdict(list)
        for entry in knowledge.repeals:
            self._entries[name_key(entry.old)].append(entry)
        self._decisions = _decisions(connection)
        self._amendments = _amendments(connection)

    def evidence(self, key: str, level: str, texts: tuple[Evidence, ...]) -> WorkEvidence:
        """Gather what bears on one work."""
        entries = self._entries.get(key, [])
        begins = [e for e in entries if e.action in _REVISES]
        return WorkEvidence(
            texts=texts,
            commencements={v: e.ceases_on for e in begins for v in revision_versions(e)},
            decisions=self._decisions.get(key, {}),
            remembered={**_remembered().get(level, {}), **_remembered().get(key, {})},
            repeal=next((e for e in entries if e.action in _ENDS), None),
            revisions=tuple(e for e in begins if e.report_as != _NEW_LAW),
            watches=tuple(e.note for e in entries if e.action == "watch" and e.note),
            amendments=self._amendments.get(key, ()),
            cutoff=self.cutoff,
        )


def _works(
    connection: sqlite3.Connection,
) -> list[tuple[str, str, int, tuple[Evidence, ...]]]:
    rows = connection.execute(
        "SELECT w.key, w.level, w.id, e.id, e.version_on, p.clause_on, p.on_publication,"
        " p.stated_effective, p.amended_on, p.stated_repealed, p.difference"
        " FROM work w JOIN expression e ON e.work_id = w.id"
        " JOIN provenance p ON p.expression_id = e.id ORDER BY w.id, e.id, p.source, p.origin"
    ).fetchall()
    grouped: dict[tuple[str, str, int], dict[int, Evidence]] = defaultdict(dict)
    for key, level, work_id, *row in rows:
        texts = grouped[key, level, work_id]
        texts[row[0]] = _merge(texts.get(row[0]), _evidence(row))
    return [(*work, tuple(texts.values())) for work, texts in grouped.items()]


def _evidence(row: list[str | int | None]) -> Evidence:
    expression_id, version, clause, publication, stated, amended, repealed, difference = row
    return Evidence(
        id=int(expression_id or 0),
        version_on=day(str(version) if version else None),
        clause_on=day(str(clause) if clause else None),
        on_publication=bool(publication),
        stated_effective=day(str(stated) if stated else None),
        amended_on=tuple(date.fromisoformat(d) for d in json.loads(str(amended))),
        stated_repealed=bool(repealed),
        notes=(str(difference),) if difference else (),
    )


def _merge(first: Evidence | None, second: Evidence) -> Evidence:
    """Join what two sources say of one text; the later of two stated dates is kept."""
    if first is None:
        return second
    stated = [d for d in (first.stated_effective, second.stated_effective) if d]
    return Evidence(
        id=first.id,
        version_on=first.version_on,
        clause_on=first.clause_on or second.clause_on,
        on_publication=first.on_publication or second.on_publication,
        stated_effective=max(stated, default=None),
        amended_on=tuple(sorted({*first.amended_on, *second.amended_on})),
        stated_repealed=first.stated_repealed or second.stated_repealed,
        notes=tuple(dict.fromkeys((*first.notes, *second.notes))),
    )


def _decisions(connection: sqlite3.Connection) -> dict[str, dict[date, date]]:
    """Amending decisions and amendments held as works of their own: law → version → first day."""
    found: dict[str, dict[date, date]] = defaultdict(dict)
    rows = connection.execute(
        "SELECT w.key, e.version_on, p.clause_on, p.on_publication FROM work w"
        " JOIN expression e ON e.work_id = w.id JOIN provenance p ON p.expression_id = e.id"
        " WHERE w.key LIKE '%关于修改%决定' OR w.key LIKE '%修正案%'"
    )
    for key, version, clause, on_publication in rows:
        law = _DECISION.match(key) or _AMENDMENT.match(key)
        adopted = day(version)
        begins = day(clause) or (adopted if on_publication else None)
        if law and adopted and begins and begins >= adopted:
            found[name_key(law["law"])][adopted] = begins
    return found


def _amendments(connection: sqlite3.Connection) -> dict[str, tuple[date, ...]]:
    """Amendments that stand as works of their own (刑法修正案 …): law → adoption dates."""
    found: dict[str, list[date]] = defaultdict(list)
    rows = connection.execute(
        "SELECT w.key, e.version_on FROM work w JOIN expression e ON e.work_id = w.id"
        " WHERE w.key LIKE '%修正案%' AND e.version_on IS NOT NULL"
    )
    for key, version in rows:
        law, _, _ = key.partition("修正案")
        found[law].append(date.fromisoformat(version))
    return {law: tuple(sorted(set(days))) for law, days in found.items()}


@cache
def _remembered() -> dict[str, dict[date, date]]:
    """Our own table of commencement dates: name key or level → version → first day.

    Raises:
        KnowledgeError: an entry lacks a field, or begins before it was adopted.

    """
    import yaml

    entries = yaml.safe_load(_COMMENCEMENTS.read_text(encoding="utf-8"))
    found: dict[str, dict[date, date]] = defaultdict(dict)
    for number, entry in enumerate(entries, 1):
        about = name_key(entry.get("law", "")) or entry.get("level")
        version, begins = entry.get("version"), entry.get("from")
        if not (about and version and begins and version <= begins):
            raise KnowledgeError(f"{_COMMENCEMENTS.name} 第{number}项不全，或施行日早于通过日")
        found[about][version] = begins
    return found


def _write(connection: sqlite3.Connection, one: Dated) -> None:
    sources = connection.execute(
        "SELECT DISTINCT source FROM provenance WHERE expression_id = ? ORDER BY source", (one.id,)
    )
    connection.execute(
        "UPDATE expression SET effective_from = ?, effective_to = ?, repealed = ?, successors = ?,"
        " doubts = ?, source = ? WHERE id = ?",
        (
            one.effective_from.isoformat() if one.effective_from else None,
            one.effective_to.isoformat() if one.effective_to else None,
            int(one.repealed),
            json.dumps(one.successors, ensure_ascii=False),
            json.dumps(list(dict.fromkeys(one.doubts)), ensure_ascii=False),
            "、".join(row[0] for row in sources),
            one.id,
        ),
    )


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
            entry.action not in _ENDS
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
