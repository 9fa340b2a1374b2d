"""How the checks are looked at; each folder names its check in the fixture `check`."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from support import context_of, submission_of

from corpus.library import Library
from models.checks import Check
from models.finding import Finding, Outcome

Look = Callable[..., Outcome]


@pytest.fixture
def look(library: Library, check: Check) -> Look:
    """Run the folder's check over a text; every finding's quote is proven on the way."""
    context = context_of(library)

    def run(text: str, kind: str = "norm_doc", level: str | None = "county") -> Outcome:
        submission = submission_of(text, kind, level)
        outcome = check.run(submission, context)
        for finding in outcome.findings:
            assert finding.span is None or finding.quote == finding.span.of(
                submission.document.text
            )
        return outcome

    return run


@pytest.fixture
def found(look: Look) -> Callable[..., tuple[Finding, ...]]:
    """Return the findings of one rule."""

    def run(rule: str, text: str, kind: str = "norm_doc", level: str | None = "county"):
        return tuple(f for f in look(text, kind, level).findings if f.check_id == rule)

    return run
