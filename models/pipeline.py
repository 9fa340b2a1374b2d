"""Pipeline (审查流程): `review` is pure; no clock but a stopwatch, no network, no database."""

from __future__ import annotations

import time
import traceback
from collections.abc import Callable, Sequence
from datetime import date

from models.checks.base import Check, Context
from models.finding import CheckFailure, Clearance, Finding, Outcome, Undecided
from models.review import Review, Versions
from models.submission import Submission


def review(
    submission: Submission,
    checks: Sequence[Check],
    context: Context,
    versions: Versions,
    library_cutoff: date | None = None,
    begun: Callable[[Check], None] = lambda _: None,
) -> Review:
    """审查: run every check that fits the kind; a check that crashes is reported, not fatal.

    `begun` is told of each check before it runs.
    """
    outcomes: list[Outcome] = []
    failures: list[CheckFailure] = []
    timings: dict[str, float] = {}
    for check in checks:
        if submission.kind not in check.kinds:
            continue
        begun(check)
        started = time.perf_counter()
        try:
            outcome = _checked(check.run(submission, context), submission)
            outcomes.append(outcome)
            failures += outcome.failures
        except Exception as error:
            failures.append(_failure(check, error))
        timings[check.id] = round((time.perf_counter() - started) * 1000, 1)
    return Review(
        submission=submission,
        as_of=context.as_of,
        findings=_in_order([f for o in outcomes for f in o.findings], submission),
        steps=tuple(s for o in outcomes for s in o.steps),
        cleared=tuple(c for o in outcomes for c in o.cleared),
        undecided=tuple(u for o in outcomes for u in o.undecided),
        unread=submission.document.unread,
        failures=tuple(failures),
        versions=versions,
        library_cutoff=library_cutoff,
        contract=next((o.contract for o in outcomes if o.contract), None),
        package=next((o.package for o in outcomes if o.package), None),
        filing=next((o.filing for o in outcomes if o.filing), None),
        timings_ms=timings,
    )


def _checked(outcome: Outcome, submission: Submission) -> Outcome:
    """Refuse an outcome whose quotes are not the text at their spans.

    Raises:
        ValueError: names the check id of the wrong entry.
    """
    text = submission.document.text
    entries: tuple[Finding | Clearance | Undecided, ...] = (
        *outcome.findings,
        *outcome.cleared,
        *outcome.undecided,
    )
    for entry in entries:
        if entry.span is not None and entry.quote != entry.span.of(text):
            raise ValueError(getattr(entry, "check_id", "clearance"))
    return outcome


def _in_order(findings: list[Finding], submission: Submission) -> tuple[Finding, ...]:
    """Document order, the graver first at one place; what is missing comes last."""
    last = len(submission.document.text) + 1
    return tuple(
        sorted(findings, key=lambda f: (f.span.start if f.span else last, f.severity.rank))
    )


def _failure(check: Check, error: Exception) -> CheckFailure:
    """Name the exception's type and place, never its message: it may hold text of the draft."""
    frame = traceback.extract_tb(error.__traceback__)[-1]
    place = f"{type(error).__name__} @ {frame.filename.rsplit('/', 1)[-1]}:{frame.lineno}"
    return CheckFailure(check.id, f"“{check.name}”未能完成，本次结果不含该项检查。", place)
