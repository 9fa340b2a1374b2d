from __future__ import annotations

from collections.abc import Callable

import pytest
from support import context_of, submission_of

from corpus.library import Library
from models.checks.form import FormCheck
from models.finding import Finding, Outcome

Look = Callable[..., Outcome]


@pytest.fixture(scope="session")
def look(library: Library) -> Look:
    """Run the form check over a text; every finding's quote is proven on the way."""
    context = context_of(library)

    def run(text: str, kind: str = "norm_doc", level: str | None = "county") -> Outcome:
        submission = submission_of(text, kind, level)
        outcome = FormCheck().run(submission, context)
        for finding in outcome.findings:
            assert finding.span is None or finding.quote == finding.span.of(
                submission.document.text
            )
        return outcome

    return run


@pytest.fixture(scope="session")
def found(look: Look) -> Callable[..., tuple[Finding, ...]]:
    """Return the findings of one rule."""

    def run(rule: str, text: str, kind: str = "norm_doc", level: str | None = "county"):
        return tuple(f for f in look(text, kind, level).findings if f.check_id == rule)

    return run
