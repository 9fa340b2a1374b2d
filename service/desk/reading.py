"""Reading (阅卷): a stored review as a page shows it: whole, with what was decided about it.

A review never changes, so what was restored from its JSON and its files is kept for the next look;
it is dropped as soon as its contents are deleted by policy.
"""

from __future__ import annotations

import json
from collections import OrderedDict
from dataclasses import dataclass, field
from threading import Lock
from typing import Any

from models.review import Review
from service.desk.archive import Archived, fetch
from service.desk.standing import Standing, Standings
from service.desk.views import Views
from service.ledger import Actor, Ledger, Work
from service.ledger.errors import ContentDeleted, NotFound
from service.ledger.records import Decision, Matter, Version
from service.ledger.records import Review as ReviewRecord

Json = dict[str, Any]
_KEPT = 16


@dataclass(frozen=True, slots=True)
class Restored:
    """还原的审查结果, with the ids of its JSON in its order.

    `contract` is what the JSON says of a contract, its obligations too. `parts` keeps what pages
    make of it, because that never changes either.
    """

    review: Review
    finding_ids: tuple[str, ...]
    step_ids: tuple[str, ...]
    undecided_ids: tuple[str, ...]
    contract: Json | None
    not_covered: tuple[str, ...]
    parts: dict[str, Any] = field(default_factory=dict, compare=False)


@dataclass(frozen=True, slots=True)
class Opened:
    """阅卷: a review as the ledger has it now.

    `standings` are by fingerprint; `last` is the number of the last decision on each, withdrawn ones
    too; `names` are of those who decided; `versions` and `reviews` are all of the matter.
    """

    record: ReviewRecord
    matter: Matter
    version: Version
    restored: Restored
    standings: dict[str, Standing]
    last: dict[str, int]
    names: dict[str, str]
    versions: tuple[Version, ...]
    reviews: tuple[ReviewRecord, ...]
    history: tuple[Decision, ...]


class Reading:
    """阅卷 over one ledger."""

    def __init__(self, ledger: Ledger, views: Views, standings: Standings) -> None:
        self._ledger = ledger
        self._views = views
        self._standings = standings
        self._lock = Lock()
        self._kept: OrderedDict[str, Restored] = OrderedDict()

    def open(self, actor: Actor, review_id: str) -> Opened:
        """阅卷; the look is noted.

        Raises:
            NotFound: no such review, or of another department.
            ContentDeleted: its text or its draft was deleted by policy.
            LedgerError: another version of the program wrote what this one cannot read.
        """
        with self._ledger.read() as work:
            record = work.reviews.get(actor, review_id)
            matter = work.matters.get(actor, record.matter_id)
            versions = work.versions.of_matter(actor, matter.id)
            reviews = work.reviews.of_matter(actor, matter.id)
            history = work.decisions.history(actor, matter.id)
            names = _names(work, history, reviews)
        version = next(one for one in versions if one.id == record.version_id)
        restored = self._restored(actor, record, version)
        self._views.note(actor, "review.read", ("review", review_id), matter.department_id)
        return Opened(
            record=record,
            matter=matter,
            version=version,
            restored=restored,
            standings=self._standings.of(actor, review_id),
            last={one.fingerprint: one.number for one in history},
            names=names,
            versions=versions,
            reviews=reviews,
            history=history,
        )

    def _restored(self, actor: Actor, record: ReviewRecord, version: Version) -> Restored:
        try:
            self._check(actor, record, version)
        except ContentDeleted:
            with self._lock:
                self._kept.pop(record.id, None)
            raise
        with self._lock:
            if record.id in self._kept:
                self._kept.move_to_end(record.id)
                return self._kept[record.id]
        made = _restored(fetch(self._ledger, actor, record.id))
        with self._lock:
            self._kept[record.id] = made
            while len(self._kept) > _KEPT:
                self._kept.popitem(last=False)
        return made

    def _check(self, actor: Actor, record: ReviewRecord, version: Version) -> None:
        """Whether all that it is made of is still there."""
        gone = [one.name for one in (version.draft, *version.materials) if one.deleted_at]
        if gone:
            raise ContentDeleted(gone[0])
        with self._ledger.read() as work:
            work.reviews.result(actor, record.id)


def _restored(found: Archived) -> Restored:
    result: Json = json.loads(found.body)
    review = found.restored()
    return Restored(
        review,
        tuple(str(one["id"]) for one in result["findings"]),
        tuple(str(one["id"]) for one in result["procedure"]),
        tuple(str(one["id"]) for one in result["undecided"]),
        result["contract"],
        tuple(result["not_covered"]),
    )


def _names(
    work: Work, history: tuple[Decision, ...], reviews: tuple[ReviewRecord, ...]
) -> dict[str, str]:
    wanted = {one.decided_by for one in history} | {one.created_by for one in reviews}
    found = {}
    for user_id in wanted:
        try:
            found[user_id] = work.users.get(user_id).name
        except NotFound:
            found[user_id] = "已注销的用户"
    return found
