"""What the contract check does (合同审查过程): understand, then figures, terms, gaps, procedure."""

from __future__ import annotations

from models.checks.base import Context
from models.checks.contract.missing import check_missing
from models.checks.contract.numbers.table import check_numbers, read_numbers
from models.checks.contract.steps import signing_steps
from models.checks.contract.terms import check_terms
from models.checks.contract.view import contract_view
from models.checks.draft import Fine, told
from models.finding import Finding, Outcome
from models.submission import Submission

CLEARED_BY = "checklist"


def review_contract(submission: Submission, context: Context) -> Outcome:
    """合同审查 of one contract."""
    view = contract_view(submission, context)
    said, failures = check_numbers(read_numbers(view.draft, view.contract))
    figures = told(said, view.draft, "arithmetic")
    missing = list(check_missing(view))
    settled = told([one for one in missing if isinstance(one, Fine)], view.draft, CLEARED_BY)
    return Outcome(
        findings=(
            *figures.findings,
            *check_terms(view, figures.findings),
            *(one for one in missing if isinstance(one, Finding)),
        ),
        cleared=(*figures.cleared, *settled.cleared),
        steps=tuple(signing_steps(view)),
        contract=view.contract,
        failures=tuple(failures),
    )
