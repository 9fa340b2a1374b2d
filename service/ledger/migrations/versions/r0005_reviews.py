"""Tables of reviews (审查记录)."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from service.ledger.migrations.shapes import DIGEST, ID, LINE, MOMENT, protect, words

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """升级."""
    _reviews()
    _review_results()
    _review_items()
    _decisions()
    _opinions()
    protect("reviews")
    protect("review_results", key=("review_id",), deletable=True)
    protect("review_items", key=("review_id", "place"))
    protect("decisions")
    protect("opinions")


def _reviews() -> None:
    op.create_table(
        "reviews",
        sa.Column("id", ID, nullable=False),
        sa.Column("matter_id", ID, nullable=False),
        sa.Column("version_id", ID, nullable=False),
        sa.Column("job_id", ID, nullable=True),
        sa.Column("kind", sa.String(24), nullable=False),
        sa.Column("as_of", sa.Date(), nullable=False),
        sa.Column("conclusion", LINE, nullable=False),
        sa.Column("critical", sa.Integer(), nullable=False),
        sa.Column("major", sa.Integer(), nullable=False),
        sa.Column("minor", sa.Integer(), nullable=False),
        sa.Column("notice", sa.Integer(), nullable=False),
        sa.Column("program", LINE, nullable=False),
        sa.Column("library", LINE, nullable=False),
        sa.Column("knowledge", LINE, nullable=False),
        sa.Column("models", LINE, nullable=False),
        sa.Column("result_sha256", DIGEST, nullable=False),
        sa.Column("created_by", ID, nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["created_by"], ["users.id"], name="fk_reviews_created_by"),
        sa.ForeignKeyConstraint(["job_id"], ["jobs.id"], name="fk_reviews_job_id"),
        sa.ForeignKeyConstraint(["matter_id"], ["matters.id"], name="fk_reviews_matter_id"),
        sa.ForeignKeyConstraint(["version_id"], ["versions.id"], name="fk_reviews_version_id"),
        sa.PrimaryKeyConstraint("id", name="pk_reviews"),
        sa.UniqueConstraint("job_id", name="uq_reviews_job_id"),
    )
    op.create_index("ix_reviews_matter_id_created_at", "reviews", ["matter_id", "created_at"])
    op.create_index("ix_reviews_version_id", "reviews", ["version_id"])


def _review_results() -> None:
    op.create_table(
        "review_results",
        sa.Column("review_id", ID, nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["review_id"], ["reviews.id"], name="fk_review_results_review_id"),
        sa.PrimaryKeyConstraint("review_id", name="pk_review_results"),
    )


def _review_items() -> None:
    op.create_table(
        "review_items",
        sa.Column("review_id", ID, nullable=False),
        sa.Column("place", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("kind", words("kind", "finding", "step", "undecided"), nullable=False),
        sa.Column("fingerprint", LINE, nullable=False),
        sa.Column("check_id", LINE, nullable=False),
        sa.Column("category", LINE, nullable=False),
        sa.Column("severity", LINE, nullable=False),
        sa.Column("article", LINE, nullable=False),
        sa.ForeignKeyConstraint(["review_id"], ["reviews.id"], name="fk_review_items_review_id"),
        sa.PrimaryKeyConstraint("review_id", "place", name="pk_review_items"),
        sa.UniqueConstraint(
            "review_id", "fingerprint", name="uq_review_items_review_id_fingerprint"
        ),
    )


def _decisions() -> None:
    op.create_table(
        "decisions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("matter_id", ID, nullable=False),
        sa.Column("review_id", ID, nullable=False),
        sa.Column("fingerprint", LINE, nullable=False),
        sa.Column(
            "verdict", words("verdict", "adopt", "reject", "modify", "withdraw"), nullable=False
        ),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("wording", sa.Text(), nullable=False),
        sa.Column("decided_by", ID, nullable=False),
        sa.Column("decided_at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["decided_by"], ["users.id"], name="fk_decisions_decided_by"),
        sa.ForeignKeyConstraint(["matter_id"], ["matters.id"], name="fk_decisions_matter_id"),
        sa.ForeignKeyConstraint(["review_id"], ["reviews.id"], name="fk_decisions_review_id"),
        sa.PrimaryKeyConstraint("id", name="pk_decisions"),
        sqlite_autoincrement=True,
    )
    op.create_index(
        "ix_decisions_matter_id_fingerprint_id", "decisions", ["matter_id", "fingerprint", "id"]
    )


def _opinions() -> None:
    op.create_table(
        "opinions",
        sa.Column("id", ID, nullable=False),
        sa.Column("matter_id", ID, nullable=False),
        sa.Column("review_id", ID, nullable=False),
        sa.Column("number", LINE, nullable=False),
        sa.Column("format", LINE, nullable=False),
        sa.Column("file_name", LINE, nullable=False),
        sa.Column("sha256", DIGEST, nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("created_by", ID, nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["created_by"], ["users.id"], name="fk_opinions_created_by"),
        sa.ForeignKeyConstraint(["matter_id"], ["matters.id"], name="fk_opinions_matter_id"),
        sa.ForeignKeyConstraint(["review_id"], ["reviews.id"], name="fk_opinions_review_id"),
        sa.PrimaryKeyConstraint("id", name="pk_opinions"),
    )
    op.create_index("ix_opinions_matter_id", "opinions", ["matter_id"])
    op.create_index("ix_opinions_sha256", "opinions", ["sha256"])
