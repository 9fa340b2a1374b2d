"""JSON report (JSON 报告): a Review as the contract with the outside says, schema version 1.0."""

from __future__ import annotations

from collections import Counter
from typing import Any

from models.conclusion import conclude
from models.coverage import not_covered
from models.finding import (
    CheckFailure,
    Clearance,
    Finding,
    Locator,
    Severity,
    StepResult,
    Undecided,
)
from models.review import Review
from models.versions import identities, step_fingerprint, undecided_identities
from service.reports.basis_json import basis_json
from service.reports.contract_json import contract_json
from service.reports.filing_json import filing_json
from service.reports.materials import materials_json
from service.reports.wording import Labels

SCHEMA_VERSION = "1.0"

Json = dict[str, Any]


def to_dict(review: Review, labels: Labels | None = None) -> Json:
    """JSON 报告: the whole review as plain data; it validates against `review.schema.json`.

    `labels` name the types of materials; without them their ids stand for the names.
    """
    submission = review.submission
    names, open_names = finding_ids(review), undecided_identities(review)
    cutoff = review.library_cutoff
    return {
        "schema_version": SCHEMA_VERSION,
        "document": _document(review),
        "contract": contract_json(review.contract),
        "as_of": review.as_of.isoformat(),
        "library_cutoff": cutoff.isoformat() if cutoff else None,
        "versions": {
            "fashen": review.versions.fashen,
            "library": review.versions.library,
            "knowledge": review.versions.knowledge,
            "models": review.versions.models,
        },
        "findings": [_finding(f, i) for f, i in zip(review.findings, names, strict=True)],
        "materials": materials_json(review, labels or {}),
        "procedure": [_step(step) for step in review.steps],
        "filing": filing_json(review.filing),
        "cleared": [_clearance(clearance) for clearance in review.cleared],
        "undecided": [_undecided(u, i) for u, i in zip(review.undecided, open_names, strict=True)],
        "not_covered": list(not_covered(submission.kind)),
        "failures": [_failure(failure) for failure in review.failures],
        "summary": summary(review),
        "timings_ms": dict(review.timings_ms),
    }


def summary(review: Review) -> Json:
    """摘要: findings by severity, and the conclusion."""
    counted = Counter(finding.severity for finding in review.findings)
    return {
        **{severity.value: counted[severity] for severity in Severity},
        "conclusion": conclude(review),
    }


def finding_ids(review: Review) -> tuple[str, ...]:
    """发现编号: one stable fingerprint a finding, in the order of `review.findings`.

    It depends on the check, the category, the sentence quoted and its part of the document, so it
    survives edits elsewhere and renumbering. Equal ones get "-2", "-3" … in document order.
    """
    return identities(review)


def _document(review: Review) -> Json:
    submission = review.submission
    document = submission.document
    level = submission.issuer_level
    return {
        "name": document.name,
        "sha256": document.sha256,
        "format": document.format,
        "kind": submission.kind.value,
        "kind_reason": submission.kind_reason,
        "issuer_level": level.value if level else None,
        "level_reason": submission.level_reason,
        "stance": submission.stance.value,
        "title": document.title,
        "issuer": document.metadata.issuer,
        "document_number": document.metadata.document_number,
        "characters": len(document.text),
        "provisions": len(document.articles()),
        "main_reason": submission.main_reason,
        "materials": [material.name for material in submission.materials],
        "unread": [
            {"kind": unread.kind.value, "note": unread.note, "count": unread.count}
            for unread in review.unread
        ],
    }


def _finding(finding: Finding, identity: str) -> Json:
    return {
        "id": identity,
        "check_id": finding.check_id,
        "category": finding.category,
        "severity": finding.severity.value,
        **_place(finding),
        "message": finding.message,
        "suggestion": finding.suggestion,
        "confidence": round(finding.confidence, 4),
        "conflict_type": finding.conflict_type,
        "source": finding.source,
        "legal_basis": [basis_json(basis) for basis in finding.basis],
    }


def _place(entry: Finding | Clearance | Undecided) -> Json:
    span = entry.span
    return {
        "locator": _locator(entry.locator),
        "span": {"start": span.start, "end": span.end} if span else None,
        "quote": entry.quote,
    }


def _locator(locator: Locator) -> Json:
    return {
        "article": locator.article,
        "paragraph": locator.paragraph,
        "item": locator.item,
        "eid": locator.eid,
    }


def _step(step: StepResult) -> Json:
    return {
        "id": step_fingerprint(step),
        "step_id": step.step_id,
        "name": step.name,
        "status": step.status,
        "severity": step.severity.value if step.severity else None,
        "evidence": [{"file": e.file, "quote": e.quote} for e in step.evidence],
        "message": step.message,
        "remedy": step.remedy,
        "legal_basis": [basis_json(basis) for basis in step.basis],
    }


def _clearance(clearance: Clearance) -> Json:
    return {
        "eid": clearance.locator.eid,
        "act": clearance.act,
        "cleared_by": clearance.cleared_by,
        "message": clearance.message,
        **_place(clearance),
        "legal_basis": [basis_json(basis) for basis in clearance.basis],
    }


def _undecided(entry: Undecided, identity: str) -> Json:
    return {
        "id": identity,
        "check_id": entry.check_id,
        "category": entry.category,
        **_place(entry),
        "message": entry.message,
        "legal_basis": [basis_json(basis) for basis in entry.basis],
    }


def _failure(failure: CheckFailure) -> Json:
    return {
        "check_id": failure.check_id,
        "message": failure.message,
        "error": failure.error,
    }
