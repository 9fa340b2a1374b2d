"""SARIF (静态分析结果 2.1.0): findings for those who keep drafts in a repository.

Text drafts get lines and columns (code points, from 1); other formats get the provision as a
logical location. What is open has the kind `review`; failures and what was not read are
notifications. Messages are Chinese; keys of `properties` are ours.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from models.conclusion import conclude
from models.coverage import not_covered
from models.finding import Finding, Locator, Severity, Undecided
from models.review import Review
from models.versions import undecided_identities
from service import __version__
from service.reports import wording
from service.reports.basis_json import basis_json
from service.reports.json import finding_ids
from service.reports.source_lines import SourceLines
from service.reports.wording import Labels

Json = dict[str, Any]
SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
FINGERPRINT = "fashenFinding/v1"
_LEVELS = {
    Severity.CRITICAL: "error",
    Severity.MAJOR: "warning",
    Severity.MINOR: "note",
    Severity.NOTICE: "note",
}


@dataclass(frozen=True, slots=True)
class Draft:
    """文稿: a review, the path of its file ("" takes the name) and, of a text, its bytes."""

    review: Review
    path: str = ""
    source: bytes = b""

    @property
    def uri(self) -> str:
        """The path as a relative reference."""
        return quote(self.path or self.review.submission.document.name, safe="/")


def to_sarif(drafts: Sequence[Draft], labels: Labels | None = None) -> Json:
    """SARIF log of one run over one or several drafts."""
    names = labels or {}
    rules = _Rules(names)
    results = [one for at, draft in enumerate(drafts) for one in _results(draft, at, rules, names)]
    notices = [one for at, draft in enumerate(drafts) for one in _notices(draft, at)]
    return {
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {"driver": _driver(rules)},
                "language": "zh-CN",
                "columnKind": "unicodeCodePoints",
                "artifacts": [_artifact(draft) for draft in drafts],
                "invocations": [_invocation(drafts, notices)],
                "results": results,
            }
        ],
    }


class _Rules:
    """规则: one a check, numbered as they are met."""

    def __init__(self, labels: Labels) -> None:
        self._labels = labels
        self._places: dict[str, int] = {}
        self.found: list[Json] = []

    def place(self, entry: Finding | Undecided, level: str) -> int:
        """Return the index of the entry's rule."""
        if entry.check_id not in self._places:
            self._places[entry.check_id] = len(self.found)
            self.found.append(
                {
                    "id": entry.check_id,
                    "shortDescription": {"text": wording.category(entry, self._labels)},
                    "defaultConfiguration": {"level": level},
                }
            )
        return self._places[entry.check_id]


def _driver(rules: _Rules) -> Json:
    return {
        "name": "fashen",
        "fullName": f"法审 {__version__}",
        "version": __version__,
        "language": "zh-CN",
        "rules": rules.found,
    }


def _artifact(draft: Draft) -> Json:
    review = draft.review
    document = review.submission.document
    return {
        "location": {"uri": draft.uri},
        "roles": ["analysisTarget"],
        "hashes": {"sha-256": document.sha256},
        "properties": {
            "title": document.title,
            "kind": review.submission.kind.value,
            "asOf": review.as_of.isoformat(),
            "conclusion": conclude(review),
            "notCovered": list(not_covered(review.submission.kind)),
            "library": review.versions.library,
            "knowledge": review.versions.knowledge,
            "models": review.versions.models,
        },
    }


def _invocation(drafts: Sequence[Draft], notices: list[Json]) -> Json:
    return {
        "executionSuccessful": not any(draft.review.failures for draft in drafts),
        "toolExecutionNotifications": notices,
    }


def _notices(draft: Draft, at: int) -> Iterable[Json]:
    where = [{"physicalLocation": {"artifactLocation": {"uri": draft.uri, "index": at}}}]
    for failure in draft.review.failures:
        yield {
            "level": "error",
            "descriptor": {"id": failure.check_id},
            "message": {"text": failure.message},
            "locations": where,
        }
    for one in draft.review.unread:
        yield {
            "level": "warning",
            "descriptor": {"id": f"unread:{one.kind.value}"},
            "message": {"text": f"没有读到：{one.note}"},
            "locations": where,
        }


def _results(draft: Draft, at: int, rules: _Rules, labels: Labels) -> Iterable[Json]:
    review = draft.review
    lines = SourceLines(review.submission.document, draft.source)
    for identity, finding in zip(finding_ids(review), review.findings, strict=True):
        level = _LEVELS[finding.severity]
        yield {
            "ruleId": finding.check_id,
            "ruleIndex": rules.place(finding, level),
            "kind": "fail",
            "level": level,
            **_told(finding, finding.suggestion),
            "locations": [_location(finding, draft, at, lines)],
            "partialFingerprints": {FINGERPRINT: identity},
            "properties": {**_properties(finding, labels), **_judgement(finding)},
        }
    for identity, entry in zip(undecided_identities(review), review.undecided, strict=True):
        yield {
            "ruleId": entry.check_id,
            "ruleIndex": rules.place(entry, "none"),
            "kind": "review",
            "level": "none",
            **_told(entry, ""),
            "locations": [_location(entry, draft, at, lines)],
            "partialFingerprints": {FINGERPRINT: identity},
            "properties": _properties(entry, labels),
        }


def _told(entry: Finding | Undecided, suggestion: str) -> Json:
    named = "；".join(f"{wording.basis_title(b)}（{wording.basis_state(b)}）" for b in entry.basis)
    parts = [
        entry.message,
        *([f"依据：{named}。"] if named else []),
        *([f"建议：{suggestion}"] if suggestion else []),
    ]
    return {"message": {"text": "\n".join(parts)}}


def _location(entry: Finding | Undecided, draft: Draft, at: int, lines: SourceLines) -> Json:
    physical: Json = {"artifactLocation": {"uri": draft.uri, "index": at}}
    region = lines.region(entry.span, entry.quote) if entry.span else None
    if region:
        physical["region"] = region
    name = wording.place(entry, draft.review.submission.document)
    return {"physicalLocation": physical, "logicalLocations": [_provision(entry.locator, name)]}


def _provision(locator: Locator, name: str) -> Json:
    full = {"fullyQualifiedName": locator.eid} if locator.eid else {}
    return {"name": name, **full, "kind": "provision"}


def _properties(entry: Finding | Undecided, labels: Labels) -> Json:
    return {
        "category": entry.category,
        "categoryName": wording.category(entry, labels),
        "quote": entry.quote,
        "legalBasis": [basis_json(basis) for basis in entry.basis],
    }


def _judgement(finding: Finding) -> Json:
    return {
        "severity": finding.severity.value,
        "confidence": round(finding.confidence, 4),
        "suggestion": finding.suggestion,
        "source": finding.source,
    }
