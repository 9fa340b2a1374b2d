"""Casefile (办案全貌): a dossier with all that was decided in it, by name, read for the page of a matter."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from service.desk.records import Dossier, Records
from service.ledger import Actor, Ledger
from service.ledger.records import Decision, Job, Matter, ReviewItem


@dataclass(frozen=True, slots=True)
class Decided:
    """处理记录: a decision and what it is about; None where that review's items do not tell."""

    decision: Decision
    item: ReviewItem | None


@dataclass(frozen=True, slots=True)
class Casefile:
    """办案全貌: `decided` newest first; `names` of all accounts by id."""

    dossier: Dossier
    decided: tuple[Decided, ...]
    names: Mapping[str, str]


class Casefiles:
    """办案全貌 over one ledger."""

    def __init__(self, ledger: Ledger, records: Records) -> None:
        self._ledger = ledger
        self._records = records

    def open(self, actor: Actor, matter_id: str) -> Casefile:
        """办案全貌 of a matter.

        Raises:
            NotFound: none, or of another department.
        """
        dossier = self._records.dossier(actor, matter_id)
        with self._ledger.read() as work:
            decisions = work.decisions.history(actor, matter_id)
            items = {
                (review, item.fingerprint): item
                for review in {one.review_id for one in decisions}
                for item in work.reviews.items(actor, review)
            }
            names = {one.id: one.name for one in work.users.all()}
        decided = (Decided(one, items.get((one.review_id, one.fingerprint))) for one in decisions)
        return Casefile(dossier, tuple(decided)[::-1], names)

    def last_jobs(self, actor: Actor, matters: tuple[Matter, ...]) -> dict[str, Job]:
        """最近的任务 of those of some matters that have no result yet, by the matter's id."""
        without = [matter.id for matter in matters if matter.review is None]
        with self._ledger.read() as work:
            return work.jobs.last_of(actor, without)
