"""Records of figures (统计记录): what the office did in a year, counted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from models.finding import Severity
from models.submission import Kind
from service.ledger.words import DeadlineKind

Outcome = Literal["adopt", "modify", "reject", "open", "gone"]
"""What became of a finding: decided; open in the newest review; gone without a decision."""


@dataclass(frozen=True, slots=True)
class Period:
    """统计期间: from a moment to before another; `months` are its twelve beginnings."""

    start: datetime
    end: datetime
    months: tuple[datetime, ...]


@dataclass(frozen=True, slots=True)
class MonthCount:
    """月度件数: matters first reviewed in a month (1 to 12), by kind and department."""

    month: int
    kind: Kind
    department: str
    matters: int


@dataclass(frozen=True, slots=True)
class FindingCount:
    """问题数 of one category, severity and outcome, each finding of a matter counted once."""

    category: str
    severity: Severity
    outcome: Outcome
    findings: int


@dataclass(frozen=True, slots=True)
class Concluded:
    """办结: when a matter was received and concluded, and by when it should have been."""

    received: datetime
    ended: datetime
    due: date | None


@dataclass(frozen=True, slots=True)
class LateMatter:
    """逾期事项."""

    matter_id: str
    number: str
    title: str
    department: str
    reviewer: str | None
    due: date


@dataclass(frozen=True, slots=True)
class DueDeadline:
    """到期期限 of a matter, as its newest review found it."""

    matter_id: str
    number: str
    title: str
    kind: DeadlineKind
    name: str
    due: date
    sure: bool


@dataclass(frozen=True, slots=True)
class Unpublished:
    """待公布: a concluded matter whose filing counts from a publication not yet known."""

    matter_id: str
    number: str
    title: str
    name: str
    days: int
    ended: datetime
