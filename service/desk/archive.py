"""Archive (存档): stored reviews, read back whole for reports and comparisons."""

from __future__ import annotations

import json
from dataclasses import dataclass

from models.review import Review
from service.desk.restored import restored_review
from service.ledger import Actor, Ledger
from service.ledger.errors import LedgerError
from service.ledger.records import Incoming, Matter
from service.ledger.records import Review as ReviewRecord


@dataclass(frozen=True, slots=True)
class Archived:
    """存档审查: its facts and matter, the JSON as it was added, and the files of its version."""

    record: ReviewRecord
    matter: Matter
    body: str
    draft: Incoming
    materials: tuple[Incoming, ...]

    def restored(self) -> Review:
        """还原 the whole review.

        Raises:
            LedgerError: this version of the program cannot read it.
            ReadError: nor the draft.
        """
        try:
            return restored_review(json.loads(self.body), self.draft, self.materials)
        except (KeyError, ValueError, StopIteration) as error:
            raise LedgerError("这份审查结果由其他版本的程序生成，无法还原") from error


def fetch(ledger: Ledger, actor: Actor, review_id: str) -> Archived:
    """取出存档.

    Raises:
        NotFound: no such review, or of another department.
        ContentDeleted: its text or its draft was deleted by policy.
    """
    with ledger.read() as work:
        record = work.reviews.get(actor, review_id)
        body = work.reviews.result(actor, review_id)
        draft, materials = work.versions.contents(actor, record.version_id)
        return Archived(record, work.matters.get(actor, record.matter_id), body, draft, materials)
