"""Contract check (合同审查): what a colleague would mark in a contract before it is signed.

Legal source: 民法典 book three and the laws named in `corpus/knowledge/data/contract`.
"""

from __future__ import annotations

from models.checks.base import Context
from models.finding import Outcome
from models.submission import Kind, Submission


class ContractCheck:
    """合同审查 of contracts. What it needs is loaded at the first one: other drafts start a second sooner."""

    id = "contract"
    name = "合同审查"
    kinds = frozenset({Kind.CONTRACT})

    def run(self, submission: Submission, context: Context) -> Outcome:
        """Understand the contract, then judge its figures, its terms, its gaps, its procedure."""
        from models.checks.contract.review import review_contract

        return review_contract(submission, context)
