"""Filing check (备案提示): what is due once the document is published; it finds no fault.

Legal source: the bases of `corpus/knowledge/data/public/filing.yaml`.
"""

from __future__ import annotations

from models.checks.base import Context
from models.filing.types import KINDS
from models.finding import Outcome
from models.packages.build import build_package
from models.submission import Submission


class FilingCheck:
    """备案提示: the duties after publication, or their forecast for a draft."""

    id = "filing"
    name = "备案提示"
    kinds = KINDS

    def run(self, submission: Submission, context: Context) -> Outcome:
        """Plan the filing with what the package tells of issuer and publication."""
        from models.filing.plan import plan_filing  # it needs the table of checks to be complete

        materials = submission.materials
        package = (
            build_package(submission.document, submission.kind, materials, submission.roles)
            if materials
            else None
        )
        return Outcome(filing=plan_filing(submission, context, package=package))
