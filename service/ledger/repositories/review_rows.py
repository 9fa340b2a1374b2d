"""Rows of reviews (审查数据行) as records."""

from __future__ import annotations

from service.ledger.records import Decision, Opinion, Review, ReviewItem
from service.ledger.tables import DecisionRow, OpinionRow, ReviewItemRow, ReviewRow


def review_of(row: ReviewRow) -> Review:
    """审查记录 of a row."""
    return Review(
        id=row.id,
        matter_id=row.matter_id,
        version_id=row.version_id,
        job_id=row.job_id,
        kind=row.kind,
        as_of=row.as_of,
        conclusion=row.conclusion,
        critical=row.critical,
        major=row.major,
        minor=row.minor,
        notice=row.notice,
        program=row.program,
        library=row.library,
        knowledge=row.knowledge,
        models=row.models,
        result_sha256=row.result_sha256,
        created_by=row.created_by,
        created_at=row.created_at,
    )


def item_of(row: ReviewItemRow) -> ReviewItem:
    """审查条目 of a row."""
    return ReviewItem(
        row.kind, row.fingerprint, row.check_id, row.category, row.severity, row.article
    )


def decision_of(row: DecisionRow) -> Decision:
    """处理意见 of a row."""
    return Decision(
        number=row.id,
        matter_id=row.matter_id,
        review_id=row.review_id,
        fingerprint=row.fingerprint,
        verdict=row.verdict,
        reason=row.reason,
        wording=row.wording,
        decided_by=row.decided_by,
        decided_at=row.decided_at,
    )


def opinion_of(row: OpinionRow) -> Opinion:
    """审查意见 of a row."""
    return Opinion(
        id=row.id,
        matter_id=row.matter_id,
        review_id=row.review_id,
        number=row.number,
        format=row.format,
        file_name=row.file_name,
        sha256=row.sha256,
        size=row.size,
        created_by=row.created_by,
        created_at=row.created_at,
    )
