"""Opinions (审查意见): documents that left the office, by hash."""

from __future__ import annotations

from sqlalchemy import select

from service.ledger.actor import Actor
from service.ledger.errors import NotFound
from service.ledger.records import NewOpinion, Opinion
from service.ledger.repositories.base import Repository, user_of, visible
from service.ledger.repositories.review_rows import opinion_of
from service.ledger.tables import MatterRow, OpinionRow, ReviewRow
from service.ledger.values import line, new_id, sha256


class Opinions(Repository):
    """审查意见仓储."""

    def add(self, actor: Actor, review_id: str, new: NewOpinion) -> Opinion:
        """登记审查意见; the document itself is not kept.

        Raises:
            NotFound: no such review, or of another department.
            BadRecord: no file name or format.
        """
        found = self._session.execute(
            select(ReviewRow.matter_id, MatterRow.department_id)
            .join(MatterRow, MatterRow.id == ReviewRow.matter_id)
            .where(ReviewRow.id == review_id, visible(actor))
        ).one_or_none()
        if found is None:
            raise NotFound("审查记录")
        row = OpinionRow(
            id=new_id(),
            matter_id=found.matter_id,
            review_id=review_id,
            number=line(new.number, "文号", needed=False),
            format=line(new.format, "格式"),
            file_name=line(new.file_name, "文件名"),
            sha256=sha256(new.data),
            size=len(new.data),
            created_by=user_of(actor),
            created_at=self._clock(),
        )
        self._session.add(row)
        self._session.flush()
        self._audit.record(
            actor,
            "opinion.export",
            ("review", review_id),
            department_id=found.department_id,
            detail={"format": row.format, "sha256": row.sha256},
        )
        return opinion_of(row)

    def of_matter(self, actor: Actor, matter_id: str) -> tuple[Opinion, ...]:
        """Return a matter's opinions, oldest first.

        Raises:
            NotFound: no such matter, or of another department.
        """
        self._matter(actor, matter_id)
        rows = self._session.scalars(
            select(OpinionRow)
            .where(OpinionRow.matter_id == matter_id)
            .order_by(OpinionRow.created_at, OpinionRow.id)
        )
        return tuple(map(opinion_of, rows))

    def with_hash(self, actor: Actor, digest: str) -> tuple[Opinion, ...]:
        """验真: the opinions whose document has this SHA-256, among the actor's departments."""
        rows = self._session.scalars(
            select(OpinionRow)
            .join(MatterRow, MatterRow.id == OpinionRow.matter_id)
            .where(OpinionRow.sha256 == digest.strip().lower(), visible(actor))
            .order_by(OpinionRow.created_at)
        )
        return tuple(map(opinion_of, rows))
