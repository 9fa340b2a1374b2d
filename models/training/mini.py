"""One clause as a draft (单条草案): so that the whole review can be run over a labelled clause."""

from __future__ import annotations

from collections.abc import Sequence

from corpus.formats import read_document
from corpus.span import Span
from models.checks.base import Check, Context
from models.finding import Finding, Outcome
from models.neural.clauses.labels import CATEGORIES
from models.submission import Submission
from models.training.clauses import Clause


def as_submission(clause: Clause) -> Submission:
    """单条草案: the title, and the clause below it."""
    text = f"{clause.title}\n{clause.text}\n"
    document = read_document(text.encode(), "draft.txt")
    return Submission(document, clause.kind, clause.level, "标注", "标注")


def clause_span(submission: Submission, clause: Clause) -> Span:
    """Where the clause stands in the draft."""
    text = submission.document.text
    start = max(text.find(clause.text[:8], len(clause.title)), 0)
    return Span(start, len(text))


def outcome_of(submission: Submission, checks: Sequence[Check], context: Context) -> Outcome:
    """All that the checks say of a draft, together."""
    outcomes = [c.run(submission, context) for c in checks if submission.kind in c.kinds]
    return Outcome(
        tuple(f for o in outcomes for f in o.findings),
        (),
        tuple(c for o in outcomes for c in o.cleared),
        tuple(u for o in outcomes for u in o.undecided),
    )


def flags_of(outcome: Outcome, within: Span) -> list[Finding]:
    """严重、重要发现 of a content category that lie in the clause, the surest first."""
    found = [
        f
        for f in outcome.findings
        if f.severity.is_flag
        and f.category in CATEGORIES
        and f.span is not None
        and within.overlaps(f.span)
    ]
    return sorted(found, key=lambda f: (-f.confidence, f.severity.rank))
