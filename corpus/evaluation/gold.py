"""Gold in the library (相关条文入库情况): which answers a library holds in force on a date."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from corpus.evaluation.queries import Gold, Key, Query
from corpus.library import LibraryView
from corpus.library.names import name_key


class Lack(StrEnum):
    """缺失原因: why a provision cannot be found in a library on a date."""

    NO_LAW = "no_law"
    NO_TEXT = "no_text"
    NO_ARTICLE = "no_article"

    @property
    def label(self) -> str:
        """The reason in Chinese."""
        return _LABEL[self]


_LABEL = {
    Lack.NO_LAW: "法规库没有这部文件",
    Lack.NO_TEXT: "该日没有有效文本",
    Lack.NO_ARTICLE: "该日的文本没有这一条",
}


@dataclass(frozen=True, slots=True)
class Answerable:
    """可评问题: a question with those of its answers that the library holds."""

    query: Query
    gold: frozenset[Key]


@dataclass(frozen=True, slots=True)
class Resolved:
    """入库情况: the questions that can be asked, the answers that lack, and why.

    `dropped` are questions none of whose answers the library holds.
    """

    questions: tuple[Answerable, ...]
    lacking: dict[Gold, Lack]
    dropped: tuple[Query, ...]


def resolve_gold(queries: Sequence[Query], view: LibraryView) -> Resolved:
    """入库情况: look every answer up as of the view's date."""
    lacking: dict[Gold, Lack] = {}
    found: dict[Gold, Key] = {}
    for gold in dict.fromkeys(gold for query in queries for gold in query.gold):
        held = _look_up(gold, view)
        if isinstance(held, Lack):
            lacking[gold] = held
        else:
            found[gold] = held
    pairs = [(q, frozenset(found[g] for g in q.gold if g in found)) for q in queries]
    return Resolved(
        questions=tuple(Answerable(query, gold) for query, gold in pairs if gold),
        lacking=lacking,
        dropped=tuple(query for query, gold in pairs if not gold),
    )


def key_of(law: str, view: LibraryView) -> str:
    """名称键 of the work that a name means in this library; the name's own key if it has none."""
    work = view.instrument(law)
    return name_key(work.name if work else law)


def _look_up(gold: Gold, view: LibraryView) -> Key | Lack:
    work = view.instrument(gold.law)
    if work is None:
        return Lack.NO_LAW
    current = work.at(view.as_of)
    if current is None or not view.has_text(current):
        return Lack.NO_TEXT
    if view.article(current, gold.number) is None:
        return Lack.NO_ARTICLE
    return name_key(work.name), gold.number
