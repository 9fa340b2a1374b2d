"""Findings (审查发现) and the other outcomes of a check: steps, clearances, undecided."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Literal

from corpus.span import Span

if TYPE_CHECKING:
    from models.contracts.types import Contract
    from models.filing.types import Filing
    from models.packages.types import Package


class Severity(StrEnum):
    """严重度. critical and major are flags; minor and notice are hints."""

    CRITICAL = "critical"
    MAJOR = "major"
    MINOR = "minor"
    NOTICE = "notice"

    @property
    def label(self) -> str:
        """The Chinese name."""
        return {"critical": "严重", "major": "重要", "minor": "一般", "notice": "提示"}[self.value]

    @property
    def is_flag(self) -> bool:
        """Whether a finding of this severity counts as a flag."""
        return self in (Severity.CRITICAL, Severity.MAJOR)

    @property
    def rank(self) -> int:
        """0 for critical; larger is lighter."""
        return list(Severity).index(self)


Source = Literal["classifier", "rule", "comparison", "arithmetic", "checklist", "citation"]


@dataclass(frozen=True, slots=True)
class Locator:
    """位置: how a person would name the place ("第十一条第一款")."""

    article: str | None = None
    paragraph: int | None = None
    item: str | None = None
    eid: str | None = None


@dataclass(frozen=True, slots=True)
class LegalBasis:
    """法律依据: a provision as of the review date.

    `quoted_text` is verbatim from the library ("" when the library does not hold it).
    `validity` is a value of `corpus.citations.Verdict`. `verified` is true only if the library
    holds the provision and it is in force on the date; otherwise the user sees 待核.
    """

    law: str
    article: str
    validity: str
    quoted_text: str
    verified: bool


@dataclass(frozen=True, slots=True)
class Finding:
    """审查发现: one thing an adviser should act on, grounded and placed.

    `quote == document.text[span]`; `span` is None only for what is missing.
    `category` is an id of the knowledge files. `confidence` is in 0..1.
    """

    check_id: str
    category: str
    severity: Severity
    message: str
    source: Source
    span: Span | None = None
    quote: str = ""
    locator: Locator = field(default_factory=Locator)
    basis: tuple[LegalBasis, ...] = ()
    suggestion: str = ""
    confidence: float = 1.0
    conflict_type: str | None = None


StepStatus = Literal["satisfied", "missing", "insufficient", "not_applicable", "undecided"]


@dataclass(frozen=True, slots=True)
class Evidence:
    """证据: a quote from a material."""

    file: str
    quote: str


@dataclass(frozen=True, slots=True)
class StepResult:
    """程序步骤结果.

    `severity` is how grave an open step is, None where that does not arise. `remedy` says what to
    do or to hand in.
    """

    step_id: str
    name: str
    status: StepStatus
    message: str
    evidence: tuple[Evidence, ...] = ()
    basis: tuple[LegalBasis, ...] = ()
    severity: Severity | None = None
    remedy: str = ""


@dataclass(frozen=True, slots=True)
class Clearance:
    """已核无误: what was looked at and found in order, and the step that cleared it.

    `cleared_by` is one of act, power, basis, limit, citation, form, consistency, checklist.
    """

    act: str
    cleared_by: str
    message: str
    span: Span | None = None
    quote: str = ""
    locator: Locator = field(default_factory=Locator)
    basis: tuple[LegalBasis, ...] = ()


@dataclass(frozen=True, slots=True)
class Undecided:
    """未能判断: a clause that the machine looked at and could not decide; a person must."""

    check_id: str
    category: str
    message: str
    span: Span | None = None
    quote: str = ""
    locator: Locator = field(default_factory=Locator)
    basis: tuple[LegalBasis, ...] = ()


@dataclass(frozen=True, slots=True)
class CheckFailure:
    """检查未完成: a check that crashed; its part of the review was not done.

    `error` names the exception's type and place, never text of the draft.
    """

    check_id: str
    message: str
    error: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """检查结果: all that one check has to say.

    `contract` is what it understood of a contract, `package` of the materials handed in, `filing`
    what is due after publication.
    """

    findings: tuple[Finding, ...] = ()
    steps: tuple[StepResult, ...] = ()
    cleared: tuple[Clearance, ...] = ()
    undecided: tuple[Undecided, ...] = ()
    contract: Contract | None = None
    package: Package | None = None
    filing: Filing | None = None
    failures: tuple[CheckFailure, ...] = ()
