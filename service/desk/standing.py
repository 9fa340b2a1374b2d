"""Standing (现行处理意见): what earlier decisions of a matter mean for one of its reviews.

Decisions belong to a matter and a fingerprint. A rejection made on an earlier review stands for
this one unless its clause, its facts or the law changed (`models.versions.carry_over`). It is
worked out when asked for, from reviews that never change, so nothing is decided in anybody's name.
"""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from threading import Lock
from typing import Literal

from corpus.errors import ReadError
from models.versions import carry_over, compare
from models.versions.carry import Cause
from service.desk.archive import fetch
from service.ledger import Actor, Ledger
from service.ledger.errors import DatabaseUnavailable, LedgerError
from service.ledger.records import Decision
from service.ledger.records import Review as ReviewRecord
from service.ledger.words import Verdict

State = Literal["decided", "kept", "outstanding", "reopened"]
_CACHED = 256


@dataclass(frozen=True, slots=True)
class Standing:
    """现行处理意见 on one item of a review.

    `state`: decided on this review or a later one; kept, a rejection of an earlier review that
    stands; outstanding, adopted or modified earlier and still there; reopened, a rejection that
    needs a look again because of `causes` (clause, facts, law; none where the drafts cannot be
    compared any more).
    """

    decision: Decision
    state: State
    causes: tuple[Cause, ...] = ()

    @property
    def counts(self) -> bool:
        """Whether the item is decided."""
        return self.state != "reopened"


@dataclass(frozen=True, slots=True)
class _Said:
    """A verdict and whose it is, to learn where an identity went."""

    identity: str
    verdict: str


@dataclass(frozen=True, slots=True)
class _Link:
    new_id: str
    causes: tuple[Cause, ...]


_Links = dict[str, _Link]


class Standings:
    """现行处理意见 over one ledger; comparisons of two reviews are kept, they never change."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._lock = Lock()
        self._links: OrderedDict[tuple[str, str], _Links | None] = OrderedDict()

    def of(self, actor: Actor, review_id: str) -> dict[str, Standing]:
        """现行处理意见 by fingerprint of this review.

        Raises:
            NotFound: no such review, or of another department.
        """
        with self._ledger.read() as work:
            review = work.reviews.get(actor, review_id)
            items = {item.fingerprint for item in work.reviews.items(actor, review_id)}
            last = {one.fingerprint: one for one in work.decisions.history(actor, review.matter_id)}
            reviews = work.reviews.of_matter(actor, review.matter_id)
            versions = work.versions.of_matter(actor, review.matter_id)
        order = {version.id: version.number for version in versions}
        rank = {one.id: (order[one.version_id], one.created_at, one.id) for one in reviews}
        earlier = {one for one in rank if rank[one] < rank[review_id]}
        found: dict[str, Standing] = {}
        for decision in sorted(last.values(), key=lambda one: one.number):
            if decision.verdict is Verdict.WITHDRAW:
                found.pop(decision.fingerprint, None)
            elif decision.review_id in earlier:
                found |= self._carried(actor, decision, review, items)
            elif decision.fingerprint in items:
                found[decision.fingerprint] = Standing(decision, "decided")
        return found

    def _carried(
        self, actor: Actor, decision: Decision, review: ReviewRecord, items: set[str]
    ) -> dict[str, Standing]:
        links = self._linked(actor, decision.review_id, review.id)
        if links is None:
            same = decision.fingerprint in items
            return {decision.fingerprint: _standing(decision, None)} if same else {}
        link = links.get(decision.fingerprint)
        return {link.new_id: _standing(decision, link)} if link else {}

    def _linked(self, actor: Actor, old_id: str, new_id: str) -> _Links | None:
        key = (old_id, new_id)
        with self._lock:
            if key in self._links:
                self._links.move_to_end(key)
                return self._links[key]
        links = self._compared(actor, old_id, new_id)
        with self._lock:
            self._links[key] = links
            while len(self._links) > _CACHED:
                self._links.popitem(last=False)
        return links

    def _compared(self, actor: Actor, old_id: str, new_id: str) -> _Links | None:
        """Where each identity of the old review is in the new one; None if files are gone."""
        try:
            old, new = fetch(self._ledger, actor, old_id), fetch(self._ledger, actor, new_id)
            both = compare(old.restored(), new.restored())
        except DatabaseUnavailable:
            raise
        except (LedgerError, ReadError):
            return None
        with self._ledger.read() as work:
            ids = [item.fingerprint for item in work.reviews.items(actor, old_id)]
        carried = carry_over({one: _Said(one, "reject") for one in ids}, both)
        links = {said.identity: _Link(new, ()) for new, said in carried.kept.items()}
        for one in carried.reopened:
            links[one.decision.identity] = _Link(one.identity, one.causes)
        return links


def _standing(decision: Decision, link: _Link | None) -> Standing:
    if decision.verdict is not Verdict.REJECT:
        return Standing(decision, "outstanding")
    if link is None or link.causes:
        return Standing(decision, "reopened", link.causes if link else ())
    return Standing(decision, "kept")
