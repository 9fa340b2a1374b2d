"""Knowledge (知识): the typed shape of the YAML files under `corpus/knowledge/data`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Literal, Protocol

from corpus.instrument import ArticleNumber, Level

Verified = Literal["laws.db", "lawrefbook", "web-copy", "memory"]


@dataclass(frozen=True, slots=True)
class BasisRef:
    """依据引用: a provision that a knowledge entry rests on.

    `article` is None for the whole instrument or where the place is not an article
    (`place` then holds it as written: "一（一）"). `anchor` is a short word that the provision
    contains. `verified` tells where the author saw the text; "memory" is shown as 待核.
    """

    law: str
    article: ArticleNumber | None
    place: str
    anchor: str
    version: str
    verified: Verified
    note: str


@dataclass(frozen=True, slots=True)
class LookAlike:
    """合法近似: a text that resembles a violation and is lawful, with the reason."""

    text: str
    why_lawful: str


@dataclass(frozen=True, slots=True)
class Category:
    """禁止内容类目."""

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


@dataclass(frozen=True, slots=True)
class Power:
    """设定权: may a document of these levels set this subject? `may` is "all", "no", or a limit."""

    id: str
    levels: tuple[Level, ...]
    subject: str
    may: str
    limits: str
    check: str
    bases: tuple[BasisRef, ...]
    note: str


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


@dataclass(frozen=True, slots=True)
class Procedure:
    """程序步骤."""

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
class ContractTerm:
    """合同无效或风险条款 (T ids) and 政府方审查点 (G ids).

    `severity` maps a stance (party_a, party_b, gov, neutral) to C, H, M or L.
    """

    id: str
    name: str
    cues: tuple[str, ...]
    elements: str
    lawful_lookalike: str
    effect: str
    severity: dict[str, str]
    applies_to: tuple[str, ...]
    bases: tuple[BasisRef, ...]
    suggestion: str


@dataclass(frozen=True, slots=True)
class ContractKind:
    """合同类型."""

    id: str
    name: str
    aliases: tuple[str, ...]
    nature: str
    recognise: str
    not_or_confusable: str
    default_roles: str
    bases: tuple[BasisRef, ...]


@dataclass(frozen=True, slots=True)
class ContractClause:
    """合同应备条款: `kind` is "common" or a contract kind."""

    id: str
    kind: str
    name: str
    level: str
    cues: tuple[str, ...]
    missing_means: str
    severity: dict[str, str]
    bases: tuple[BasisRef, ...]


@dataclass(frozen=True, slots=True)
class StaleCitation:
    """合同旧引用: an old law or article as contracts still cite it, and what stands now."""

    old: str
    new: BasisRef
    note: str


class Knowledge(Protocol):
    """知识库: every section is read on first use, typed, and cached.

    Raises:
        KnowledgeError: on first use of a section whose file is wrong; names file and line.
    """

    @property
    def version(self) -> str:
        """A short fingerprint of all knowledge files."""
        ...

    @property
    def categories(self) -> dict[str, Category]: ...
    @property
    def powers(self) -> tuple[Power, ...]: ...
    @property
    def guards(self) -> tuple[Guard, ...]: ...
    @property
    def repeals(self) -> tuple[Repeal, ...]: ...
    @property
    def article_map(self) -> tuple[ArticleMove, ...]: ...
    @property
    def form_rules(self) -> dict[str, FormRule]: ...
    @property
    def procedures(self) -> tuple[Procedure, ...]: ...
    @property
    def constants(self) -> dict[str, Constant]: ...
    @property
    def examples(self) -> tuple[Example, ...]: ...
    @property
    def aliases(self) -> dict[str, str]:
        """Short names and common spellings of instruments → full name ("民法典" → …)."""
        ...

    @property
    def contract_terms(self) -> dict[str, ContractTerm]:
        """T and G entries by id."""
        ...

    @property
    def contract_kinds(self) -> dict[str, ContractKind]: ...
    @property
    def contract_clauses(self) -> tuple[ContractClause, ...]: ...
    @property
    def stale_citations(self) -> tuple[StaleCitation, ...]: ...
