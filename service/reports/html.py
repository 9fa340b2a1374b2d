"""HTML report (网页报告): one file, the draft beside its findings, no outside request."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from models.conclusion import EXPLANATIONS, conclude
from models.coverage import not_covered
from models.finding import Severity
from models.review import Review
from service.reports import wording
from service.reports.annotate import Mark, annotate

if TYPE_CHECKING:
    from jinja2 import Template


def render_html(review: Review, labels: wording.Labels | None = None) -> str:
    """网页报告: everything of the review, escaped; a draft's markup stays text."""
    document, names = review.submission.document, labels or {}
    findings = list(enumerate(review.findings, 1))
    marks = [
        Mark(f"f{i}", str(i), f.severity.value, f.severity.rank, f.span)
        for i, f in findings
        if f.span is not None and len(f.span)
    ]
    conclusion = conclude(review)
    return _template().render(
        review=review,
        document=document,
        lines=annotate(document, marks),
        findings=findings,
        severities=[(s, sum(f.severity is s for f in review.findings)) for s in Severity],
        conclusion=conclusion,
        explanation=EXPLANATIONS[conclusion],
        not_covered=not_covered(review.submission.kind),
        facts=wording.facts(review),
        versions=wording.versions(review),
        place=lambda entry: wording.place(entry, document),
        category=lambda entry: wording.category(entry, names),
        basis_title=wording.basis_title,
        basis_state=wording.basis_state,
        cleared_by=wording.CLEARED_BY,
    )


@cache
def _template() -> Template:
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader("service.reports", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template("review.html")
