"""Trail (审计): the audit trail in words: who did what to which thing."""

from __future__ import annotations

from dataclasses import dataclass

from service.desk.audit_words import audit_words
from service.ledger import Actor, Ledger, Page
from service.ledger.records import AuditEntry, AuditQuery, Department, Subject, User


@dataclass(frozen=True, slots=True)
class Told:
    """审计记录 in words; "" where there is nothing to say."""

    entry: AuditEntry
    action: str
    kind: str
    subject: Subject
    department: str
    via: str
    said: str


class Trail:
    """审计 over one ledger; the actor comes from `Principal.actor("audit.read")`."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def search(self, actor: Actor, query: AuditQuery) -> Page[Told]:
        """检索审计记录, newest first; only of the departments that the actor sees."""
        with self._ledger.read() as work:
            page = work.audit.search(actor, query)
            subjects = work.subjects.named({(one.subject, one.subject_id) for one in page.items})
            places = {one.id: one.name for one in work.departments.all()}
            people = {one.id: one.name for one in work.users.all()}
        words = audit_words()

        def told(one: AuditEntry) -> Told:
            return Told(
                entry=one,
                action=words.actions.get(one.action, one.action),
                kind=words.subjects.get(one.subject, one.subject),
                subject=subjects.get((one.subject, one.subject_id), Subject("", "")),
                department=places.get(one.department_id or "", ""),
                via=words.via.get(one.via, one.via),
                said=words.said(one, people),
            )

        return page.each(told)

    def people(self) -> tuple[User, ...]:
        """可以检索的人员."""
        with self._ledger.read() as work:
            return work.users.all()

    def departments(self) -> tuple[Department, ...]:
        """可以检索的部门."""
        with self._ledger.read() as work:
            return work.departments.all()
