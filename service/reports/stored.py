"""Stored reviews (存档的审查结果): JSON of a review made a Review again, for a comparison."""

from __future__ import annotations

from datetime import date
from typing import Any

from corpus.document import Document, Unread, UnreadKind
from corpus.span import Span
from models.finding import (
    CheckFailure,
    Evidence,
    Finding,
    LegalBasis,
    Locator,
    Severity,
    StepResult,
    Undecided,
)
from models.review import Review, Versions
from models.submission import IssuerLevel, Kind, Stance, Submission

Json = dict[str, Any]


def stored_review(result: Json, document: Document) -> Review:
    """存档的审查结果 with its document read anew from the stored bytes.

    What a comparison needs: findings, undecided, steps, failures, versions. Left out: cleared,
    contract, materials, filing, timings. A quote that the reader of today puts elsewhere gets its
    new place (the nearest), and none if it is not there any more.

    Raises:
        KeyError, ValueError: `result` is no JSON of schema version 1.0.
    """
    head, versions = result["document"], result["versions"]
    cutoff = result["library_cutoff"]
    return Review(
        submission=_submission(head, document),
        as_of=date.fromisoformat(result["as_of"]),
        findings=tuple(_finding(one, document) for one in result["findings"]),
        steps=tuple(_step(one) for one in result["procedure"]),
        cleared=(),
        undecided=tuple(_undecided(one, document) for one in result["undecided"]),
        unread=tuple(
            Unread(UnreadKind(one["kind"]), one["note"], one["count"]) for one in head["unread"]
        ),
        failures=tuple(
            CheckFailure(one["check_id"], one["message"], one["error"])
            for one in result["failures"]
        ),
        versions=Versions(
            versions["fashen"], versions["library"], versions["knowledge"], versions["models"]
        ),
        library_cutoff=date.fromisoformat(cutoff) if cutoff else None,
    )


def _submission(head: Json, document: Document) -> Submission:
    level = head["issuer_level"]
    return Submission(
        document=document,
        kind=Kind(head["kind"]),
        issuer_level=IssuerLevel(level) if level else None,
        kind_reason=head["kind_reason"],
        level_reason=head["level_reason"],
        stance=Stance(head["stance"]),
    )


def _finding(one: Json, document: Document) -> Finding:
    return Finding(
        check_id=one["check_id"],
        category=one["category"],
        severity=Severity(one["severity"]),
        message=one["message"],
        source=one["source"],
        span=_span(one, document),
        quote=one["quote"],
        locator=_locator(one["locator"]),
        basis=_bases(one),
        suggestion=one["suggestion"],
        confidence=one["confidence"],
        conflict_type=one["conflict_type"],
    )


def _undecided(one: Json, document: Document) -> Undecided:
    return Undecided(
        check_id=one["check_id"],
        category=one["category"],
        message=one["message"],
        span=_span(one, document),
        quote=one["quote"],
        locator=_locator(one["locator"]),
        basis=_bases(one),
    )


def _step(one: Json) -> StepResult:
    severity = one["severity"]
    return StepResult(
        step_id=one["step_id"],
        name=one["name"],
        status=one["status"],
        message=one["message"],
        evidence=tuple(Evidence(e["file"], e["quote"]) for e in one["evidence"]),
        basis=_bases(one),
        severity=Severity(severity) if severity else None,
        remedy=one["remedy"],
    )


def _bases(one: Json) -> tuple[LegalBasis, ...]:
    return tuple(
        LegalBasis(b["law"], b["article"], b["validity"], b["quoted_text"], b["verified"])
        for b in one["legal_basis"]
    )


def _locator(one: Json) -> Locator:
    return Locator(one["article"], one["paragraph"], one["item"], one["eid"])


def _span(one: Json, document: Document) -> Span | None:
    """The stored place if the quote is there, else the nearest one."""
    if one["span"] is None:
        return None
    span, quote = Span(one["span"]["start"], one["span"]["end"]), one["quote"]
    if span.of(document.text) == quote:
        return span
    before = document.text.rfind(quote, 0, span.start + len(quote)) if quote else -1
    after = document.text.find(quote, span.start) if quote else -1
    found = [place for place in (before, after) if place >= 0]
    if not found:
        return None
    start = min(found, key=lambda place: abs(place - span.start))
    return Span(start, start + len(quote))
