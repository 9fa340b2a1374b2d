"""Tool review_text (审查文本): a draft as text in, findings with their basis out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from models.conclusion import EXPLANATIONS, conclude
from models.coverage import not_covered
from models.finding import Finding, LegalBasis, Undecided
from models.review import Review
from service.mcp.limits import MAX_LISTED, checked_text
from service.mcp.places import place_of
from service.mcp.types import Basis, Open, Problem, ReviewAnswer, Step
from service.options import parse_options
from service.reports import wording
from service.reports.json import finding_ids
from service.reviews import review_bytes
from service.wiring import Wiring

NAME = "送审文本.txt"
_SATISFIED = "satisfied"


def review_text(
    house: Wiring, text: str, kind: str, issuer_level: str, stance: str, as_of: str
) -> ReviewAnswer:
    """审查文本.

    Raises:
        FashenError: as `review_bytes`; FileTooLarge, BadOption for what is out of bounds.
    """
    options = parse_options(kind=kind, issuer_level=issuer_level, stance=stance, as_of=as_of)
    return answer(review_bytes(house, checked_text(text), NAME, options), house.category_names())


def answer(review: Review, labels: Mapping[str, str]) -> ReviewAnswer:
    """应答 of a review; the graver findings are listed first where not all can be."""
    submission, conclusion = review.submission, conclude(review)
    level, cutoff = submission.issuer_level, review.library_cutoff
    listed = list(_problems(review, labels))
    more = max(len(listed) - MAX_LISTED, 0) + max(len(review.undecided) - MAX_LISTED, 0)
    return ReviewAnswer(
        as_of=review.as_of.isoformat(),
        library_cutoff=cutoff.isoformat() if cutoff else None,
        library_version=review.versions.library,
        title=submission.document.title,
        kind=submission.kind.label,
        kind_reason=submission.kind_reason,
        issuer_level=level.label if level else None,
        conclusion=conclusion,
        explanation=EXPLANATIONS[conclusion],
        findings=listed[:MAX_LISTED],
        undecided=[_open(entry, review, labels) for entry in review.undecided[:MAX_LISTED]],
        procedure=[
            Step(name=s.name, status=wording.STEP_LABELS[s.status], message=s.message)
            for s in wording.open_steps(review)
            if s.status != _SATISFIED
        ],
        not_read=[unread.note for unread in review.unread],
        not_covered=list(not_covered(submission.kind)),
        failures=[failure.message for failure in review.failures],
        truncated=more,
    )


def _problems(review: Review, labels: Mapping[str, str]) -> Iterable[Problem]:
    pairs = list(zip(finding_ids(review), review.findings, strict=True))
    if len(pairs) > MAX_LISTED:
        pairs.sort(key=lambda pair: pair[1].severity.rank)
    for identity, finding in pairs:
        yield _problem(identity, finding, review, labels)


def _problem(identity: str, finding: Finding, review: Review, labels: Mapping[str, str]) -> Problem:
    span = finding.span
    return Problem(
        id=identity,
        severity=finding.severity.value,
        severity_name=finding.severity.label,
        category=wording.category(finding, labels),
        place=wording.place(finding, review.submission.document),
        span=place_of(review.submission.document, span) if span else None,
        quote=finding.quote,
        message=finding.message,
        suggestion=finding.suggestion,
        basis=[_basis(basis) for basis in finding.basis],
    )


def _open(entry: Undecided, review: Review, labels: Mapping[str, str]) -> Open:
    return Open(
        place=wording.place(entry, review.submission.document),
        category=wording.category(entry, labels),
        quote=entry.quote,
        message=entry.message,
        basis=[_basis(basis) for basis in entry.basis],
    )


def _basis(basis: LegalBasis) -> Basis:
    return Basis(
        law=basis.law,
        article=basis.article,
        validity=wording.basis_state(basis),
        verified=basis.verified,
        quoted_text=basis.quoted_text,
    )
