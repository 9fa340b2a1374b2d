"""Numbers (数字视图): what the numeric checks of a contract look at, and how they speak."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from corpus.knowledge.types import Knowledge, LprRate
from corpus.span import Span
from models.checks.draft import Draft, Fine, Issue
from models.contracts.figures.figures import Figures
from models.contracts.figures.money import in_figures
from models.contracts.types import Contract, Party
from models.finding import Severity, Source

_GRADES = {
    "C": Severity.CRITICAL,
    "H": Severity.MAJOR,
    "M": Severity.MINOR,
    "L": Severity.NOTICE,
}


@dataclass(frozen=True, slots=True)
class Numbers:
    """数字视图: the draft, the contract as understood, its figures, the day of the review."""

    draft: Draft
    contract: Contract
    figures: Figures
    as_of: date

    @property
    def text(self) -> str:
        """The contract's text."""
        return self.draft.text

    @property
    def knowledge(self) -> Knowledge:
        """The knowledge base."""
        return self.draft.context.knowledge

    def has_kind(self, *kinds: str) -> bool:
        """Whether the contract is of one of these kinds, in the main or in the second place."""
        return any(kind in self.contract.kind_ids for kind in kinds)

    def limit(self, name: str) -> Decimal:
        """数值界限 of `contract/limits.yaml`."""
        return self.knowledge.contract_limits[name].value

    def share_limit(self, name: str) -> Decimal:
        """A limit in percent as a fraction."""
        return self.limit(name) / 100

    def grade(self, term: str) -> Severity:
        """严重度 of a T entry for the stance of the review."""
        return _GRADES[self.knowledge.contract_terms[term].severity[self.contract.stance.value]]

    def lpr(self, day: date) -> LprRate | None:
        """The quotation in force on a day; None before the first."""
        known = [rate for rate in self.knowledge.lpr_rates if rate.since <= day]
        return known[-1] if known else None

    def place(self, span: Span) -> str:
        """Name a place in words."""
        return self.draft.place(span)

    def party_of(self, words: str) -> Party | None:
        """The party that is called by the first party word in `words`."""
        found = [
            (at, party)
            for party in self.contract.parties
            for title in party.titles
            if (at := words.find(title)) >= 0
        ]
        return min(found, key=lambda pair: pair[0])[1] if found else None


Said = Iterator[Issue | Fine]
NumberRule = Callable[[Numbers], Said]


def issue(
    check_id: str,
    span: Span,
    message: str,
    suggestion: str,
    *,
    severity: Severity = Severity.MAJOR,
    rule: str = "",
    source: Source = "arithmetic",
    confidence: float = 0.95,
) -> Issue:
    """问题: `rule` is the entry whose bases ground it, the check's own where it is empty."""
    return Issue(
        check_id,
        check_id,
        rule or check_id,
        severity,
        message,
        suggestion,
        span,
        source,
        confidence,
    )


def yuan(value: Decimal) -> str:
    """金额写法: 12,000元."""
    return f"{in_figures(value)}元"
