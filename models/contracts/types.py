"""Contract facts (合同要素): parties, kinds, clause units; what the contract checks build on."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from corpus.document import Document
from corpus.span import Span
from models.submission import Stance


class Nature(StrEnum):
    """主体性质 of a party, told from its name."""

    STATE_ORGAN = "state_organ"
    PUBLIC_INSTITUTION = "public_institution"
    STATE_FIRM = "state_firm"
    VILLAGE = "village"
    BANK = "bank"
    FIRM = "firm"
    PERSON = "person"
    UNKNOWN = "unknown"

    @property
    def label(self) -> str:
        """The Chinese name."""
        return _NATURE_LABEL[self]

    @property
    def is_public(self) -> bool:
        """Whether public money and public power stand behind the party: 机关 or 事业单位."""
        return self in (Nature.STATE_ORGAN, Nature.PUBLIC_INSTITUTION)


_NATURE_LABEL = {
    Nature.STATE_ORGAN: "国家机关",
    Nature.PUBLIC_INSTITUTION: "事业单位",
    Nature.STATE_FIRM: "国有企业",
    Nature.VILLAGE: "村（居）民组织",
    Nature.BANK: "金融机构",
    Nature.FIRM: "企业",
    Nature.PERSON: "自然人",
    Nature.UNKNOWN: "性质未判明",
}


@dataclass(frozen=True, slots=True)
class Field:
    """要素: a value and the place it was read from."""

    value: str
    span: Span


@dataclass(frozen=True, slots=True)
class Party:
    """当事人.

    `role` is the label that the text uses most (甲方, 出租人); `titles` are the other words for the
    party (采购人, 买方), `role` among them. `name` is None where the contract leaves it blank.
    `label` is the place of the label in the head of the contract.
    """

    role: str
    titles: tuple[str, ...]
    label: Span
    name: Field | None
    nature: Nature
    code: Field | None = None
    representative: Field | None = None
    address: Field | None = None


@dataclass(frozen=True, slots=True)
class KindGuess:
    """合同类型判断: a kind of the knowledge file, and the Chinese reason it was taken for that."""

    kind: str
    name: str
    reason: str
    score: float


@dataclass(frozen=True, slots=True)
class Definition:
    """定义: a word that the contract gives a meaning, and the place."""

    term: str
    meaning: str
    span: Span


_CASE_OF = {"state_asset_lease": ("lease",)}
Part = Literal["head", "body", "table", "annex", "signature"]


@dataclass(frozen=True, slots=True)
class ClauseUnit:
    """条款单元: one clause as a reader takes it in: a line, its items joined to their lead.

    `text == document.text[span]`; `heading` is the heading it stands under ("" without one).
    """

    span: Span
    text: str
    heading: str
    part: Part


@dataclass(frozen=True, slots=True)
class Contract:
    """合同: what was understood before any judgement. `kinds` has the main kind first."""

    document: Document
    parties: tuple[Party, ...]
    kinds: tuple[KindGuess, ...]
    units: tuple[ClauseUnit, ...]
    definitions: tuple[Definition, ...]
    stance: Stance
    suggested_stance: Stance
    stance_reason: str

    @property
    def text(self) -> str:
        """The document's text."""
        return self.document.text

    @property
    def kind_ids(self) -> tuple[str, ...]:
        """The ids of its kinds, the main one first."""
        return tuple(guess.kind for guess in self.kinds)

    @property
    def asked_kinds(self) -> tuple[str, ...]:
        """The kinds whose rules hold: its own, the main one first, and what the main one is a case of."""
        return (*self.main_kinds, *self.kind_ids[1:])

    @property
    def main_kinds(self) -> tuple[str, ...]:
        """The main kind, and what it is a case of; empty where nothing was recognised."""
        main = self.kind_ids[:1]
        return main + tuple(general for kind in main for general in _CASE_OF.get(kind, ()))

    @property
    def public_parties(self) -> tuple[Party, ...]:
        """The parties that are 机关 or 事业单位."""
        return tuple(party for party in self.parties if party.nature.is_public)
