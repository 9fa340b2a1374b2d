"""Audit trail (审计轨迹): who saw, decided, exported or changed what. Entries are only added."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import timedelta

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from service.clock import Clock
from service.ledger.actor import Actor
from service.ledger.fetch import fetch
from service.ledger.paging import Page
from service.ledger.records.work import AuditEntry, AuditQuery
from service.ledger.tables import AuditRow, UserRow
from service.ledger.values import cut

SEEN_AGAIN = timedelta(minutes=10)
"""How long the same person's look at the same thing counts as one."""
_NOBODY = "系统"


class AuditTrail:
    """审计轨迹: repositories record every change here; callers record views and exports."""

    def __init__(self, session: Session, clock: Clock) -> None:
        self._session = session
        self._clock = clock

    def record(
        self,
        actor: Actor,
        action: str,
        subject: tuple[str, str],
        *,
        department_id: str | None = None,
        detail: Mapping[str, str | int] | None = None,
    ) -> None:
        """记录 an action on a subject (its kind and id). `detail` never holds words of a draft."""
        short = {k: cut(v) if isinstance(v, str) else v for k, v in (detail or {}).items()}
        self._session.add(
            AuditRow(
                at=self._clock(),
                user_id=actor.user_id,
                via=actor.via.value,
                address=cut(actor.address),
                action=action,
                subject=subject[0],
                subject_id=cut(subject[1]),
                department_id=department_id,
                detail=json.dumps(short, ensure_ascii=False, sort_keys=True),
            )
        )

    def seen(
        self, actor: Actor, action: str, subject: tuple[str, str], department_id: str | None
    ) -> None:
        """记录查看, unless the same person did the same within ten minutes."""
        before = select(AuditRow.id).where(
            AuditRow.subject == subject[0],
            AuditRow.subject_id == subject[1],
            AuditRow.action == action,
            AuditRow.user_id == actor.user_id,
            AuditRow.at > self._clock() - SEEN_AGAIN,
        )
        if self._session.scalar(before.limit(1)) is None:
            self.record(actor, action, subject, department_id=department_id)

    def search(self, actor: Actor, query: AuditQuery) -> Page[AuditEntry]:
        """检索, newest first; only entries about the actor's departments unless it sees all."""
        statement = (
            select(AuditRow, UserRow.name)
            .outerjoin(UserRow, UserRow.id == AuditRow.user_id)
            .where(*_conditions(actor, query))
        )
        rows, total = fetch(self._session, statement.order_by(AuditRow.id.desc()), query.paging)
        return Page(tuple(_entry(row, name) for row, name in rows), total, query.paging)


def _conditions(actor: Actor, query: AuditQuery) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if not actor.everywhere:
        found.append(AuditRow.department_id.in_(sorted(actor.departments)))
    if query.user_id is not None:
        found.append(AuditRow.user_id == query.user_id)
    if query.department_id is not None:
        found.append(AuditRow.department_id == query.department_id)
    for column, word in (
        (AuditRow.action, query.action),
        (AuditRow.subject, query.subject),
        (AuditRow.subject_id, query.subject_id),
    ):
        if word:
            found.append(column == word)
    start, end = query.at
    if start is not None:
        found.append(AuditRow.at >= start)
    if end is not None:
        found.append(AuditRow.at < end)
    return found


def _entry(row: AuditRow, name: str | None) -> AuditEntry:
    return AuditEntry(
        number=row.id,
        at=row.at,
        user_id=row.user_id,
        user=name or _NOBODY,
        via=row.via,
        address=row.address,
        action=row.action,
        subject=row.subject,
        subject_id=row.subject_id,
        department_id=row.department_id,
        detail=json.loads(row.detail),
    )
