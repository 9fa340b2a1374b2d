"""Table of deadlines (审查所见期限), filled from the results that are stored."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from typing import Any

import sqlalchemy as sa
from alembic import op

from service.ledger.migrations.shapes import ID, LINE, protect, words

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

_RESULTS = sa.table("review_results", sa.column("review_id", ID), sa.column("body", sa.Text()))
_AT_ONCE = 50


def upgrade() -> None:
    """升级."""
    made = op.create_table(
        "review_deadlines",
        sa.Column("review_id", ID, nullable=False),
        sa.Column("place", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("kind", words("kind", "filing", "expiry", "follow_up"), nullable=False),
        sa.Column("name", LINE, nullable=False),
        sa.Column("due", sa.Date(), nullable=True),
        sa.Column("days", sa.Integer(), nullable=True),
        sa.Column("sure", sa.Boolean(), nullable=False),
        sa.Column("done", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["review_id"], ["reviews.id"], name="fk_review_deadlines_review_id"
        ),
        sa.PrimaryKeyConstraint("review_id", "place", name="pk_review_deadlines"),
    )
    op.create_index("ix_review_deadlines_due", "review_deadlines", ["due"])
    _fill(made)
    protect("review_deadlines", key=("review_id", "place"))


def _fill(table: sa.Table) -> None:
    connection = op.get_bind()
    ids = list(connection.scalars(sa.select(_RESULTS.c.review_id)))
    for start in range(0, len(ids), _AT_ONCE):
        some = _RESULTS.c.review_id.in_(ids[start : start + _AT_ONCE])
        bodies = connection.execute(sa.select(_RESULTS).where(some)).all()
        rows = [row for review_id, body in bodies for row in _rows(review_id, json.loads(body))]
        if rows:
            connection.execute(sa.insert(table), rows)


def _rows(review_id: str, found: dict[str, Any]) -> list[dict[str, Any]]:
    filing = found.get("filing")
    named = _named(filing, found["procedure"]) if filing else ()
    return [{"review_id": review_id, "place": place, **one} for place, one in enumerate(named)]


def _named(filing: dict[str, Any], steps: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    done = {one["step_id"] for one in steps if one["status"] in ("satisfied", "insufficient")}
    groups: dict[tuple[str | None, int], list[dict[str, Any]]] = {}
    for one in filing["duties"]:
        if one["recipients"] and one["days"] is not None:
            groups.setdefault((one["due"], one["days"]), []).append(one)
    for (due, days), group in groups.items():
        sure = all(one["sure"] for one in group) and filing["published_sure"]
        filed = any(one["step_id"] in done for one in group)
        name = "；".join(_filed_with(one) for one in group)
        yield _row("filing", name, due, sure, days=days, done=filed)
    validity = filing["validity"]
    if validity and validity["expires"]:
        yield _row("expiry", "有效期届满", validity["expires"], validity["source"] == "text")
    for one in filing["follow_ups"]:
        if one["due"]:
            yield _row("follow_up", one["name"], one["due"], one["sure"])


def _filed_with(one: dict[str, Any]) -> str:
    return f"{one['issuer']}报{'、'.join(to['name'] for to in one['recipients'])}备案"


def _row(
    kind: str,
    name: str,
    due: str | None,
    sure: object,
    *,
    days: int | None = None,
    done: bool = False,
) -> dict[str, Any]:
    day = date.fromisoformat(due) if due else None
    short = name if len(name) <= 300 else f"{name[:299]}…"
    return {
        "kind": kind,
        "name": short,
        "due": day,
        "days": days,
        "sure": bool(sure),
        "done": done,
    }
