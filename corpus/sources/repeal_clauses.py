"""Repeal clauses (废止条款): laws that other texts of the library end, and from which day."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from corpus.library.names import name_key
from corpus.library.rows import day
from corpus.sources.evidence import Ending, Evidence

_CLAUSES = (
    "SELECT r.target_name, r.note, w.name, e.work_id, min(ifnull(p.clause_on, e.effective_from)),"
    " min(e.effective_from) FROM relation r JOIN expression e ON e.id = r.expression_id"
    " JOIN work w ON w.id = e.work_id LEFT JOIN provenance p ON p.expression_id = e.id"
    " WHERE r.kind = 'repeals' GROUP BY r.target_name, e.work_id ORDER BY 5"
)
CONTESTED = (
    "《{law}》的废止条款称自{day}起废止本文件，但库内有{version}的文本，未按废止处理，请核对"
)
OTHER_DAY = "《{law}》的废止条款自{day}起，与废止对照表的{listed}不同，请核对"


@dataclass(frozen=True, slots=True)
class Clauses:
    """废止条款 that bear on one work: what ends it, and what cannot be followed."""

    ended: Ending | None
    contested: tuple[str, ...]


def repeal_clauses(connection: sqlite3.Connection) -> dict[int, list[Ending]]:
    """Work id → the clauses of other works that end it. First days must have been computed."""
    ids = dict(connection.execute("SELECT key, work_id FROM name"))
    found: dict[int, list[Ending]] = defaultdict(list)
    for target, note, law, work_id, clause, begins in connection.execute(_CLAUSES):
        on = day(clause or begins)
        ended = ids.get(name_key(target))
        if on is not None and ended is not None and ended != work_id:
            found[ended].append(Ending(on, law, note))
    return found


def weigh(endings: list[Ending], texts: tuple[Evidence, ...], listed: date | None) -> Clauses:
    """取舍: a clause counts if no text of the work is newer; `listed` is the table's own date."""
    newest = max((t.version_on for t in texts if t.version_on), default=None)
    fitting = [e for e in endings if newest is None or newest < e.day]
    contested = [
        CONTESTED.format(law=e.successor, day=e.day, version=newest)
        for e in endings
        if e not in fitting
    ]
    if listed is not None:
        contested += [
            OTHER_DAY.format(law=e.successor, day=e.day, listed=listed)
            for e in fitting
            if e.day != listed
        ]
    return Clauses(fitting[0] if fitting else None, tuple(dict.fromkeys(contested)))
