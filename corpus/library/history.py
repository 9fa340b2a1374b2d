"""History (沿革): all dated texts of a law, with the ground of every date and the sources."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from corpus.instrument import Expression
from corpus.library.library import Library
from corpus.library.relations import RelationTo, relations_of
from corpus.library.rows import day


@dataclass(frozen=True, slots=True)
class Ground:
    """日期依据: `field` is effective_from, effective_to or valid_until; `detail` are the words."""

    field: str
    day: date | None
    basis: str
    detail: str


@dataclass(frozen=True, slots=True)
class Origin:
    """来源记录: one record that gave the text.

    `retrieved_stated`: someone said the day of retrieval, else it is the date of the file.
    `note` says what was changed on the way in.
    """

    source: str
    origin: str
    licence: str
    retrieved_on: date | None
    retrieved_stated: bool
    note: str


@dataclass(frozen=True, slots=True)
class Past:
    """沿革一项: one text with how many articles of it are held (0: known by name only).

    `relations` are to the instruments that it implements, amends, repeals and refers to.
    """

    expression: Expression
    articles: int
    grounds: tuple[Ground, ...]
    origins: tuple[Origin, ...]
    relations: tuple[RelationTo, ...]


def history(library: Library, name: str) -> tuple[Past, ...]:
    """沿革: the texts of a law, oldest first; empty if the library does not know it."""
    work = library.find(name)
    return tuple(_past(library, e) for e in work.expressions) if work else ()


def _past(library: Library, expression: Expression) -> Past:
    key = (expression.id,)
    grounds = library.query(
        "SELECT field, day, basis, detail FROM ground WHERE expression_id = ? ORDER BY rowid", key
    )
    origins = library.query(
        "SELECT source, origin, licence, retrieved_on, retrieved_stated, note FROM provenance"
        " WHERE expression_id = ? ORDER BY source, origin",
        key,
    )
    [(articles,)] = library.query("SELECT count(*) FROM article WHERE expression_id = ?", key)
    return Past(
        expression,
        articles,
        tuple(Ground(name, day(on), basis, detail) for name, on, basis, detail in grounds),
        tuple(
            Origin(source, origin, licence, day(on), bool(stated), note)
            for source, origin, licence, on, stated, note in origins
        ),
        relations_of(library, expression),
    )
