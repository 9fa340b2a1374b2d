"""Relations (文件关系) between instruments: implements, amends, repeals, refers to."""

from __future__ import annotations

from dataclasses import dataclass

from corpus.instrument import Expression
from corpus.library.library import Library
from corpus.library.rows import EXPRESSION, expression_of

LABELS = {
    "implements": "依据",
    "amends": "修改",
    "repeals": "废止",
    "refers_to": "引用",
}


@dataclass(frozen=True, slots=True)
class RelationTo:
    """文件关系 of one text to another instrument; `held`: the library knows the other."""

    kind: str
    target: str
    article: str
    note: str
    held: bool


def relations_of(library: Library, expression: Expression) -> tuple[RelationTo, ...]:
    """文件关系: what one text implements, amends, repeals and refers to."""
    rows = library.query(
        "SELECT kind, target_name, article, note, target_work_id IS NOT NULL FROM relation"
        " WHERE expression_id = ? ORDER BY rowid",
        (expression.id,),
    )
    return tuple(
        RelationTo(kind, target, article, note, bool(held))
        for kind, target, article, note, held in rows
    )


def related_to(library: Library, name: str, kind: str) -> tuple[Expression, ...]:
    """反向关系: the texts that stand in a relation to a law (the texts that implement it, that cite it)."""
    work = library.find(name)
    if work is None:
        return ()
    ids = {e.id for e in work.expressions}
    rows = library.query(
        EXPRESSION
        + "WHERE e.id IN (SELECT expression_id FROM relation WHERE kind = ? AND target_work_id ="
        " (SELECT work_id FROM expression WHERE id = ?)) ORDER BY e.name, e.version_on",
        (kind, min(ids)),
    )
    return tuple(expression_of(row) for row in rows)
