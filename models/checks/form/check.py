"""Form check (形式审查): runs the form rules over documents of public law.

Legal source: 立法法 arts. 61, 65; 规章制定程序条例 arts. 7, 8, 32, 33; 党政机关公文处理工作条例.
"""

from __future__ import annotations

from models.checks.base import Context
from models.checks.draft import Rule, run_rules
from models.checks.form.agencies import check_agencies
from models.checks.form.closing import check_interpretation, check_repeal_clause
from models.checks.form.dates import check_effective_date
from models.checks.form.fines import check_fine_ratio
from models.checks.form.issuer import check_issuer
from models.checks.form.ladder import check_ladders
from models.checks.form.layout import check_chapters, check_numbered_paragraphs
from models.checks.form.number import check_document_number
from models.checks.form.opening import check_purpose, check_scope
from models.checks.form.title import check_title
from models.checks.form.validity import check_validity
from models.checks.form.wording import check_wording
from models.finding import Outcome
from models.submission import Kind, Submission

RULES: tuple[Rule, ...] = (
    check_title,
    check_issuer,
    check_document_number,
    check_purpose,
    check_scope,
    check_agencies,
    check_chapters,
    check_numbered_paragraphs,
    check_ladders,
    check_fine_ratio,
    check_wording,
    check_repeal_clause,
    check_interpretation,
    check_effective_date,
    check_validity,
)


class FormCheck:
    """形式审查 of normative documents, rules, local regulations and decisions."""

    id = "form"
    name = "形式审查"
    kinds = frozenset(
        {Kind.NORM_DOC, Kind.GOV_RULE, Kind.DEPT_RULE, Kind.LOCAL_REG, Kind.MAJOR_DECISION}
    )

    def run(self, submission: Submission, context: Context) -> Outcome:
        """Apply every form rule."""
        return run_rules(RULES, submission, context, "form")
