"""Tables of audit (审计)."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from service.ledger.migrations.shapes import ID, LINE, MOMENT, protect

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """升级."""
    _audit()
    protect("audit")


def _audit() -> None:
    op.create_table(
        "audit",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("user_id", ID, nullable=True),
        sa.Column("via", LINE, nullable=False),
        sa.Column("address", LINE, nullable=False),
        sa.Column("action", LINE, nullable=False),
        sa.Column("subject", LINE, nullable=False),
        sa.Column("subject_id", LINE, nullable=False),
        sa.Column("department_id", ID, nullable=True),
        sa.Column("detail", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["department_id"], ["departments.id"], name="fk_audit_department_id"
        ),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name="fk_audit_user_id"),
        sa.PrimaryKeyConstraint("id", name="pk_audit"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_audit_at", "audit", ["at"])
    op.create_index("ix_audit_department_id_at", "audit", ["department_id", "at"])
    op.create_index("ix_audit_subject_subject_id", "audit", ["subject", "subject_id"])
    op.create_index("ix_audit_user_id", "audit", ["user_id"])
