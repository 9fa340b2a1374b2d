"""Deciding (处理发现): adopt, reject or modify what a review found, on the way to a conclusion."""

from __future__ import annotations

from dataclasses import dataclass

from service.desk.standing import Standing, Standings
from service.ledger import Actor, Ledger
from service.ledger.records import Decision, NewDecision, ReviewItem


@dataclass(frozen=True, slots=True)
class Item:
    """审查条目 with what was decided about it, None where it is open."""

    item: ReviewItem
    standing: Standing | None


class Deciding:
    """处理发现 over one ledger."""

    def __init__(self, ledger: Ledger, standings: Standings) -> None:
        self._ledger = ledger
        self._standings = standings

    def decide(self, actor: Actor, review_id: str, new: NewDecision) -> Decision:
        """处理 one item.

        Raises:
            NotFound, BadRecord, Conflict: as `Decisions.decide`.
        """
        with self._ledger.write() as work:
            return work.decisions.decide(actor, review_id, new)

    def decide_all(
        self, actor: Actor, review_id: str, several: tuple[NewDecision, ...]
    ) -> tuple[Decision, ...]:
        """处理 several items, all or none.

        Raises:
            NotFound, BadRecord, Conflict: as `Decisions.decide`.
        """
        with self._ledger.write() as work:
            return tuple(work.decisions.decide(actor, review_id, new) for new in several)

    def items(self, actor: Actor, review_id: str) -> tuple[Item, ...]:
        """审查条目 in the order of the review.

        Raises:
            NotFound: no such review, or of another department.
        """
        standings = self._standings.of(actor, review_id)
        with self._ledger.read() as work:
            items = work.reviews.items(actor, review_id)
        return tuple(Item(item, standings.get(item.fingerprint)) for item in items)

    def history(
        self, actor: Actor, matter_id: str, fingerprint: str | None = None
    ) -> tuple[Decision, ...]:
        """处理经过 of a matter, oldest first.

        Raises:
            NotFound: no such matter, or of another department.
        """
        with self._ledger.read() as work:
            return work.decisions.history(actor, matter_id, fingerprint)
