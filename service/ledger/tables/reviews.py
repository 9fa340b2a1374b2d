"""Reviews (审查记录): results as they were, what they found, decisions on it, opinions issued.

The database refuses to change any of these rows; only the text of a result may be deleted.
"""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.submission import Kind
from service.ledger.tables.base import Base, Digest, Id, Line, Ref, words
from service.ledger.words import DeadlineKind, ItemKind, Verdict


class ReviewRow(Base):
    """审查记录: facts of one review; a job has one review at most."""

    __tablename__ = "reviews"
    __table_args__ = (Index(None, "matter_id", "created_at"),)

    id: Mapped[Id]
    matter_id: Mapped[Ref] = mapped_column(ForeignKey("matters.id"))
    version_id: Mapped[Ref] = mapped_column(ForeignKey("versions.id"), index=True)
    job_id: Mapped[Ref | None] = mapped_column(ForeignKey("jobs.id"), unique=True)
    kind: Mapped[Kind] = mapped_column(words(Kind, "kind", checked=False))
    as_of: Mapped[date]
    conclusion: Mapped[Line]
    critical: Mapped[int]
    major: Mapped[int]
    minor: Mapped[int]
    notice: Mapped[int]
    program: Mapped[Line]
    library: Mapped[Line]
    knowledge: Mapped[Line]
    models: Mapped[Line]
    result_sha256: Mapped[Digest]
    created_by: Mapped[Ref] = mapped_column(ForeignKey("users.id"))
    created_at: Mapped[datetime]


class ReviewResultRow(Base):
    """审查结果: the JSON as it was made; it quotes the draft, so policy may delete it."""

    __tablename__ = "review_results"

    review_id: Mapped[Id] = mapped_column(ForeignKey("reviews.id"))
    body: Mapped[str]


class ReviewItemRow(Base):
    """审查条目: what can be decided, without the draft's words; kept for figures and re-reviews."""

    __tablename__ = "review_items"
    __table_args__ = (UniqueConstraint("review_id", "fingerprint"),)

    review_id: Mapped[Id] = mapped_column(ForeignKey("reviews.id"))
    place: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    kind: Mapped[ItemKind] = mapped_column(words(ItemKind, "kind"))
    fingerprint: Mapped[Line]
    check_id: Mapped[Line]
    category: Mapped[Line]
    severity: Mapped[Line]
    article: Mapped[Line]


class ReviewDeadlineRow(Base):
    """审查所见期限: filing and what follows it; kept like the items when the text is deleted."""

    __tablename__ = "review_deadlines"

    review_id: Mapped[Id] = mapped_column(ForeignKey("reviews.id"))
    place: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    kind: Mapped[DeadlineKind] = mapped_column(words(DeadlineKind, "kind"))
    name: Mapped[Line]
    due: Mapped[date | None] = mapped_column(index=True)
    days: Mapped[int | None]
    sure: Mapped[bool]
    done: Mapped[bool]


class DecisionRow(Base):
    """处理意见: a new row each time; the last of a matter and a fingerprint counts."""

    __tablename__ = "decisions"
    __table_args__ = (
        Index(None, "matter_id", "fingerprint", "id"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    matter_id: Mapped[Ref] = mapped_column(ForeignKey("matters.id"))
    review_id: Mapped[Ref] = mapped_column(ForeignKey("reviews.id"))
    fingerprint: Mapped[Line]
    verdict: Mapped[Verdict] = mapped_column(words(Verdict, "verdict"))
    reason: Mapped[str]
    wording: Mapped[str]
    decided_by: Mapped[Ref] = mapped_column(ForeignKey("users.id"))
    decided_at: Mapped[datetime]


class OpinionRow(Base):
    """审查意见: a document that left the office, by its hash."""

    __tablename__ = "opinions"

    id: Mapped[Id]
    matter_id: Mapped[Ref] = mapped_column(ForeignKey("matters.id"), index=True)
    review_id: Mapped[Ref] = mapped_column(ForeignKey("reviews.id"))
    number: Mapped[Line]
    format: Mapped[Line]
    file_name: Mapped[Line]
    sha256: Mapped[Digest] = mapped_column(index=True)
    size: Mapped[int]
    created_by: Mapped[Ref] = mapped_column(ForeignKey("users.id"))
    created_at: Mapped[datetime]
