"""Filing types (备案): the duties that follow publication, each with its day and its basis."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from corpus.knowledge.filing import Body
from models.finding import LegalBasis
from models.submission import IssuerLevel, Kind

KINDS = frozenset(
    {Kind.NORM_DOC, Kind.GOV_RULE, Kind.DEPT_RULE, Kind.LOCAL_REG, Kind.MAJOR_DECISION}
)
"""Kinds of documents with duties after publication."""


@dataclass(frozen=True, slots=True)
class Issuer:
    """制定主体: what it is (None where the document does not tell), its name, and why so.

    `place` is the area that it governs ("瓯陵市"), `parent` the one above where the name tells
    ("绵水市" of 绵水市涪东区); "" where unknown.
    """

    body: Body | None
    name: str
    place: str
    parent: str
    reason: str


@dataclass(frozen=True, slots=True)
class Publication:
    """公布日期: None for a draft not yet published; `reason` names the words that tell.

    `sure` is false where only the day of issue (成文日期) is known and was taken instead.
    """

    day: date | None
    reason: str
    sure: bool = True


@dataclass(frozen=True, slots=True)
class Recipient:
    """备案机关: its name, as precise as the issuer's name allows, and why it must be told.

    `note` says what the bases mean for the filing, "" where they speak for themselves.
    """

    name: str
    note: str
    basis: tuple[LegalBasis, ...]


@dataclass(frozen=True, slots=True)
class FilingDuty:
    """备案义务: one way to file; several stand side by side only where the issuer is unknown.

    `days` after publication, the day of publication not counted; `due` is None before publication.
    `passed` tells whether the day of the filing report, without one the review date, is after `due`.
    `sure` is false where the period rests
    on a local figure that was not verified (待核), `contents_sure` likewise for the contents.
    `issuer` says for which issuer the duty holds, "" for the one recognised.
    """

    entry_id: str
    step_id: str
    issuer: str
    filer: str
    recipients: tuple[Recipient, ...]
    days: int | None
    due: date | None
    passed: bool | None
    sure: bool
    contents: tuple[str, ...]
    contents_sure: bool
    basis: tuple[LegalBasis, ...]
    message: str
    note: str


@dataclass(frozen=True, slots=True)
class Validity:
    """有效期: `source` tells whether the text states it, a local figure presumes it, or there is none.

    `clause` is the sentence of the text. `months` is the stated length; `expires` is the last day.
    `limit_years` is the local maximum (of a trial document where the title says 暂行 or 试行),
    `over_limit` whether the stated period is longer. All local figures are 待核.
    """

    source: Literal["text", "local", "none"]
    clause: str
    begins: date | None
    months: int | None
    expires: date | None
    expired: bool | None
    trial: bool
    limit_years: int | None
    over_limit: bool
    message: str


@dataclass(frozen=True, slots=True)
class FollowUp:
    """后续工作: evaluation or cleanup; `due` is None where an event decides, not a day."""

    name: str
    due: date | None
    passed: bool | None
    sure: bool
    message: str
    basis: tuple[LegalBasis, ...]


@dataclass(frozen=True, slots=True)
class Filing:
    """备案与后续义务 of one document as of a day."""

    kind: Kind
    level: IssuerLevel | None
    as_of: date
    issuer: Issuer
    publication: Publication
    duties: tuple[FilingDuty, ...]
    validity: Validity | None
    follow_ups: tuple[FollowUp, ...]
    note: str
