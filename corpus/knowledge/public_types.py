"""Types of public-law knowledge (公法知识): what documents may say, and what packages must show."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Literal

from corpus.instrument import ArticleNumber, Level
from corpus.knowledge.basis import BasisRef, Verified


@dataclass(frozen=True, slots=True)
class LookAlike:
    """合法近似: a text that resembles a violation and is lawful, with the reason."""

    text: str
    why_lawful: str


@dataclass(frozen=True, slots=True)
class Category:
    """禁止内容类目: what a document of these kinds must not do, and how to say so.

    `direct_cues` and `indirect_cues` describe wordings for people; `cue_patterns` are for machines
    and are no more than candidates. `related` names neighbouring categories.
    """

    id: str
    name: str
    severity: str
    applies_to: tuple[str, ...]
    norm: str
    bases: tuple[BasisRef, ...]
    advice: str
    revision: str
    exceptions: str
    lookalikes: tuple[LookAlike, ...]
    cue_patterns: tuple[re.Pattern[str], ...]
    precision_hint: str
    name_en: str = ""
    direct_cues: tuple[str, ...] = ()
    indirect_cues: tuple[str, ...] = ()
    related: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Power:
    """设定权: may a document of these levels set this subject? `may` is "all", "no", or a limit.

    `expiry` says when a power lapses, `conditions` what must be done to use it; `local_param` is
    the id of the local figure that fills in the limit.
    """

    id: str
    levels: tuple[Level, ...]
    subject: str
    may: str
    limits: str
    check: str
    bases: tuple[BasisRef, ...]
    note: str
    expiry: str = ""
    conditions: str = ""
    local_param: str = ""


@dataclass(frozen=True, slots=True)
class Guard:
    """降噪规则."""

    id: str
    name: str
    pattern: re.Pattern[str]
    effect: Literal["downgrade_and_compare", "suppress", "suppress_if_no_consequence"]
    note: str


@dataclass(frozen=True, slots=True)
class Repeal:
    """废止与修改: what became of an instrument.

    `action`: repealed · revised · amended · future · watch. `ceases_on` is the first day on which
    the old text no longer applies; None if unknown (`ceases_note` then says what is known).
    `cited_as` is the name as drafts write it between 《》, without 中华人民共和国; empty where the
    entry is not about one instrument. `date_verified` tells how sure the date is.
    """

    id: str
    old: str
    kind: str
    action: str
    successors: tuple[str, ...]
    ceases_on: date | None
    ceases_note: str
    report_as: str
    bases: tuple[BasisRef, ...]
    verified: Verified
    note: str
    cited_as: str = ""
    date_verified: Verified | None = None


@dataclass(frozen=True, slots=True)
class ArticleMove:
    """条文对应: where an article of an old text went."""

    id: str
    old_law: str
    old_article: ArticleNumber
    new_law: str
    new_article: ArticleNumber
    change: str


@dataclass(frozen=True, slots=True)
class FormRule:
    """形式规则."""

    id: str
    topic: str
    rule: str
    severity: str
    bases: tuple[BasisRef, ...]
    note: str
    detect: str = ""


@dataclass(frozen=True, slots=True)
class Procedure:
    """程序步骤: a step that a package must show.

    `evidence_ids` point into `Knowledge.evidence_types`. `deadline_days` counts days of `day_type`
    (natural, working); `deadline_type` tells whether it is a minimum (min_period), a maximum
    (max_deadline) or a time ahead of an event (lead_time).
    """

    id: str
    kind: str
    step: str
    name: str
    required: str
    trigger: str
    evidence: tuple[str, ...]
    evidence_ids: tuple[str, ...]
    deadline_days: int | None
    day_type: str | None
    deadline_type: str | None
    exemptions: tuple[str, ...]
    severity: str
    order: int
    bases: tuple[BasisRef, ...]
    note: str
    local_param: str = ""


@dataclass(frozen=True, slots=True)
class Example:
    """例句: a clause with what must and must not be found in it."""

    id: str
    polarity: Literal["violation", "lookalike"]
    text: str
    doc_kind: str
    issuer: str
    expected: tuple[str, ...]
    acceptable_extra: tuple[str, ...]
    must_not: tuple[str, ...]
    reason: str
    context: str
    severity: str = ""
    bases: tuple[BasisRef, ...] = ()


@dataclass(frozen=True, slots=True)
class Constant:
    """法定数值."""

    id: str
    name: str
    value: int
    unit: str
    bases: tuple[BasisRef, ...]
    note: str


@dataclass(frozen=True, slots=True)
class DocKind:
    """文书类型: how to recognise a kind of document and its issuer."""

    id: str
    name: str
    issuers: tuple[str, ...]
    title_cues: tuple[str, ...]
    tests: tuple[str, ...]
    exclude: tuple[str, ...]
    note: str
    bases: tuple[BasisRef, ...]


@dataclass(frozen=True, slots=True)
class EvidenceType:
    """证明材料类型: how to recognise a material of the package by file name and content."""

    id: str
    name: str
    filename_cues: tuple[str, ...]
    content_cues: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CasefileRule:
    """案卷规则: what the file of a penalty, coercion, licence or reconsideration case must show."""

    id: str
    doc: str
    item: str
    rule: str
    detect: str
    severity: str
    bases: tuple[BasisRef, ...]
    note: str


@dataclass(frozen=True, slots=True)
class LocalParam:
    """地方参数: a figure that local law sets; `value` is empty where the office must fill it in."""

    id: str
    name: str
    value: dict[str, int | str | None]
    scope: str
    verified: Verified
    source: str
    note: str


@dataclass(frozen=True, slots=True)
class Agency:
    """机构更名: an agency's old name, what took its place, and since when.

    `since` is the first day of the new name on the national level; local bodies follow by their own
    plans, so a hit is a hint and never an error. `spellings` are the ways drafts write
    the old name; `not_in` are longer words that contain one of them without meaning the agency.
    """

    id: str
    old: str
    new: str
    since: date
    spellings: tuple[str, ...]
    not_in: tuple[str, ...]
    note: str
