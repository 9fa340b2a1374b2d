"""Tables of work (任务)."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from service.ledger.migrations.shapes import DIGEST, ID, LINE, MOMENT, words

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """升级."""
    _jobs()
    _idempotency_keys()


def _jobs() -> None:
    op.create_table(
        "jobs",
        sa.Column("id", ID, nullable=False),
        sa.Column("version_id", ID, nullable=False),
        sa.Column("status", words("status", "queued", "running", "done", "failed"), nullable=False),
        sa.Column("progress", sa.Integer(), nullable=False),
        sa.Column("stage", LINE, nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("lease", LINE, nullable=True),
        sa.Column("leased_until", MOMENT, nullable=True),
        sa.Column("node", LINE, nullable=True),
        sa.Column("error", LINE, nullable=True),
        sa.Column("created_by", ID, nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("started_at", MOMENT, nullable=True),
        sa.Column("ended_at", MOMENT, nullable=True),
        sa.ForeignKeyConstraint(["created_by"], ["users.id"], name="fk_jobs_created_by"),
        sa.ForeignKeyConstraint(["version_id"], ["versions.id"], name="fk_jobs_version_id"),
        sa.PrimaryKeyConstraint("id", name="pk_jobs"),
    )
    op.create_index("ix_jobs_status_created_at", "jobs", ["status", "created_at"])
    op.create_index("ix_jobs_version_id", "jobs", ["version_id"])


def _idempotency_keys() -> None:
    op.create_table(
        "idempotency_keys",
        sa.Column("user_id", ID, nullable=False),
        sa.Column("key", LINE, nullable=False),
        sa.Column("request", DIGEST, nullable=False),
        sa.Column("made", sa.Text(), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name="fk_idempotency_keys_user_id"),
        sa.PrimaryKeyConstraint("user_id", "key", name="pk_idempotency_keys"),
    )
    op.create_index("ix_idempotency_keys_created_at", "idempotency_keys", ["created_at"])
