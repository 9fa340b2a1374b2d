"""Tallies (合计): findings of a year by category and severity, and what became of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from models.finding import Severity
from service.ledger.records.figures import FindingCount, Outcome


@dataclass(frozen=True, slots=True)
class Adoption:
    """采纳情况: how many findings were adopted, modified, rejected; open; gone undecided."""

    adopt: int = 0
    modify: int = 0
    reject: int = 0
    open: int = 0
    gone: int = 0

    @property
    def total(self) -> int:
        """All findings."""
        return self.adopt + self.modify + self.reject + self.open + self.gone

    @property
    def decided(self) -> int:
        """Those that somebody decided."""
        return self.adopt + self.modify + self.reject

    @property
    def rate(self) -> float | None:
        """采纳率: adopted, as they were or modified, of those decided; None without any."""
        return (self.adopt + self.modify) / self.decided if self.decided else None


@dataclass(frozen=True, slots=True)
class Category:
    """类目: its findings by severity, in the order of severities, and what became of them."""

    id: str
    name: str
    severities: tuple[tuple[Severity, int], ...]
    adoption: Adoption

    @property
    def total(self) -> int:
        """All findings of it."""
        return self.adoption.total


def by_category(counts: Iterable[FindingCount], names: Mapping[str, str]) -> tuple[Category, ...]:
    """各类问题, the most frequent first; categories of one name are one."""
    groups: dict[str, list[FindingCount]] = {}
    for one in counts:
        groups.setdefault(names.get(one.category, "其他"), []).append(one)
    made = (
        Category(group[0].category, name, by_severity(group), whole(group))
        for name, group in groups.items()
    )
    return tuple(sorted(made, key=lambda one: (-one.total, one.name)))


def by_severity(counts: Iterable[FindingCount]) -> tuple[tuple[Severity, int], ...]:
    """各级问题数, all severities in their order."""
    found = dict.fromkeys(Severity, 0)
    for one in counts:
        found[one.severity] += one.findings
    return tuple(found.items())


def whole(counts: Iterable[FindingCount]) -> Adoption:
    """采纳情况 of all of them together."""
    found: dict[Outcome, int] = {}
    for one in counts:
        found[one.outcome] = found.get(one.outcome, 0) + one.findings
    return Adoption(**found)
