"""Package types (材料包): the main draft, its materials and what each of them is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from corpus.document import Document
from corpus.span import Span
from models.submission import Kind

Relation = Literal["own", "other", "unclear"]
"""own: about this draft; other: about another document; unclear: it names none."""
Unit = Literal["natural", "working", "month", "year"]


@dataclass(frozen=True, slots=True)
class Role:
    """材料角色: an id of `Knowledge.evidence_types`, and in Chinese why it was taken."""

    evidence_id: str
    reason: str


@dataclass(frozen=True, slots=True)
class Material:
    """送审材料.

    `roles` are ordered, the likeliest first; several where one file binds several papers; empty
    where none was recognised. `relation_reason` names the words that tell. `duplicate_of` is the
    name of the file whose text this one repeats, "" for none. `chosen`: the role is the user's.
    """

    document: Document
    roles: tuple[Role, ...]
    relation: Relation
    relation_reason: str
    duplicate_of: str = ""
    chosen: bool = False

    @property
    def name(self) -> str:
        """The file's name."""
        return self.document.name

    @property
    def text(self) -> str:
        """The material's text."""
        return self.document.text

    @property
    def counts(self) -> bool:
        """Whether it may be evidence: it belongs to this draft and repeats no other file."""
        return self.relation != "other" and not self.duplicate_of

    def plays(self, *evidence_ids: str) -> bool:
        """Whether one of its roles is among these."""
        return any(role.evidence_id in evidence_ids for role in self.roles)


@dataclass(frozen=True, slots=True)
class Package:
    """材料包: `materials` are without the main draft, in the order handed in.

    `names` are all the names that the draft goes by, without stage and quotes, its title's first.
    """

    main: Document
    kind: Kind
    materials: tuple[Material, ...]
    names: tuple[str, ...] = ()

    def playing(self, *evidence_ids: str) -> tuple[Material, ...]:
        """Materials that count and play one of these roles."""
        return tuple(m for m in self.materials if m.counts and m.plays(*evidence_ids))


@dataclass(frozen=True, slots=True)
class Moment:
    """时点或者期间 named in a text.

    A day has `first == last`. A period from a day to another has both; `last` is None where only
    the length is told ("自公告发布之日起30日": then `first` is None too unless the day is known).
    `length` and `unit` are the length the text itself states, None where it states none.
    `guessed_year`: the text gave no year and the nearest one was taken.
    """

    span: Span
    first: date | None
    last: date | None
    length: int | None = None
    unit: Unit | None = None
    guessed_year: bool = False
