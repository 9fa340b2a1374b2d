"""Gathering (汇集证据): what the library file holds that bears on dates, work by work."""

from __future__ import annotations

import json
import re
import sqlite3
from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from corpus.errors import KnowledgeError
from corpus.knowledge.types import Knowledge, Repeal
from corpus.library.names import name_key
from corpus.library.rows import day
from corpus.sources.evidence import Claim, Evidence, WorkEvidence, revision_versions

_COMMENCEMENTS = Path(__file__).parent / "data" / "commencements.yaml"
_DECISION = re.compile(r"^(?:.*?)关于修改(?P<law>.+?)的?决定$")
_AMENDMENT = re.compile(r"^(?P<law>.+?)修正案")
_NEW_LAW = "not_yet_in_force"  # how an entry says that the work is new, not revised
_NEW = "new:"
ENDS = {"repealed"}
_REVISES = {"revised", "amended", "future"}
_WORKS = (
    "SELECT w.key, w.level, w.id, e.id, e.version_on, p.clause_on, p.on_publication,"
    " p.stated_effective, p.amended_on, p.stated_repealed, p.difference, p.source, p.clause,"
    " p.revised, p.valid_until, p.valid_clause, e.text_hash, p.version_note"
    " FROM work w JOIN expression e ON e.work_id = w.id"
    " JOIN provenance p ON p.expression_id = e.id ORDER BY w.id, e.id, p.source, p.origin"
)


@dataclass(frozen=True, slots=True)
class WorkRow:
    """A work of the library file with the evidence on its texts."""

    key: str
    level: str
    id: int
    texts: tuple[Evidence, ...]


def works(connection: sqlite3.Connection) -> list[WorkRow]:
    """All works whose texts some source gave."""
    grouped: dict[tuple[str, str, int], dict[int, Evidence]] = defaultdict(dict)
    for key, level, work_id, *row in connection.execute(_WORKS).fetchall():
        texts = grouped[key, level, work_id]
        texts[row[0]] = _merge(texts.get(row[0]), _evidence(row))
    return [WorkRow(*work, tuple(texts.values())) for work, texts in grouped.items()]


class Tables:
    """The knowledge and the texts that bear on dates, by name key."""

    def __init__(self, connection: sqlite3.Connection, knowledge: Knowledge) -> None:
        self.cutoff = day(
            connection.execute("SELECT max(version_on) FROM expression").fetchone()[0]
        )
        self._entries: dict[str, list[Repeal]] = defaultdict(list)
        for entry in knowledge.repeals:
            self._entries[name_key(entry.old)].append(entry)
        self._decisions = _decisions(connection)
        self._amendments = _amendments(connection)

    def evidence(self, work: WorkRow) -> WorkEvidence:
        """Gather what bears on one work."""
        entries = self._entries.get(work.key, [])
        begins = [e for e in entries if e.action in _REVISES]
        remembered = _remembered()
        return WorkEvidence(
            texts=work.texts,
            commencements={v: e.ceases_on for e in begins for v in revision_versions(e)},
            decisions=self._decisions.get(work.key, {}),
            remembered=remembered.get(work.key, {}),
            batches={**remembered.get(work.level, {}), **remembered.get(_NEW + work.key, {})},
            repeal=next((e for e in entries if e.action in ENDS), None),
            revisions=tuple(e for e in begins if e.report_as != _NEW_LAW),
            watches=tuple(e.note for e in entries if e.action == "watch" and e.note),
            amendments=self._amendments.get(work.key, ()),
            cutoff=self.cutoff,
        )


def _evidence(row: list[Any]) -> Evidence:
    (expression_id, version, clause_on, publication, stated, amended, repealed, difference) = row[
        :8
    ]
    source, clause, revised, valid_until, valid_clause, text_hash, version_note = row[8:]
    claimed = ((f"{source}正文施行条款", clause_on), (f"{source}所载施行日", stated))
    return Evidence(
        id=int(expression_id),
        version_on=day(version),
        clause_on=day(clause_on),
        on_publication=bool(publication),
        stated_effective=day(stated),
        amended_on=tuple(date.fromisoformat(d) for d in json.loads(amended)),
        stated_repealed=bool(repealed),
        notes=(difference,) if difference else (),
        claims=tuple(Claim(basis, date.fromisoformat(on)) for basis, on in claimed if on),
        clause=clause,
        revised=bool(revised),
        valid_until=day(valid_until),
        valid_clause=valid_clause,
        text_hash=text_hash,
        version_notes=(version_note,) if version_note else (),
        no_text=source == "list",
    )


def _merge(first: Evidence | None, second: Evidence) -> Evidence:
    """Join what two sources say of one text; the later of two stated dates is kept."""
    if first is None:
        return second
    stated = [d for d in (first.stated_effective, second.stated_effective) if d]
    valid = first if first.valid_until else second
    return Evidence(
        id=first.id,
        version_on=first.version_on,
        clause_on=first.clause_on or second.clause_on,
        on_publication=first.on_publication or second.on_publication,
        stated_effective=max(stated, default=None),
        amended_on=tuple(sorted({*first.amended_on, *second.amended_on})),
        stated_repealed=first.stated_repealed or second.stated_repealed,
        notes=tuple(dict.fromkeys((*first.notes, *second.notes))),
        claims=(*first.claims, *second.claims),
        clause=first.clause or second.clause,
        revised=first.revised or second.revised,
        valid_until=valid.valid_until,
        valid_clause=valid.valid_clause,
        text_hash=first.text_hash,
        no_text=first.no_text and second.no_text,
        version_notes=tuple(dict.fromkeys((*first.version_notes, *second.version_notes))),
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

    The key of a law whose version is its first, not a revision, begins with `_NEW`.

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
        found[_NEW + about if entry.get("new") else about][version] = begins
    return found
