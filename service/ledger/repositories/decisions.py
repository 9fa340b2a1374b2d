"""Decisions (处理意见): adopt, reject or modify, with reasons; every one is kept."""

from __future__ import annotations

from sqlalchemy import func, select

from service.ledger.actor import Actor
from service.ledger.errors import Conflict, NotFound
from service.ledger.records import Decision, NewDecision
from service.ledger.repositories.base import Repository, user_of, visible
from service.ledger.repositories.review_rows import decision_of
from service.ledger.tables import DecisionRow, MatterRow, ReviewItemRow, ReviewRow
from service.ledger.values import paragraph
from service.ledger.words import Verdict

_ASKS_REASON = (Verdict.REJECT,)


class Decisions(Repository):
    """处理意见仓储: the last decision of a matter on a fingerprint counts."""

    def decide(self, actor: Actor, review_id: str, new: NewDecision) -> Decision:
        """处理 an item of a review.

        Raises:
            NotFound: no such review, or of another department; or it has no such item.
            BadRecord: a rejection without reason, a modification without wording.
            Conflict: the matter has ended, or somebody decided meanwhile (`after`).
        """
        reason = paragraph(new.reason, "理由", needed=new.verdict in _ASKS_REASON)
        wording = paragraph(new.wording, "修改后的文字", needed=new.verdict is Verdict.MODIFY)
        author = user_of(actor)
        matter = self._matter_of(actor, review_id, new.fingerprint)
        if matter.status.ended:
            raise Conflict(f"事项{matter.status.label}，不能再处理")
        self._check_after(matter.id, new)
        row = DecisionRow(
            matter_id=matter.id,
            review_id=review_id,
            fingerprint=new.fingerprint,
            verdict=new.verdict,
            reason=reason,
            wording=wording,
            decided_by=author,
            decided_at=self._clock(),
        )
        self._session.add(row)
        matter.changed_at = row.decided_at
        self._session.flush()
        self._audit.record(
            actor,
            "finding.decide",
            ("review", review_id),
            department_id=matter.department_id,
            detail={"fingerprint": new.fingerprint, "verdict": new.verdict.value},
        )
        return decision_of(row)

    def current(self, actor: Actor, matter_id: str) -> dict[str, Decision]:
        """现行处理意见 of a matter by fingerprint; those taken back are left out.

        Raises:
            NotFound: no such matter, or of another department.
        """
        self._matter(actor, matter_id)
        last = (
            select(func.max(DecisionRow.id))
            .where(DecisionRow.matter_id == matter_id)
            .group_by(DecisionRow.fingerprint)
        )
        rows = self._session.scalars(
            select(DecisionRow).where(
                DecisionRow.id.in_(last), DecisionRow.verdict != Verdict.WITHDRAW
            )
        )
        return {row.fingerprint: decision_of(row) for row in rows}

    def history(
        self, actor: Actor, matter_id: str, fingerprint: str | None = None
    ) -> tuple[Decision, ...]:
        """处理经过: all decisions of a matter, or on one fingerprint, oldest first.

        Raises:
            NotFound: no such matter, or of another department.
        """
        self._matter(actor, matter_id)
        statement = select(DecisionRow).where(DecisionRow.matter_id == matter_id)
        if fingerprint is not None:
            statement = statement.where(DecisionRow.fingerprint == fingerprint)
        return tuple(map(decision_of, self._session.scalars(statement.order_by(DecisionRow.id))))

    def _matter_of(self, actor: Actor, review_id: str, fingerprint: str) -> MatterRow:
        statement = (
            select(MatterRow)
            .join(ReviewRow, ReviewRow.matter_id == MatterRow.id)
            .where(ReviewRow.id == review_id, visible(actor))
            .with_for_update(of=MatterRow)
        )
        matter = self._session.scalars(statement).one_or_none()
        if matter is None:
            raise NotFound("审查记录")
        item = select(ReviewItemRow.place).where(
            ReviewItemRow.review_id == review_id, ReviewItemRow.fingerprint == fingerprint
        )
        if self._session.scalar(item) is None:
            raise NotFound("审查条目")
        return matter

    def _check_after(self, matter_id: str, new: NewDecision) -> None:
        if new.after is None:
            return
        last = self._session.scalar(
            select(func.max(DecisionRow.id)).where(
                DecisionRow.matter_id == matter_id, DecisionRow.fingerprint == new.fingerprint
            )
        )
        if (last or 0) != new.after:
            raise Conflict("其他人员已先处理这一条")
