"""Tables of matters (审查事项)."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from service.ledger.migrations.shapes import DIGEST, ID, LINE, MOMENT, words

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """升级."""
    _serials()
    _matters()
    _versions()
    _files()
    _contents()


def _serials() -> None:
    op.create_table(
        "serials",
        sa.Column("year", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("year", name="pk_serials"),
    )


def _matters() -> None:
    op.create_table(
        "matters",
        sa.Column("id", ID, nullable=False),
        sa.Column("number", LINE, nullable=False),
        sa.Column("title", LINE, nullable=False),
        sa.Column("kind", sa.String(24), nullable=True),
        sa.Column("department_id", ID, nullable=False),
        sa.Column(
            "status",
            words(
                "status", "received", "reviewing", "returned", "approval", "concluded", "withdrawn"
            ),
            nullable=False,
        ),
        sa.Column("due", sa.Date(), nullable=True),
        sa.Column("reviewer_id", ID, nullable=True),
        sa.Column("review_id", ID, nullable=True),
        sa.Column("created_by", ID, nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("changed_at", MOMENT, nullable=False),
        sa.Column("ended_at", MOMENT, nullable=True),
        sa.ForeignKeyConstraint(["created_by"], ["users.id"], name="fk_matters_created_by"),
        sa.ForeignKeyConstraint(
            ["department_id"], ["departments.id"], name="fk_matters_department_id"
        ),
        sa.ForeignKeyConstraint(["reviewer_id"], ["users.id"], name="fk_matters_reviewer_id"),
        sa.PrimaryKeyConstraint("id", name="pk_matters"),
        sa.UniqueConstraint("number", name="uq_matters_number"),
    )
    op.create_index("ix_matters_created_at", "matters", ["created_at"])
    op.create_index(
        "ix_matters_department_id_created_at", "matters", ["department_id", "created_at"]
    )
    op.create_index("ix_matters_ended_at", "matters", ["ended_at"])
    op.create_index("ix_matters_reviewer_id", "matters", ["reviewer_id"])
    op.create_index("ix_matters_status_due", "matters", ["status", "due"])


def _versions() -> None:
    op.create_table(
        "versions",
        sa.Column("id", ID, nullable=False),
        sa.Column("matter_id", ID, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("note", LINE, nullable=False),
        sa.Column("options", sa.Text(), nullable=False),
        sa.Column("created_by", ID, nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["created_by"], ["users.id"], name="fk_versions_created_by"),
        sa.ForeignKeyConstraint(["matter_id"], ["matters.id"], name="fk_versions_matter_id"),
        sa.PrimaryKeyConstraint("id", name="pk_versions"),
        sa.UniqueConstraint("matter_id", "number", name="uq_versions_matter_id_number"),
    )


def _files() -> None:
    op.create_table(
        "files",
        sa.Column("id", ID, nullable=False),
        sa.Column("version_id", ID, nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("role", words("role", "draft", "material"), nullable=False),
        sa.Column("name", LINE, nullable=False),
        sa.Column("sha256", DIGEST, nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("deleted_at", MOMENT, nullable=True),
        sa.ForeignKeyConstraint(["version_id"], ["versions.id"], name="fk_files_version_id"),
        sa.PrimaryKeyConstraint("id", name="pk_files"),
        sa.UniqueConstraint("version_id", "place", name="uq_files_version_id_place"),
    )


def _contents() -> None:
    op.create_table(
        "contents",
        sa.Column("file_id", ID, nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["file_id"], ["files.id"], name="fk_contents_file_id"),
        sa.PrimaryKeyConstraint("file_id", name="pk_contents"),
    )
