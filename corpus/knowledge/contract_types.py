"""Types of contract knowledge (合同知识)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from corpus.knowledge.basis import BasisRef, Verified


@dataclass(frozen=True, slots=True)
class ContractTerm:
    """合同无效或风险条款 (T ids) and 政府方审查点 (G ids).

    `severity` maps a stance (party_a, party_b, gov, neutral) to C, H, M or L. `applies_to` holds
    contract kinds, or "all". T entries describe what makes the term bad (`elements`) and what looks
    like it but is lawful; G entries leave `lawful_lookalike` and `effect` empty.
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


@dataclass(frozen=True, slots=True)
class NumericCheck:
    """数值核对 (N ids): arithmetic and dates in a contract; `tolerance` as written for people."""

    id: str
    name: str
    inputs: str
    formula: str
    decide: str
    tolerance: str
    bases: tuple[BasisRef, ...]


@dataclass(frozen=True, slots=True)
class ContractLimit:
    """合同数值界限: a ceiling, a floor or a rate in force; `check` is the N or T id it belongs to.

    `unit` is percent, day, month, year, hour, yuan, times, … `since` and `until` bound the days on
    which it holds, None where it is not known to begin or end.
    """

    id: str
    name: str
    value: Decimal
    unit: str
    check: str
    since: date | None
    until: date | None
    note: str


@dataclass(frozen=True, slots=True)
class LprRate:
    """贷款市场报价利率 from the day `id` (ISO) on, in percent a year."""

    id: str
    one_year: Decimal
    five_year: Decimal
    verified: Verified

    @property
    def since(self) -> date:
        """The day of publication."""
        return date.fromisoformat(self.id)


@dataclass(frozen=True, slots=True)
class SigningStep:
    """签约程序 (P ids): what must be done before, at or after signing a contract."""

    id: str
    step: str
    when: str
    evidence: str
    applies_to: str
    bases: tuple[BasisRef, ...]
    severity: dict[str, str]


@dataclass(frozen=True, slots=True)
class ContractExample:
    """合同例句: `expected` are T, G or N ids; empty for a lawful look-alike."""

    id: str
    kind: str
    text: str
    expected: tuple[str, ...]
    reason: str
    lawful: bool


@dataclass(frozen=True, slots=True)
class ExternalSource:
    """库外来源: an instrument outside the library that entries rest on.

    `BasisRef.source_id` points here; `number` holds document number and date as far as known.
    """

    id: str
    name: str
    number: str
    point: str
    verified: Verified
    note: str
