"""Consistency check (内部一致性): runs the rules that need only the draft itself, contracts too.

Legal source: 立法法 arts. 7, 65; 民法典 arts. 470, 490 (what a contract says must be certain).
"""

from __future__ import annotations

from models.checks.base import Context
from models.checks.consistency.abbreviations import check_abbreviations
from models.checks.consistency.amounts import check_amounts
from models.checks.consistency.annexes import check_annexes
from models.checks.consistency.clauses import check_clause_references
from models.checks.consistency.dates import check_dates
from models.checks.consistency.duplicates import check_duplicates
from models.checks.consistency.numbering import check_numbering
from models.checks.consistency.periods import check_periods
from models.checks.consistency.placeholders import check_placeholders
from models.checks.consistency.references import check_references
from models.checks.consistency.selfname import check_self_name
from models.checks.consistency.terms import check_terms
from models.checks.draft import Rule, run_rules
from models.finding import Outcome
from models.submission import Kind, Submission

RULES: tuple[Rule, ...] = (
    check_numbering,
    check_references,
    check_clause_references,
    check_annexes,
    check_abbreviations,
    check_terms,
    check_self_name,
    check_placeholders,
    check_duplicates,
    check_dates,
    check_periods,
    check_amounts,
)


class ConsistencyCheck:
    """内部一致性检查 of every kind of document."""

    id = "consistency"
    name = "内部一致性"
    kinds = frozenset(Kind)

    def run(self, submission: Submission, context: Context) -> Outcome:
        """Apply every consistency rule."""
        return run_rules(RULES, submission, context, "consistency")
