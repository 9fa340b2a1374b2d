"""Contract check (合同审查): what a colleague would mark in a contract before it is signed.

Legal source: 民法典 book three and the laws named in `corpus/knowledge/data/contract`.
"""

from __future__ import annotations

from models.checks.base import Context
from models.checks.contract.missing import check_missing
from models.checks.contract.steps import signing_steps
from models.checks.contract.terms import check_terms
from models.checks.contract.view import ContractView, contract_view
from models.checks.draft import Fine
from models.finding import Clearance, Finding, Outcome
from models.submission import Kind, Submission


class ContractCheck:
    """合同审查 of contracts."""

    id = "contract"
    name = "合同审查"
    kinds = frozenset({Kind.CONTRACT})

    def run(self, submission: Submission, context: Context) -> Outcome:
        """Understand the contract, then judge its terms, its gaps and its procedure."""
        view = contract_view(submission, context)
        said = [*check_terms(view), *check_missing(view)]
        return Outcome(
            findings=tuple(one for one in said if isinstance(one, Finding)),
            cleared=tuple(_clearance(one, view) for one in said if isinstance(one, Fine)),
            steps=tuple(signing_steps(view)),
            contract=view.contract,
        )


def _clearance(fine: Fine, view: ContractView) -> Clearance:
    return Clearance(act=fine.act, cleared_by="checklist", message=fine.message)
