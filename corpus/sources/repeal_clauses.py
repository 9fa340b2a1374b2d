"""Repeal clauses (废止条款): laws that other texts of the library end, and from which day."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from corpus.instrument import Level
from corpus.library.names import name_key
from corpus.library.rows import day
from corpus.sources.evidence import Ending, Evidence

_CLAUSES = (
    "SELECT r.target_name, r.note, w.name, w.level, e.work_id, min(ifnull(p.clause_on, e.effective_from)),"
    " min(e.effective_from) FROM relation r JOIN expression e ON e.id = r.expression_id"
    " JOIN work w ON w.id = e.work_id LEFT JOIN provenance p ON p.expression_id = e.id"
    " WHERE r.kind = 'repeals' GROUP BY r.target_name, e.work_id ORDER BY 6"
)
CONTESTED = (
    "《{law}》的废止条款称自{day}起废止本文件，但库内有{version}的文本，未按废止处理，请核对"
)
OUTRANKED = "《{law}》的废止条款称自{day}起废止本文件，但其效力层级低于本文件，未按废止处理，请核对"
OTHER_DAY = "《{law}》的废止条款自{day}起，与废止对照表的{listed}不同，请核对"


@dataclass(frozen=True, slots=True)
class Clauses:
    """废止条款 that bear on one work: what ends it, and what cannot be followed."""

    ended: Ending | None
    contested: tuple[str, ...]


def repeal_clauses(connection: sqlite3.Connection) -> dict[int, list[Ending]]:
    """Work id → the clauses of other works that end it. First days must have been computed."""
    ids = dict(connection.execute("SELECT key, work_id FROM name"))
    ranks = {i: Level(level).rank for i, level in connection.execute("SELECT id, level FROM work")}
    found: dict[int, list[Ending]] = defaultdict(list)
    for target, note, law, level, work_id, clause, begins in connection.execute(_CLAUSES):
        on = day(clause or begins)
        ended = ids.get(name_key(target))
        if on is not None and ended is not None and ended != work_id:
            outranked = Level(level).rank > ranks[ended]
            found[ended].append(Ending(on, law, note, outranked))
    return found


def weigh(endings: list[Ending], texts: tuple[Evidence, ...], listed: date | None) -> Clauses:
    """取舍: a clause counts if no text of the work is newer, and none ranks above the clause's.

    `listed` is the table's own date.
    """
    newest = max((t.version_on for t in texts if t.version_on), default=None)
    contested = [
        OUTRANKED.format(law=e.successor, day=e.day)
        for e in endings
        if e.outranked and listed is None
    ]
    able = [e for e in endings if not e.outranked]
    fitting = [e for e in able if newest is None or newest < e.day]
    contested += [
        CONTESTED.format(law=e.successor, day=e.day, version=newest)
        for e in able
        if e not in fitting
    ]
    if listed is not None:
        contested += [
            OTHER_DAY.format(law=e.successor, day=e.day, listed=listed)
            for e in fitting
            if e.day != listed
        ]
    return Clauses(fitting[0] if fitting else None, tuple(dict.fromkeys(contested)))
