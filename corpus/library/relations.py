"""Relations (文件关系) between instruments: implements, amends, repeals, refers to."""

from __future__ import annotations

from dataclasses import dataclass

from corpus.instrument import Expression
from corpus.library.library import Library

IMPLEMENTS, AMENDS, REPEALS, REFERS_TO = "implements", "amends", "repeals", "refers_to"
_LABEL = {IMPLEMENTS: "依据", AMENDS: "修改", REPEALS: "废止", REFERS_TO: "引用"}


@dataclass(frozen=True, slots=True)
class RelationTo:
    """文件关系 of one text to another instrument; `held`: the library knows the other."""

    kind: str
    target: str
    article: str
    note: str
    held: bool

    @property
    def label(self) -> str:
        """The kind in Chinese."""
        return _LABEL[self.kind]


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
