"""Review (审查结果): the immutable result of one review."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Literal

from corpus.document import Unread
from models.finding import CheckFailure, Clearance, Finding, StepResult, Undecided
from models.submission import Submission

if TYPE_CHECKING:
    from models.contracts.types import Contract
    from models.filing.types import Filing
    from models.packages.types import Package

Conclusion = Literal["合法", "修改后合法", "不合法", "需人工核对", "未能完成审查"]


@dataclass(frozen=True, slots=True)
class Versions:
    """版本: what the result rests on."""

    fashen: str
    library: str
    knowledge: str
    models: str


@dataclass(frozen=True, slots=True)
class Review:
    """审查结果: findings in document order, what was cleared, what was not decided or not read.

    `as_of` is the day whose law was applied. `library_cutoff` is the newest date in the library.
    `contract` is what was understood of a contract, None for other kinds; `package` what was
    understood of the materials, None where no check looked at them; `filing` what is due after
    publication, None for kinds that are never filed.
    """

    submission: Submission
    as_of: date
    findings: tuple[Finding, ...]
    steps: tuple[StepResult, ...]
    cleared: tuple[Clearance, ...]
    undecided: tuple[Undecided, ...]
    unread: tuple[Unread, ...]
    failures: tuple[CheckFailure, ...]
    versions: Versions
    library_cutoff: date | None
    contract: Contract | None = None
    package: Package | None = None
    filing: Filing | None = None
    timings_ms: dict[str, float] = field(default_factory=dict)
