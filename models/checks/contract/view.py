"""Contract view (合同审查视图): the contract with what the checks may use, worked out once."""

from __future__ import annotations

from dataclasses import dataclass

from corpus.knowledge.types import BasisRef, ContractTerm
from corpus.span import Span
from models.checks.base import Context
from models.checks.draft import Draft, look_at
from models.checks.grounding import ground
from models.checks.locate import locate
from models.contracts.reading import read_contract
from models.contracts.types import Contract
from models.finding import Finding, LegalBasis, Severity, Source
from models.submission import Submission

_GRADES = {
    "C": Severity.CRITICAL,
    "H": Severity.MAJOR,
    "M": Severity.MINOR,
    "L": Severity.NOTICE,
}
_MOST_BASES = 3


@dataclass(frozen=True, slots=True)
class ContractView:
    """合同审查视图."""

    draft: Draft
    context: Context
    contract: Contract

    @property
    def stance(self) -> str:
        """The stance's id, a key of the severities in the knowledge."""
        return self.contract.stance.value

    @property
    def has_public_party(self) -> bool:
        """Whether 机关 or 事业单位 is a party."""
        return bool(self.contract.public_parties)

    def term(self, term: str) -> ContractTerm:
        """A T or G entry of the knowledge."""
        return self.context.knowledge.contract_terms[term]

    def severity(self, grades: dict[str, str]) -> Severity:
        """严重度 for the stance of this review."""
        return _GRADES[grades[self.stance]]

    def bases(self, refs: tuple[BasisRef, ...]) -> tuple[LegalBasis, ...]:
        """依据 as of the date: the verified ones, or all where none is."""
        bases = ground(refs, self.context.library)
        return (tuple(b for b in bases if b.verified) or bases)[:_MOST_BASES]

    def finding(
        self,
        *,
        check_id: str,
        severity: Severity,
        message: str,
        suggestion: str,
        refs: tuple[BasisRef, ...],
        span: Span | None,
        source: Source,
        confidence: float,
    ) -> Finding:
        """审查发现; no flag stands without a basis in force."""
        bases = self.bases(refs)
        if severity.is_flag and not any(basis.verified for basis in bases):
            severity, message = Severity.MINOR, f"{message}（判断依据待核）"
        return Finding(
            check_id=check_id,
            category=check_id.removeprefix("missing:").removeprefix("common."),
            severity=severity,
            message=message,
            source=source,
            span=span,
            quote=span.of(self.draft.text) if span else "",
            locator=locate(self.draft.document, span),
            basis=bases,
            suggestion=suggestion,
            confidence=confidence,
        )


def contract_view(submission: Submission, context: Context) -> ContractView:
    """合同审查视图 of a submission."""
    contract = read_contract(submission, context.knowledge)
    return ContractView(look_at(submission, context), context, contract)
