"""JSON of a comparison (对照 JSON): as `comparison.schema.json` says, schema version 1.0."""

from __future__ import annotations

from collections import Counter
from typing import Any

from corpus.span import Span
from models.conclusion import conclude
from models.finding import Finding, Undecided
from models.review import Review
from models.versions import Piece, ProvisionChange, StepChange, Unit, VersionComparison
from service.reports.basis_json import basis_json
from service.reports.comparison import words
from service.reports.comparison.words import AnyChange
from service.reports.wording import place

SCHEMA_VERSION = "1.0"

Json = dict[str, Any]


def to_dict(both: VersionComparison) -> Json:
    """对照 JSON: plain data; provisions that did not change are only counted."""
    return {
        "schema_version": SCHEMA_VERSION,
        "old": _draft(both.old),
        "new": _draft(both.new),
        "cautions": list(both.cautions),
        "summary": summary(both),
        "findings": [_entry(change, both) for change in both.findings],
        "undecided": [_entry(change, both) for change in both.undecided],
        "procedure": [_step(change) for change in both.steps if change.kind != "same"],
        "provisions": [_provision(change, both) for change in words.shown(both.provisions)],
    }


def summary(both: VersionComparison) -> Json:
    """摘要: how many findings, steps and provisions of each sort."""
    kinds = Counter(change.kind for change in both.provisions)
    return {
        "findings": _counts(Counter(c.status for c in both.findings), words.ENTRY_STATUS),
        "undecided": _counts(Counter(c.status for c in both.undecided), words.ENTRY_STATUS),
        "procedure": _counts(Counter(c.kind for c in both.steps), words.STEP),
        "provisions": {
            **_counts(kinds, words.PROVISION),
            "moved": sum(change.moved for change in both.provisions),
            "renumbered": sum(change.renumbered for change in both.provisions),
        },
    }


def _counts(counted: Counter[Any], keys: dict[str, str]) -> dict[str, int]:
    return {key: counted[key] for key in keys}


def _draft(review: Review) -> Json:
    document = review.submission.document
    return {
        "name": document.name,
        "sha256": document.sha256,
        "title": document.title,
        "kind": review.submission.kind.value,
        "as_of": review.as_of.isoformat(),
        "characters": len(document.text),
        "provisions": len(document.articles()),
        "conclusion": conclude(review),
    }


def _entry(change: AnyChange, both: VersionComparison) -> Json:
    return {
        "status": change.status,
        "status_name": words.status(change),
        "clause": change.clause,
        "law_changed": change.law,
        "note": words.note(change),
        "old": _side(change.old, change.old_id, both.old),
        "new": _side(change.new, change.new_id, both.new),
    }


def _side(entry: Finding | Undecided | None, identity: str, review: Review) -> Json | None:
    if entry is None:
        return None
    finding = entry if isinstance(entry, Finding) else None
    return {
        "id": identity,
        "check_id": entry.check_id,
        "category": entry.category,
        "severity": finding.severity.value if finding else None,
        "place": place(entry, review.submission.document),
        "eid": entry.locator.eid,
        "span": _span(entry.span) if entry.span else None,
        "quote": entry.quote,
        "message": entry.message,
        "suggestion": finding.suggestion if finding else "",
        "legal_basis": [basis_json(basis) for basis in entry.basis],
    }


def _step(change: StepChange) -> Json:
    return {
        "step_id": change.step.step_id,
        "name": change.step.name,
        "change": change.kind,
        "change_name": words.STEP[change.kind],
        "old_status": change.old.status if change.old else None,
        "new_status": change.new.status if change.new else None,
        "message": change.step.message,
    }


def _provision(change: ProvisionChange, both: VersionComparison) -> Json:
    old, new = both.old.submission.document.text, both.new.submission.document.text
    return {
        "change": change.kind,
        "change_name": words.provision_kind(change),
        "moved": change.moved,
        "renumbered": change.renumbered,
        "numbers_follow": change.follows,
        "old": _unit(change.old, old),
        "new": _unit(change.new, new),
        "pieces": [_piece(piece, old, new) for piece in change.pieces],
    }


def _unit(unit: Unit | None, text: str) -> Json | None:
    if unit is None:
        return None
    return {
        "label": unit.label,
        "eid": unit.eid,
        "span": _span(unit.span),
        "text": unit.span.of(text).strip(),
    }


def _piece(piece: Piece, old: str, new: str) -> Json:
    return {"equal": piece.equal, "old": piece.old.of(old), "new": piece.new.of(new)}


def _span(span: Span) -> Json:
    return {"start": span.start, "end": span.end}
